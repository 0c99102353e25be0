import type { Edge, EdgeKind, Graph } from './graph.ts'

/**
 * Circles of services over edges of these kinds, so that each service which lies in any lies in one of them: of each group
 * of services that reach each other the shortest circle, then the shortest through one that is in none yet. Groups by
 * Tarjan's algorithm (1972), in the order of the names that circles begin with.
 */
export function findCycles(graph: Graph, kinds: readonly EdgeKind[]): Edge[][] {
  const names = new Set(graph.services.map(({ name }) => name))
  const next = new Map<string, Edge[]>([...names].map((name) => [name, []]))
  for (const edge of graph.edges) {
    if (kinds.includes(edge.kind) && names.has(edge.to)) next.get(edge.from)?.push(edge)
  }
  return components(next)
    .flatMap((component) => circlesOf(component, next))
    .sort(([a], [b]) => ((a?.from ?? '') < (b?.from ?? '') ? -1 : 1))
}

/** Strongly connected components, iteratively, so that a long chain cannot exhaust the stack. */
function components(next: ReadonlyMap<string, readonly Edge[]>): string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const found: string[][] = []
  const enter = (name: string) => {
    order.set(name, order.size)
    low.set(name, order.size - 1)
    open.push(name)
    isOpen.add(name)
    return { name, rest: [...(next.get(name) ?? [])] }
  }
  const lower = (name: string, to: number) => low.set(name, Math.min(low.get(name) ?? to, to))
  for (const start of next.keys()) {
    if (order.has(start)) continue
    const path = [enter(start)]
    for (let place = path.at(-1); place !== undefined; place = path.at(-1)) {
      const { name } = place
      const edge = place.rest.shift()
      if (edge !== undefined) {
        if (!order.has(edge.to)) path.push(enter(edge.to))
        else if (isOpen.has(edge.to)) lower(name, order.get(edge.to) ?? 0)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent) lower(parent.name, low.get(name) ?? 0)
      if (low.get(name) !== order.get(name)) continue
      const component = open.splice(open.indexOf(name))
      for (const member of component) isOpen.delete(member)
      found.push(component)
    }
  }
  return found
}

function circlesOf(component: readonly string[], next: ReadonlyMap<string, readonly Edge[]>): Edge[][] {
  const shortest = shortestCircle(component, next)
  const circles = shortest.length === 0 ? [] : [shortest]
  const members = new Set(component)
  const covered = new Set(shortest.map(({ from }) => from))
  for (const name of [...component].sort()) {
    if (covered.has(name)) continue
    const circle = circleFrom(name, members, next)
    if (circle.length === 0) continue
    circles.push(circle)
    for (const { from } of circle) covered.add(from)
  }
  return circles
}

/** Breadth first from each member; the first shortest by name wins. A service that calls itself waits for nobody else. */
function shortestCircle(component: readonly string[], next: ReadonlyMap<string, readonly Edge[]>): Edge[] {
  if (component.length < 2) return []
  const members = new Set(component)
  let best: Edge[] = []
  for (const start of [...component].sort()) {
    const circle = circleFrom(start, members, next)
    if (best.length === 0 || (circle.length > 0 && circle.length < best.length)) best = circle
    // No circle of two or more is shorter.
    if (best.length === 2) break
  }
  return best
}

function circleFrom(start: string, members: ReadonlySet<string>, next: ReadonlyMap<string, readonly Edge[]>): Edge[] {
  const reachedBy = new Map<string, Edge>()
  const queue = [start]
  // An array grows while it is walked.
  for (const name of queue) {
    for (const edge of next.get(name) ?? []) {
      if (edge.to === start && name !== start) return [...pathTo(name, reachedBy), edge]
      if (edge.to === start) continue
      if (!members.has(edge.to) || reachedBy.has(edge.to)) continue
      reachedBy.set(edge.to, edge)
      queue.push(edge.to)
    }
  }
  return []
}

function pathTo(end: string, reachedBy: ReadonlyMap<string, Edge>): Edge[] {
  const path: Edge[] = []
  for (let edge = reachedBy.get(end); edge !== undefined; edge = reachedBy.get(edge.from)) path.unshift(edge)
  return path
}
