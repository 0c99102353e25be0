import { posix } from 'node:path'
import type { ConfigImportFact, Fact } from '../../facts/fact.ts'
import { type FactIndex, indexFacts } from '../../facts/fact-index.ts'
import { fits, type Step, signs } from '../../facts/matching/fits.ts'
import { takenFile } from '../../facts/nacos/inner-file.ts'
import { likelyCentral } from '../../facts/spring/central-configuration.ts'
import type { Service } from '../graph.ts'
import { configuredService, serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'

/** What settings state of who has them. */
const kinds: ReadonlySet<Fact['kind']> = new Set([
  'address',
  'env-read',
  'setting-made',
  'setting-part',
  'database-name',
  'topic',
  'topic-name',
])

/**
 * Adds what files of a configuration server state that programs take in by their names, `redis.yml` for all that have a
 * cache: to each of these, as if it lay there. `stated`: with what such files state, `facts`: to which it is added.
 */
export function withTakenIn(facts: FactIndex, stated: FactIndex, services: readonly Service[]): FactIndex {
  const takers = stated.of('config-import').filter(({ at, source }) => source === undefined && !isTestFile(at.file))
  if (takers.length === 0) return facts
  const files = sharedFiles(stated, services)
  const folder = folderOfMost(files, takers)
  const added = new Map<string, Fact>()
  for (const { at, name } of takers) {
    const service = serviceOf({ services }, at.file)
    const taken =
      service === undefined ? [] : files.filter((file) => posix.dirname(file) === folder && isCalled(file, name))
    for (const file of taken) {
      for (const fact of stated.in(file)) {
        if (!kinds.has(fact.kind)) continue
        const place = { ...fact.at, file: takenFile(posix.dirname(at.file), file) }
        added.set(`${place.file}\0${fact.kind}\0${place.line}\0${place.column}\0${JSON.stringify(fact)}`, {
          ...fact,
          at: place,
        })
      }
    }
  }
  return added.size === 0 ? facts : indexFacts([...facts.all, ...added.values()])
}

/** Files of configuration servers that are no service's own. */
function sharedFiles(facts: FactIndex, services: readonly Service[]): string[] {
  const files = new Set(
    facts.all.flatMap(({ kind, at }) => (kinds.has(kind) && likelyCentral.test(at.file) ? [at.file] : [])),
  )
  return [...files].filter(
    (file) => configuredService({ services }, file) === undefined && serviceOf({ services }, file) === undefined,
  )
}

/** The folder with most of what is taken in: there may be one for each place that a system runs at. */
function folderOfMost(files: readonly string[], takers: readonly ConfigImportFact[]): string | undefined {
  const names = new Set(takers.map(({ name }) => name))
  const counts = new Map<string, number>()
  for (const file of files) {
    if (![...names].some((name) => isCalled(file, name))) continue
    counts.set(posix.dirname(file), (counts.get(posix.dirname(file)) ?? 0) + 1)
  }
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))[0]?.[0]
}

/** Whether a file has a name in which `*` stands for what is filled in; Nacos may leave out the ending. */
function isCalled(file: string, name: string): boolean {
  const base = posix.basename(file).toLowerCase()
  const steps = name
    .toLowerCase()
    .split('*')
    .flatMap((part, index) => [...(index > 0 ? [anything] : []), ...signs(part)])
  return fits(base, steps) || fits(base.replace(/\.(?:ya?ml|properties)$/, ''), steps)
}

const anything: Step = { is: (sign) => /[\w-]/.test(sign), repeats: true }
