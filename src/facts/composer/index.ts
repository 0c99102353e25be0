import { posix } from 'node:path'
import { parse } from 'jsonc-parser'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineOf } from '../line-of.ts'
import { asMap, asText, asTexts } from '../loose.ts'
import { present } from '../present.ts'

/** composer.json: the packages of PHP that one builds on. */
export const composer: Extractor = {
  id: 'composer',
  matches: (path) => posix.basename(path) === 'composer.json',
  extract({ path, text }): Fact[] {
    const data = asMap(parse(text))
    const listed = (section: string, dev: boolean) =>
      Object.entries(asTexts(data[section])).map(([name, spec]) => ({
        at: lineOf(path, text, new RegExp(`"${name.replace(/[^\w]/g, '\\$&')}"\\s*:`)),
        name,
        spec,
        dev,
      }))
    return [
      {
        kind: 'package',
        at: lineOf(path, text, /"name"\s*:/),
        ecosystem: 'composer',
        ...present({ name: asText(data.name) }),
        members: [],
        dependencies: [...listed('require', false), ...listed('require-dev', true)],
        starts: false,
        entries: {},
      },
    ]
  },
}
