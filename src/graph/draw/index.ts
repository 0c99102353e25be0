import type { Graph } from '../graph.ts'
import { drawDot } from './dot.ts'
import { drawJson } from './json.ts'
import { drawMermaid } from './mermaid.ts'

/** Every format of `msvc graph --format`. */
export const drawers = {
  mermaid: drawMermaid,
  dot: drawDot,
  json: drawJson,
} as const satisfies Record<string, (graph: Graph) => string>

export type GraphFormat = keyof typeof drawers
