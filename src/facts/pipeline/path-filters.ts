import { posix } from 'node:path'
import { readYaml, type YamlPath } from '../../yaml/read.ts'
import type { SourceFile } from '../extractor.ts'
import type { PathFilterFact } from '../fact.ts'
import { asList, asMap, asText } from '../loose.ts'
import { present } from '../present.ts'

/** Keys that lead to globs of files whose change starts a pipeline or a job, in the systems that have such. */
const leading: readonly (readonly string[])[] = [
  ['on', 'push', 'paths'],
  ['on', 'pull_request', 'paths'],
  ['trigger', 'paths', 'include'],
  ['pr', 'paths', 'include'],
]

/** Filters of a whole file (GitHub, Azure) and of jobs (GitLab's `rules: changes` and `only: changes`). */
export function pathFilters({ path: file, text }: SourceFile): PathFilterFact[] {
  const pipeline = posix.basename(file).replace(/\.ya?ml$/, '')
  return readYaml(text, file).documents.flatMap((document) => {
    const root = asMap(document.data)
    const folder = asText(asMap(asMap(root.defaults).run)['working-directory'])?.replace(/^\.\/|\/$/g, '')
    const filter = (names: readonly string[], path: YamlPath, value: unknown): PathFilterFact[] => {
      const list = Array.isArray(value) ? value : asMap(value)['paths']
      const base = Array.isArray(value) ? path : [...path, 'paths']
      const place = (more: YamlPath) => {
        const { line, column } = document.placeOf(more)
        return { file, line, column }
      }
      const paths = asList(list).flatMap((glob, index) => {
        const written = asText(glob)
        return written === undefined || written.startsWith('!') ? [] : [{ at: place([...base, index]), glob: written }]
      })
      return paths.length === 0 ? [] : [{ kind: 'path-filter', at: place(base), names, ...present({ folder }), paths }]
    }
    const valueAt = (path: readonly string[]): unknown => path.reduce<unknown>((value, key) => asMap(value)[key], root)
    const whole = leading.flatMap((path) => filter([pipeline], path, valueAt(path)))
    const jobs = Object.entries(root).flatMap(([name, job]) => [
      ...asList(asMap(job)['rules']).flatMap((rule, index) =>
        filter([name], [name, 'rules', index, 'changes'], asMap(rule)['changes']),
      ),
      ...filter([name], [name, 'only', 'changes'], asMap(asMap(job)['only'])['changes']),
    ])
    return [...whole, ...jobs]
  })
}
