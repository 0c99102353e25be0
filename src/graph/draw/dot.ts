import { isUndeclaredCall } from '../calls.ts'
import type { Comparison, Fate } from '../compare.ts'
import type { Edge, Graph, Resource } from '../graph.ts'

const shapes: Readonly<Record<Resource['kind'], string>> = {
  database: 'cylinder',
  cache: 'cylinder',
  broker: 'cds',
  objectstore: 'folder',
  external: 'oval',
}

/** A Graphviz digraph. Dashed: seen, and not declared in the catalog. */
export function drawDot(graph: Graph, comparison?: Comparison): string {
  const fateOf = (name: string): string => marked(comparison?.fateOf(name))
  const lines = [
    'digraph services {',
    '  rankdir=LR',
    '  node [shape=box, style=rounded]',
    ...graph.services.map(({ name }) => `  ${quoted(name)}${fateOf(name) && ` [${fateOf(name).slice(2)}]`}`),
    ...graph.resources.map(({ name, kind }) => `  ${quoted(name)} [shape=${shapes[kind]}, style=solid${fateOf(name)}]`),
    ...graph.edges.map(
      (edge) =>
        `  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(edge.kind)}${style(edge)}${marked(comparison?.fateOfEdge(edge))}]`,
    ),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

/** Colours that are told apart by colour-blind people; what is gone is dotted besides. */
const marks: Readonly<Record<Fate, string>> = {
  added: ', color="#009e73", penwidth=3',
  removed: ', color="#d55e00", penwidth=3, style=dotted',
}

const marked = (fate: Fate | undefined): string => (fate === undefined ? '' : marks[fate])

function style(edge: Edge): string {
  return isUndeclaredCall(edge) ? ', style=dashed' : ''
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
