import type { Comparison } from '../compare.ts'
import type { Graph } from '../graph.ts'
import type { PictureFinding } from './picture/page-data.ts'

/** All that a picture may be made from. */
export interface Drawing {
  readonly graph: Graph
  /** The name of the system. */
  readonly title: string
  /** What a change did to it: then the graph is that part alone. */
  readonly comparison?: Comparison
  /** What the rules say; asked for by pictures that show it. */
  findings(): Promise<readonly PictureFinding[]>
}

type Draw = (drawing: Drawing) => Promise<string>

/** Every format of `msvc graph --format`; each is loaded when it is asked for. */
export const drawers = {
  mermaid: async ({ graph, comparison }) => (await import('./mermaid.ts')).drawMermaid(graph, comparison),
  dot: async ({ graph, comparison }) => (await import('./dot.ts')).drawDot(graph, comparison),
  json: async ({ graph, comparison }) => (await import('./json.ts')).drawJson(graph, comparison),
  c4: async ({ graph, title }) => (await import('./c4.ts')).drawC4(graph, title),
  svg: async ({ graph, comparison }) => (await import('./picture/svg.ts')).drawSvg(graph, { comparison }),
  html: async ({ graph, title, comparison, findings }) =>
    (await import('./picture/html.ts')).drawHtml(graph, await findings(), title, comparison),
} as const satisfies Record<string, Draw>

export type GraphFormat = keyof typeof drawers
