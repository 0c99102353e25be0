import { parseAddress } from '../address/parse-address.ts'

/** Keys of what is no secret: where something is, and what it is called there. */
const isPlace =
  /(?:^|[^a-z])(?:host(?:s|name)?|server|addr(?:ess)?|endpoint|brokers|port|database|db|schema|(?:db|database)[-_.]?name)$/i
/** A name, a host or a port. */
const plain = /^(?=.{1,80}$)[a-z\d][\w.-]*(?::\d{2,5})?$/i

/**
 * What may be known of a value in a Secret: facts are kept on disk, and secrets are copied nowhere. Of an address where it
 * leads, put together anew without login, query and, over HTTP, path; of a part of one the host, the port or the database's
 * name, where its key says that it is one. Undefined for all else. `encoded`: base64, as in `data`.
 */
export function toldBySecret(key: string, value: string, encoded: boolean): string | undefined {
  const text = encoded ? decoded(value) : value.trim()
  if (text === undefined) return undefined
  const address = parseAddress(text)
  if (address?.scheme !== undefined) {
    const { scheme, host, port, path, schema } = address
    const database = path === undefined || /^https?$/.test(scheme) ? '' : `/${path}`
    return `${scheme}://${host}${port === undefined ? '' : `:${port}`}${database}${schema === undefined ? '' : `?schema=${schema}`}`
  }
  return isPlace.test(key) && plain.test(text) ? text : undefined
}

function decoded(value: string): string | undefined {
  const base64 = value.replace(/\s/g, '')
  if (base64.length > 1000 || !/^[A-Za-z\d+/]+=*$/.test(base64)) return undefined
  const text = Buffer.from(base64, 'base64').toString('utf8')
  return /^[\x20-\x7e\s]+$/.test(text) ? text.trim() : undefined
}
