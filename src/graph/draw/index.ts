import type { Graph } from '../graph.ts'
import type { PictureFinding } from './picture/html.ts'

/** All that a picture may be made from. */
export interface Drawing {
  readonly graph: Graph
  /** The name of the system. */
  readonly title: string
  /** What the rules say; asked for by pictures that show it. */
  findings(): Promise<readonly PictureFinding[]>
}

type Draw = (drawing: Drawing) => Promise<string>

/** Every format of `msvc graph --format`; each is loaded when it is asked for. */
export const drawers = {
  mermaid: async ({ graph }) => (await import('./mermaid.ts')).drawMermaid(graph),
  dot: async ({ graph }) => (await import('./dot.ts')).drawDot(graph),
  json: async ({ graph }) => (await import('./json.ts')).drawJson(graph),
  c4: async ({ graph }) => (await import('./c4.ts')).drawC4(graph),
  svg: async ({ graph }) => (await import('./picture/svg.ts')).drawSvg(graph),
  html: async ({ graph, title, findings }) =>
    (await import('./picture/html.ts')).drawHtml(graph, await findings(), title),
} as const satisfies Record<string, Draw>

export type GraphFormat = keyof typeof drawers
