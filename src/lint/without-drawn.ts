import { posix } from 'node:path'
import { type FactIndex, indexFacts } from '../facts/fact-index.ts'

/**
 * Facts to judge: without those that stand in files that somebody drew from a chart of this repository and kept beside it: the chart says the same,
 * and is what the next one is drawn from. Where a template could not be drawn here, the file is all that tells.
 */
export function withoutDrawn(facts: FactIndex, files: readonly string[]): FactIndex {
  const drawn = new Map<string, string[]>()
  for (const { at, template } of facts.of('drawn-manifest'))
    drawn.set(at.file, [...(drawn.get(at.file) ?? []), template])
  if (drawn.size === 0) return facts
  const charts = files.flatMap((file) => (posix.basename(file) === 'Chart.yaml' ? [posix.dirname(file)] : []))
  const isThere = new Set(files)
  const unread = facts.of('unresolved').map(({ at }) => at.file)
  const left = new Set(
    [...drawn].flatMap(([file, templates]) => {
      // Charts below the chart may be fetched when it is drawn.
      const own = templates.filter((template) => template.startsWith('templates/'))
      const isOf = (chart: string): boolean =>
        own.length > 0 &&
        own.every((template) => isThere.has(posix.join(chart, template))) &&
        !unread.some((each) => each.startsWith(`${chart}/templates/`))
      return charts.some(isOf) ? [file] : []
    }),
  )
  return left.size === 0 ? facts : indexFacts(facts.all.filter(({ at }) => !left.has(at.file)))
}
