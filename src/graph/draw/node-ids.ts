import type { Graph } from '../graph.ts'

/** An id of letters, digits and `_` for each node, told apart by number where two names would share one. */
export function nodeIds(graph: Graph): (name: string) => string {
  const names = [...graph.services, ...graph.resources].map(({ name }) => name)
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  for (const name of [...new Set([...names, ...graph.edges.flatMap(({ from, to }) => [from, to])])]) {
    // A prefix keeps names such as `end` from being words of the drawing's own language.
    const base = `n_${name.replace(/[^A-Za-z0-9]+/g, '_')}`
    let id = base
    for (let count = 2; taken.has(id); count++) id = `${base}_${count}`
    taken.add(id)
    ids.set(name, id)
  }
  return (name) => ids.get(name) ?? name
}
