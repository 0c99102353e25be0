import { isUndeclaredCall } from '../calls.ts'
import type { Edge, Graph, Resource } from '../graph.ts'
import { nodeIds } from './node-ids.ts'

const shapes: Readonly<Record<Resource['kind'], readonly [string, string]>> = {
  database: ['[(', ')]'],
  cache: ['[(', ')]'],
  broker: ['{{', '}}'],
  objectstore: ['[(', ')]'],
  external: ['([', '])'],
}

/** A Mermaid flowchart, which GitHub and GitLab draw in Markdown. Dashed: seen, and not declared in the catalog. */
export function drawMermaid(graph: Graph): string {
  const id = nodeIds(graph)
  const lines = [
    'flowchart LR',
    ...graph.services.map(({ name }) => `  ${id(name)}["${escaped(name)}"]`),
    ...graph.resources.map(({ name, kind }) => `  ${id(name)}${shapes[kind][0]}"${escaped(name)}"${shapes[kind][1]}`),
    ...graph.edges.map((edge) => `  ${id(edge.from)} ${arrow(edge)} ${id(edge.to)}`),
  ]
  return `${lines.join('\n')}\n`
}

function arrow(edge: Edge): string {
  return `${isUndeclaredCall(edge) ? '-.->' : '-->'}|${edge.kind}|`
}

/** Mermaid reads entity codes in quoted labels. */
const escaped = (text: string): string =>
  text.replaceAll('&', '#amp;').replaceAll('"', '#quot;').replaceAll('<', '#lt;')
