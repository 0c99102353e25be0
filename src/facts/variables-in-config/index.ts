import { posix } from 'node:path'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { present } from '../present.ts'

/** Ruby in a file of YAML, `<%= ENV.fetch("DB_HOST") %>`, and Symfony's `'%env(resolve:DATABASE_URL)%'`. */
const taken = /\bENV(?:\.fetch\(|\[)\s*["'](\w+)["'](?:\s*,\s*["']([^"'\s]{1,200})["'])?|%env\((?:[\w.]+:)*(\w+)\)%/g
/** The file in which the package `config` of Node is told a variable for a setting. */
const mapping = /^custom-environment-variables\.(?:json5?|ya?ml)$/
const mapped = /:\s*["']?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)["']?\s*[,}\r\n]/g

/** Variables that a framework puts into its files of settings, in the folder that is called `config`. */
export const variablesInConfig: Extractor = {
  id: 'variables-in-config',
  onlyGlances: true,
  endings: ['.json', '.json5', '.yaml', '.yml', '.erb'],
  matches: (path) =>
    /(?:^|\/)config\/(?:.*\/)?[^/]+\.ya?ml(?:\.erb)?$/.test(path) || mapping.test(posix.basename(path)),
  extract({ path, text }) {
    const form = mapping.test(posix.basename(path)) ? mapped : taken
    const at = lineIndex(path, text)
    return [...`${text}\n`.matchAll(form)].flatMap((found): Fact[] => {
      const name = found[1] ?? found[3] ?? ''
      const fallback = form === taken ? found[2] : undefined
      const place = at(found.index + found[0].indexOf(name))
      const address = parseAddress(fallback ?? '')
      const stated: Fact[] = address ? [{ kind: 'address', at: place, address, use: 'default', setting: name }] : []
      return [{ kind: 'env-read', at: place, name, ...present({ fallback }) }, ...stated]
    })
  },
}
