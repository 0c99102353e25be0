import { heldBy, protocolOf, protocolOfPort, protocolOfScheme } from '../../products/protocols.ts'
import { readYaml, type YamlPath } from '../../yaml/read.ts'
import { isThisMachine } from '../address/host-name.ts'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { Address, At, Fact } from '../fact.ts'
import { asMap, asNumber, asText, type Loose } from '../loose.ts'
import { present } from '../present.ts'
import { variableOf } from '../spring/placeholder.ts'
import { isSettingsFile } from './files.ts'
import { isOfOtherProgram } from './other-programs.ts'
import { openedPort, ownEnds } from './own-ends.ts'
import { tomlDocuments } from './toml.ts'

const hostKey = /^host(?:_?name)?$/i
const dottedHost = /^\w+(?:\.\w+)*\.host$/i
const host = /^[a-z][\w.-]*$/i
const variable = /^[A-Z]\w*$/i
/** A machine by its number, with a port. */
const numbered = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{2,5})$/
/** What holds the parts of a database's address. */
const ofDatabase = /db|database|sql|postgres|^pg|mongo|data_?source/i

/** Manifests of clusters, written over lines or as one map in braces. */
const isManifest = /^[ \t]*(?:apiVersion|kind)\s*:|^\{\s*["']?apiVersion["']?\s*:/m

/**
 * Settings that a program keeps in a file of its own: addresses under the keys that lead to them (`mongo_url`), and
 * connections whose parts stand beside each other (`"mongo": { "host": …, "port": … }`).
 */
export const settingsFiles: Extractor = {
  id: 'settings-file',
  endings: ['.json', '.yaml', '.yml', '.toml'],
  matches: isSettingsFile,
  extract({ path, text }) {
    // Other programs have files of that name: manifests, and whatever is no map.
    if (isManifest.test(text) || isOfOtherProgram(text)) return []
    const documents = path.endsWith('.toml') ? tomlDocuments(text) : readYaml(text, path).documents
    return documents.flatMap(({ data, placeOf }) => {
      const at = (steps: YamlPath): At => {
        const { line, column } = placeOf(steps)
        return { file: path, line, column }
      }
      return [...addressesIn(data, [], at), ...ownEnds(asMap(data), at)]
    })
  },
}

function addressesIn(data: unknown, path: YamlPath, at: (path: YamlPath) => At): Fact[] {
  if (Array.isArray(data)) {
    return data.flatMap((item: unknown, index) => addressesIn(item, [...path, index], at))
  }
  const stated = (address: Address | undefined, steps: YamlPath, field?: string): Fact[] => {
    const setting = steps.filter((step) => typeof step === 'string').join('_')
    return address ? [{ kind: 'address', at: at(steps), address, use: 'default', setting, ...present({ field }) }] : []
  }
  if (typeof data === 'string') {
    const port = openedPort(path, data)
    return port === undefined ? stated(parseAddress(data), path) : [{ kind: 'listen', at: at(path), port }]
  }
  const map = asMap(data)
  return Object.entries(map).flatMap(([key, value]) => {
    const steps = [...path, key]
    // What go-zero asks etcd for; at the top stands what it registers itself under.
    if (key === 'Key' && path.at(-1) === 'Etcd')
      return path.length > 1 ? stated(parseAddress(`etcd:///${asText(value) ?? ''}`), steps, asText(path.at(-2))) : []
    // `"redis.host": "redis"`: the key itself tells whose host it is.
    const text = asText(value) ?? ''
    // Sequelize is told of the variable that holds the whole address.
    if (key === 'use_env_variable' && variable.test(text)) return [{ kind: 'env-read', at: at(steps), name: text }]
    if (dottedHost.test(key) && host.test(text))
      return [{ kind: 'env-read', at: at(steps), name: variableOf(key), fallback: text }]
    if (hostKey.test(key)) return stated(connectionOf(map, value, path), steps)
    const named = typeof value === 'string' ? withDatabase(parseAddress(value), map) : undefined
    return named ? stated(named, steps) : addressesIn(value, steps, at)
  })
}

const databaseKey = /^(?:database(?:_?name)?|db_?name|db)$/i

/** An address of a server of databases that names none, with the one that stands beside it: `{ url: mongodb://db, db: carts }`. */
function withDatabase(address: Address | undefined, map: Loose): Address | undefined {
  if (address?.scheme === undefined || address.path !== undefined || heldBy(address.scheme) === undefined)
    return undefined
  const path = asText(Object.entries(map).find(([key]) => databaseKey.test(key))?.[1])
  return path !== undefined && /^[\w-]+$/.test(path)
    ? { ...address, path, shown: `${address.shown}/${path}` }
    : undefined
}

/** A connection in parts. What is spoken with it, the keys above may tell. */
function connectionOf(map: Loose, value: unknown, above: YamlPath): Address | undefined {
  const written = asText(value) ?? ''
  const part = (pattern: RegExp): unknown => Object.entries(map).find(([key]) => pattern.test(key))?.[1]
  const isDatabase = ofDatabase.test(String(above.at(-1) ?? ''))
  const named =
    part(/^(?:database|database_?name|db_?name|schema)$/i) ?? (isDatabase ? part(/^(?:name|db)$/i) : undefined)
  const [port, database, user] = [asNumber(part(/^port$/i)), named, asText(part(/^(?:user(?:_?name)?|login)$/i))]
  // go-zero tells of Redis how many it is: `{ Host: 192.0.2.1:16379, Type: node }`.
  const [, machine, open] = numbered.exec(written) ?? []
  const isRedis = /^(?:node|cluster)$/.test(asText(part(/^type$/i)) ?? '')
  if (!host.test(written) || isRedis) {
    const found = machine === undefined ? parseAddress(written) : { host: machine, port: Number(open), shown: written }
    return found && isRedis && found.scheme === undefined ? { ...found, scheme: 'redis' } : found
  }
  // Sequelize is told what it speaks: `{ "host": "db", "dialect": "mysql" }`.
  const dialect = protocolOfScheme(asText(part(/^dialect$/i)) ?? '')
  if (port === undefined && (dialect === undefined || isThisMachine(written))) return undefined
  const path = typeof database === 'string' ? database : undefined
  const scheme = dialect ?? protocolOf(above.join('_')) ?? protocolOfPort(port)
  // Only what holds several of them has a name for one.
  const told =
    path !== undefined && scheme !== undefined && heldBy(scheme) !== undefined ? { scheme, ...present({ user }) } : {}
  const shown = port === undefined ? `${written}/${path ?? ''}` : `${written}:${port}`
  return { ...told, host: written, ...present({ port, path }), shown }
}
