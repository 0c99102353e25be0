import { readYaml, type YamlDocument, type YamlPath } from '../../yaml/read.ts'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { Address, AddressFact } from '../fact.ts'
import { asMap, asNumber, asText, type Loose } from '../loose.ts'
import { present } from '../present.ts'

/** `config.json`, `settings.dev.yaml`, `config/default.json`; those of tests and of other programs are none. */
const settingsFile =
  /^(?!.*(?:^|\/)\.)(?:.*\/)?(?:(?:config|configuration|settings|conf)(?:[._-](?!test|schema)[\w-]+)*|(?:configs?|conf|settings)\/(?:default|base|local|docker|dev(?:elopment)?|stag(?:e|ing)|prod(?:uction)?))\.(?:json|ya?ml)$/i
const hostKey = /^host(?:_?name)?$/i
const host = /^[a-z][\w.-]*$/i

/**
 * Settings that a program keeps in a file of its own: addresses under the keys that lead to them (`mongo_url`), and
 * connections whose parts stand beside each other (`"mongo": { "host": …, "port": … }`).
 */
export const settingsFiles: Extractor = {
  id: 'settings-file',
  matches: (path) => settingsFile.test(path),
  extract({ path, text }) {
    // Other programs have files of that name: manifests, and whatever is no map.
    const { documents } = /^\s*(?:apiVersion|kind)\s*:/m.test(text) ? { documents: [] } : readYaml(text, path)
    return documents.flatMap((document) => addressesIn(document.data, [], document, path))
  },
}

function addressesIn(data: unknown, path: YamlPath, document: YamlDocument, file: string): AddressFact[] {
  if (Array.isArray(data)) {
    return data.flatMap((item: unknown, index) => addressesIn(item, [...path, index], document, file))
  }
  const stated = (address: Address | undefined, at: YamlPath): AddressFact[] => {
    const { line, column } = document.placeOf(at)
    const setting = at.filter((step) => typeof step === 'string').join('_')
    return address ? [{ kind: 'address', at: { file, line, column }, address, use: 'default', setting }] : []
  }
  if (typeof data === 'string') return stated(parseAddress(data), path)
  const map = asMap(data)
  return Object.entries(map).flatMap(([key, value]) => {
    const at = [...path, key]
    return hostKey.test(key) ? stated(connectionOf(map, value), at) : addressesIn(value, at, document, file)
  })
}

/** A connection in parts. What is spoken with it, the keys above may tell. */
function connectionOf(map: Loose, value: unknown): Address | undefined {
  const written = asText(value) ?? ''
  const part = (pattern: RegExp): unknown => Object.entries(map).find(([key]) => pattern.test(key))?.[1]
  const [port, database] = [asNumber(part(/^port$/i)), part(/^(?:database|db_?name|dbname|schema)$/i)]
  if (!host.test(written)) return parseAddress(written)
  if (port === undefined) return undefined
  const path = typeof database === 'string' ? database : undefined
  return { host: written, port, ...present({ path }), shown: `${written}:${port}` }
}
