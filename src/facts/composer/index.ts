import { posix } from 'node:path'
import { parse } from 'jsonc-parser'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineOf } from '../line-of.ts'
import { asMap, asText, asTexts } from '../loose.ts'
import { escaped } from '../matching/escaped.ts'
import { present } from '../present.ts'

/** What answers requests, or takes from a queue. */
const framework =
  /^(?:laravel\/(?:lumen-)?framework|symfony\/framework-bundle|slim\/slim|mezzio\/mezzio|cakephp\/cakephp|codeigniter4\/framework|yiisoft\/yii2|hyperf\/(?:http-server|framework)|spiral\/framework|workerman\/(?:workerman|webman-framework)|api-platform\/(?:core|symfony|laravel)|laminas\/laminas-mvc|flightphp\/core)$/

/** composer.json: the packages of PHP that one builds on; with a framework that answers, a program. */
export const composer: Extractor = {
  id: 'composer',
  endings: ['.json'],
  matches: (path) => posix.basename(path) === 'composer.json',
  extract({ path, text }): Fact[] {
    const data = asMap(parse(text))
    const listed = (section: string, dev: boolean) =>
      Object.entries(asTexts(data[section])).map(([name, spec]) => ({
        at: lineOf(path, text, new RegExp(`"${escaped(name)}"\\s*:`)),
        name,
        spec,
        dev,
      }))
    const dependencies = [...listed('require', false), ...listed('require-dev', true)]
    // A library names the framework that it is for.
    const isProgram = asText(data.type) !== 'library' && !asText(data.type)?.includes('-')
    const starts = isProgram && dependencies.some(({ name, dev }) => !dev && framework.test(name))
    const program: Fact = { kind: 'program', at: { file: path, line: 1, column: 1 }, language: 'php' }
    return [
      ...(starts ? [program] : []),
      {
        kind: 'package',
        at: lineOf(path, text, /"name"\s*:/),
        ecosystem: 'composer',
        ...present({ name: asText(data.name) }),
        members: [],
        dependencies,
        starts,
        entries: {},
      },
    ]
  },
}
