import { Graph as LayoutGraph, layout } from '@dagrejs/dagre'
import { attach } from './attach.ts'
import type { Arrangement, Box, Link, Part } from './place.ts'

/** Layers from left to right, callers before those they call (Sugiyama's method, by dagre). */
export function layered(
  parts: readonly Part[],
  links: readonly Link[],
  gap: { layers: number; parts: number },
): Arrangement {
  const plan = new LayoutGraph({ multigraph: true })
  plan.setGraph({ rankdir: 'LR', nodesep: gap.parts, edgesep: links.length > 80 ? 4 : 8, ranksep: gap.layers })
  plan.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of parts) plan.setNode(id, { width, height })
  for (const { id, from, to } of links) if (from !== to) plan.setEdge(from, to, {}, String(id))
  layout(plan)
  const boxes = new Map(
    parts.map(({ id, width, height }): [string, Box] => {
      const { x = 0, y = 0 } = plan.node(id)
      return [id, { id, x, y, width, height }]
    }),
  )
  const bends = new Map(
    links.flatMap(({ id, from, to }) =>
      from === to ? [] : [[id, (plan.edge(from, to, String(id)).points ?? []).slice(1, -1)] as const],
    ),
  )
  const { width = 0, height = 0 } = plan.graph()
  return { width, height, boxes, lines: attach(boxes, links, bends) }
}
