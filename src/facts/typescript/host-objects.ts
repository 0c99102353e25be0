import { inside, parted } from '../code/brackets.ts'
import type { AddressFact, At } from '../fact.ts'
import { present } from '../present.ts'
import { mentionsAny } from '../reading/glance.ts'
import { memberPath } from './settings-objects.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** What a file mentions that tells a client its host in a member of an object. */
export const mentionsHost = mentionsAny(
  ['host', 'hostname'].flatMap((key) => [...`'"\``].flatMap((quote) => [`${key}: ${quote}`, `${key}:${quote}`])),
)

const host = /^host(?:name)?$/
const bareHost = /^[a-z](?:[\w.-]*[a-z0-9])?$/i
/** Members of what tells a store or broker where its own is: another reader has these whole. */
const ofStore = /^(?:database|dialect|type|vhost|keyspace|db|user(?:name)?|password|auth|brokers|service|secure)$/
const schemes: Readonly<Record<string, string>> = { 'http:': 'http', 'https:': 'https', http: 'http', https: 'https' }

/** Addresses whose host and port stand apart: `http.request({ host: 'users', port: 3000, path: '/users' })`. */
export function hostObjects(tokens: readonly CodeToken[], at: (offset: number) => At): AddressFact[] {
  return tokens.flatMap(({ value }, index): AddressFact[] => {
    if (value !== '{' || !/^[(=:,]$|^return$/.test(tokens[index - 1]?.value ?? '')) return []
    const members = new Map(
      parted(inside(tokens, index)).flatMap(([key, sign, value, ...more]) =>
        key && value && sign?.value === ':' && more.length === 0 ? [[key.value, value] as const] : [],
      ),
    )
    const [, written] = [...members].find(([key]) => host.test(key)) ?? []
    const name = literalOf(written)
    if (written === undefined || name === undefined || !bareHost.test(name) || name === 'localhost') return []
    if ([...members.keys()].some((key) => ofStore.test(key))) return []
    const port = Number(literalOf(members.get('port')) ?? members.get('port')?.value)
    const scheme = schemes[literalOf(members.get('protocol')) ?? '']
    const isRequest = members.has('path') && members.has('method')
    if (!Number.isInteger(port) && !isRequest) return []
    const known = { ...(Number.isInteger(port) ? { port } : {}), ...(scheme ? { scheme } : {}) }
    const shown = `${scheme ? `${scheme}://` : ''}${name}${Number.isInteger(port) ? `:${port}` : ''}`
    const field = present({ field: memberPath(tokens, index) })
    const address = { host: name, ...known, shown }
    return [{ kind: 'address', at: at(written.offset), address, use: 'literal', ...field }]
  })
}
