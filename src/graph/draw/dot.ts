import { isUndeclaredCall } from '../calls.ts'
import type { Edge, Graph, Resource } from '../graph.ts'

const shapes: Readonly<Record<Resource['kind'], string>> = {
  database: 'cylinder',
  cache: 'cylinder',
  broker: 'cds',
  objectstore: 'folder',
  external: 'oval',
}

/** A Graphviz digraph. Dashed: seen, and not declared in the catalog. */
export function drawDot(graph: Graph): string {
  const lines = [
    'digraph services {',
    '  rankdir=LR',
    '  node [shape=box, style=rounded]',
    ...graph.services.map(({ name }) => `  ${quoted(name)}`),
    ...graph.resources.map(({ name, kind }) => `  ${quoted(name)} [shape=${shapes[kind]}, style=solid]`),
    ...graph.edges.map(
      (edge) => `  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(edge.kind)}${style(edge)}]`,
    ),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

function style(edge: Edge): string {
  return isUndeclaredCall(edge) ? ', style=dashed' : ''
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
