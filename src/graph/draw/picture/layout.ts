import { Graph as LayoutGraph, layout } from '@dagrejs/dagre'
import type { Graph } from '../../graph.ts'

export interface Point {
  readonly x: number
  readonly y: number
}
export interface Box extends Point {
  readonly id: string
  readonly width: number
  readonly height: number
}

/** Where everything stands, in pixels; `x` and `y` of a box are its middle. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly boxes: ReadonlyMap<string, Box>
  /** By index of the graph's edges. */
  readonly lines: ReadonlyMap<number, readonly Point[]>
  /** Frames round the services of one system or team, by its name. */
  readonly frames: readonly (Box & { readonly title: string })[]
}

const letter = 7.4
const boxHeight = 36

/** What the boxes are grouped by: systems where there are several, else teams where there are several. */
export function groupsOf(graph: Graph): Map<string, string> {
  for (const field of ['system', 'owner'] as const) {
    const named = graph.services.flatMap((service) => {
      const group = service[field]
      return group === undefined ? [] : [[service.name, group] as const]
    })
    if (new Set(named.map(([, group]) => group)).size > 1) return new Map(named)
  }
  return new Map()
}

/** Layers from left to right, callers before those they call. */
export function layOut(graph: Graph): Layout {
  const groups = groupsOf(graph)
  const plan = new LayoutGraph({ compound: true, multigraph: true })
  plan.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 90, marginx: 24, marginy: 24 })
  plan.setDefaultEdgeLabel(() => ({}))
  const nodes = [...graph.services, ...graph.resources].map(({ name }) => name)
  for (const name of nodes) {
    plan.setNode(name, { width: Math.max(80, Math.min(shortened(name).length * letter + 28, 320)), height: boxHeight })
  }
  for (const title of new Set(groups.values())) plan.setNode(frameId(title), {})
  for (const [name, title] of groups) plan.setParent(name, frameId(title))
  for (const [index, { from, to }] of graph.edges.entries()) plan.setEdge(from, to, {}, String(index))
  layout(plan)
  const boxOf = (id: string): Box => {
    const { x = 0, y = 0, width = 0, height = 0 } = plan.node(id)
    return { id, x, y, width, height }
  }
  const { width = 0, height = 0 } = plan.graph()
  return {
    width,
    height,
    boxes: new Map(nodes.map((name) => [name, boxOf(name)])),
    lines: new Map(graph.edges.map(({ from, to }, index) => [index, plan.edge(from, to, String(index)).points ?? []])),
    frames: [...new Set(groups.values())].map((title) => ({ ...boxOf(frameId(title)), title })),
  }
}

/** No service is called so: names hold no blank. */
const frameId = (title: string): string => `frame ${title}`

/** A name as it stands in a box. */
export const shortened = (name: string): string => (name.length > 40 ? `${name.slice(0, 39)}…` : name)
