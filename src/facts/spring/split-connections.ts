import { parseAddress } from '../address/parse-address.ts'
import type { AddressFact } from '../fact.ts'
import { filledWithDefaults, variableOf } from './placeholder.ts'
import type { Property } from './properties.ts'

const host = /^(?:.+\.)?mongodb\.host$/

/** MongoDB's address told in parts, `spring.data.mongodb.host`, `.port`, `.database` and `.username`, as the one that it is. */
export function splitConnections(properties: readonly Property[]): AddressFact[] {
  if (!properties.some(({ name }) => host.test(name))) return []
  const values = new Map(properties.map(({ name, value }) => [name, filledWithDefaults(value)]))
  return properties.flatMap(({ name, at }): AddressFact[] => {
    const partOf = (part: string): string | undefined => values.get(name.replace(/host$/, part))
    const [server, database, port, user] = [values.get(name), ...['database', 'port', 'username'].map(partOf)]
    if (!host.test(name) || server === undefined || database === undefined) return []
    const login = user === undefined ? '' : `${encodeURIComponent(user)}@`
    const address = parseAddress(`mongodb://${login}${server}${port === undefined ? '' : `:${port}`}/${database}`)
    return address ? [{ kind: 'address', at, address, use: 'default', setting: variableOf(name) }] : []
  })
}
