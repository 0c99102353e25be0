import { isUndeclaredCall } from '../calls.ts'
import type { Comparison, Fate } from '../compare.ts'
import type { Edge, Graph, Resource } from '../graph.ts'
import { labelText } from './label.ts'

const shapes: Readonly<Record<Resource['kind'], string>> = {
  database: 'cylinder',
  cache: 'cylinder',
  broker: 'cds',
  objectstore: 'folder',
  external: 'oval',
}

/** From here on labels on the edges are no help to anybody. */
const manyEdges = 400

/** A Graphviz digraph. Dashed: seen, and not declared in the catalog. */
export function drawDot(graph: Graph, comparison?: Comparison): string {
  const isLarge = graph.edges.length > manyEdges
  const fateOf = (name: string): string => marked(comparison?.fateOf(name))
  const lines = [
    'digraph services {',
    '  rankdir=LR',
    '  node [shape=box, style=rounded]',
    ...(isLarge
      ? [
          '  // So many edges take dot minutes, if it is to draw them well.',
          '  graph [splines=line, nslimit=1, nslimit1=1, mclimit=0.3]',
        ]
      : []),
    ...graph.services.map(({ name }) => `  ${quoted(name)}${fateOf(name) && ` [${fateOf(name).slice(2)}]`}`),
    ...graph.resources.map(({ name, kind }) => `  ${quoted(name)} [shape=${shapes[kind]}, style=solid${fateOf(name)}]`),
    ...graph.edges.map(
      (edge) =>
        `  ${quoted(edge.from)} -> ${quoted(edge.to)} [${isLarge ? 'edgetooltip' : 'label'}=${quoted(edge.kind)}${style(edge)}${marked(comparison?.fateOfEdge(edge))}]`,
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

const quoted = (text: string): string => `"${labelText(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
