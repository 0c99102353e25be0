import type { Graph } from '../../../../graph/graph.ts'

/** Of so many services it is no accident that libraries of theirs alone are taken in as well. */
const fewest = 4

/**
 * Whether a file lies in a library that counts as one service's own only because who puts many services together in one
 * process does not count as a user of it. What that one takes from there is a library, and no service's code.
 */
export function takenByAssemblies(graph: Pick<Graph, 'services' | 'edges'>): (from: string, target: string) => boolean {
  const holders = new Map(
    graph.services.flatMap(({ name, projects = [] }) => projects.map((folder) => [folder, name] as const)),
  )
  const holderOf = (file: string): string | undefined => {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const holder = holders.get(file.slice(0, end))
      if (holder !== undefined) return holder
    }
    return undefined
  }
  const taken = new Map<string, Set<string>>()
  for (const { from, kind, evidence } of graph.edges) {
    for (const { target } of kind === 'code' ? evidence : []) {
      const holder = target === undefined ? undefined : holderOf(target)
      if (holder !== undefined) taken.set(from, (taken.get(from) ?? new Set()).add(holder))
    }
  }
  return (from, target) => (taken.get(from)?.size ?? 0) >= fewest && holderOf(target) !== undefined
}
