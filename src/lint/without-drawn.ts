import { posix } from 'node:path'
import { type FactIndex, indexFacts } from '../facts/fact-index.ts'
import { chartFolders } from '../facts/helm/chart.ts'

/**
 * Facts to judge: without those that stand in files that somebody drew from a chart of this repository, or had the cluster write of what runs, and kept
 * beside that: the chart, or the manifest, says the same, and is what is deployed next. Where a template could not be drawn here, the file is all that tells.
 */
export function withoutDrawn(facts: FactIndex, files: readonly string[]): FactIndex {
  const left = new Set([...drawnFiles(facts, files), ...dumpedFiles(facts)])
  return left.size === 0 ? facts : indexFacts(facts.all.filter(({ at }) => !left.has(at.file)))
}

/** Files with what a cluster wrote of workloads that all have a manifest of their own beside that. */
function dumpedFiles(facts: FactIndex): readonly string[] {
  const dumped = facts.of('dumped-manifest')
  if (dumped.length === 0) return []
  const files = new Set(dumped.map(({ at }) => at.file))
  const written = new Set(
    facts.of('workload').flatMap(({ at, type, name }) => (files.has(at.file) ? [] : [`${type} ${name}`])),
  )
  const isOwn = (file: string): boolean =>
    facts.of('workload').some(({ at, type, name }) => at.file === file && !written.has(`${type} ${name}`))
  return [...files].filter((file) => facts.of('workload').some(({ at }) => at.file === file) && !isOwn(file))
}

function drawnFiles(facts: FactIndex, files: readonly string[]): readonly string[] {
  const drawn = new Map<string, string[]>()
  for (const { at, template } of facts.of('drawn-manifest'))
    drawn.set(at.file, [...(drawn.get(at.file) ?? []), template])
  if (drawn.size === 0) return []
  const charts = [...chartFolders(files).keys()]
  const isThere = new Set(files)
  const unread = facts.of('unresolved').map(({ at }) => at.file)
  return [...drawn].flatMap(([file, templates]) => {
    // Charts below the chart may be fetched when it is drawn.
    const own = templates.filter((template) => template.startsWith('templates/'))
    const isOf = (chart: string): boolean =>
      own.length > 0 &&
      own.every((template) => isThere.has(posix.join(chart, template))) &&
      !unread.some((each) => each.startsWith(`${chart}/templates/`))
    return charts.some(isOf) ? [file] : []
  })
}
