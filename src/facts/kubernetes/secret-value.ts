import { parseAddress } from '../address/parse-address.ts'
import { hidden, masked } from '../secrets/masked.ts'
import { inWords, isElsewhere, isSecretSetting } from '../secrets/settings.ts'
import { isSettingsKey } from './held-file/index.ts'

/** Keys of what is no secret: where something is, and what it is called there. */
const isPlace =
  /(?:^|[^a-z])(?:host(?:s|name)?|server(?:[-_.]?name)?|addr(?:ess)?|endpoint|brokers|port|database|db|schema|(?:db|database)[-_.]?name)$/i
/** An address in a file of settings, with the key before it: `INDEX: http://index`, `"url": "http://orders/v1"`. */
const settingWithAddress =
  /^[ \t-]*["']?([\w.-]{1,80})["']?[ \t]*[:=][ \t]*["']?([a-z][\w+.-]{1,30}:(?:[a-z]{1,20}:)?\/\/[^\s"'`,;<>()[\]{}]+)/gim
/** Keys of where a service is, by what it is called. */
const isService = /(?:service|url|uri|upstream|backend|target|proxy)$/i
const hostWithPort = /^[a-z][a-z\d.-]{0,80}:\d{2,5}$/
/** A name, a host or a port. */
const plain = /^(?=.{1,80}$)[a-z\d][\w.-]*(?::\d{2,5})?$/i

/**
 * What may be known of a value in a Secret: facts are kept on disk, and secrets are copied nowhere. Of an address where it
 * leads, put together anew without login, query and, over HTTP, path; of a part of one the host, the port or the database's
 * name, where its key says that it is one; of a file of settings the keys with such addresses, and no other line. Undefined
 * for all else. `encoded`: base64, as in `data`.
 */
export function toldBySecret(key: string, value: string, encoded: boolean): string | undefined {
  const text = encoded ? decoded(value) : value.trim()
  if (text === undefined) return undefined
  if (isSettingsKey(key)) {
    const lines = [...text.matchAll(settingWithAddress)].flatMap(([, setting, url = '']) => {
      const place = placeOf(url)
      return place === undefined ? [] : [`${setting}: ${place}\n`]
    })
    return lines.length === 0 ? undefined : lines.join('')
  }
  const isTold = (isPlace.test(key) && plain.test(text)) || (isService.test(key) && hostWithPort.test(text))
  return placeOf(text) ?? (isTold ? text : undefined)
}

/**
 * Whether the value of a key of a Secret stands in the file, and is one: what it is called after, or what kind of text it is.
 * `keys`: all that the Secret has.
 */
export function holdsSecret(key: string, value: string, encoded: boolean, keys: readonly string[] = []): boolean {
  const text = encoded ? decoded(value) : value.trim()
  if (text === undefined || isElsewhere(text)) return false
  if (/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text)) return true
  const names = new Set(keys.map((each) => inWords(each).toUpperCase()))
  const kept = masked(text)
  return isSecretSetting(inWords(key), text, names) || (kept !== text && kept.includes(hidden))
}

/** Where an address leads, put together anew. */
function placeOf(text: string): string | undefined {
  const address = parseAddress(text)
  if (address?.scheme === undefined) return undefined
  const { scheme, host, port, path, schema } = address
  const database = path === undefined || /^https?$/.test(scheme) ? '' : `/${path}`
  return `${scheme}://${host}${port === undefined ? '' : `:${port}`}${database}${schema === undefined ? '' : `?schema=${schema}`}`
}

function decoded(value: string): string | undefined {
  const base64 = value.replace(/\s/g, '')
  if (base64.length > 10_000 || !/^[A-Za-z\d+/]+=*$/.test(base64)) return undefined
  const text = Buffer.from(base64, 'base64').toString('utf8')
  return /^[\x20-\x7e\s]+$/.test(text) ? text.trim() : undefined
}
