import { heldBy, protocolOf } from '../../../products/protocols.ts'
import { readYaml } from '../../../yaml/read.ts'
import { parseAddress } from '../../address/parse-address.ts'
import { asList, asMap, asText } from '../../loose.ts'

/** `database: orders`, `MongoDBName: orders`. */
const databaseKey =
  /^(?:(?:mongo|mongodb|mysql|postgres|postgresql|maria|mariadb|sql)[-_]?)?(?:db|database)(?:[-_]?name)?$/i

/**
 * The databases that a file of settings names beside the addresses of their servers, by those addresses: `shop` of
 * `mongodb: { name: shop, url: mongodb://db:27017 }`. Nothing for a text that is no YAML.
 */
export function namedDatabases(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, parent: string): void => {
    for (const each of asList(value)) walk(each, parent)
    const entries = Object.entries(asMap(value))
    const named = entries.find(
      ([key]) => databaseKey.test(key) || (/^name$/i.test(key) && protocolOf(parent) !== undefined),
    )
    const database = named === undefined ? undefined : asText(named[1])
    for (const [key, each] of entries) {
      const url = typeof each === 'string' ? each.trim() : ''
      const { scheme = '', path } = parseAddress(url) ?? {}
      if (database && /^[\w.-]+$/.test(database) && heldBy(scheme) !== undefined && path === undefined)
        found.set(url, database)
      walk(each, key)
    }
  }
  if (/\b(?:name|db|database)\w*["']?\s*:/i.test(text)) {
    const { documents, problems } = readYaml(text, '')
    for (const { data } of problems.length > 0 ? [] : documents) walk(data, '')
  }
  return found
}
