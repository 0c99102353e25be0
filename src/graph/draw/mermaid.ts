import { isUndeclaredCall } from '../calls.ts'
import type { Comparison, Fate } from '../compare.ts'
import type { Edge, Graph, Resource } from '../graph.ts'
import { labelText } from './label.ts'
import { nodeIds } from './node-ids.ts'

const shapes: Readonly<Record<Resource['kind'], readonly [string, string]>> = {
  database: ['[(', ')]'],
  cache: ['[(', ')]'],
  broker: ['{{', '}}'],
  objectstore: ['[(', ')]'],
  external: ['([', '])'],
}

/** Colours that are told apart by colour-blind people; what is gone is marked by a cross besides. */
const colours: Readonly<Record<Fate, string>> = { added: '#009e73', removed: '#d55e00' }

/** A Mermaid flowchart, which GitHub and GitLab draw in Markdown. Dashed: seen, and not declared in the catalog. */
export function drawMermaid(graph: Graph, comparison?: Comparison): string {
  const id = nodeIds(graph)
  const lines = [
    'flowchart LR',
    ...graph.services.map(({ name }) => `  ${id(name)}["${escaped(name)}"]`),
    ...graph.resources.map(({ name, kind }) => `  ${id(name)}${shapes[kind][0]}"${escaped(name)}"${shapes[kind][1]}`),
    ...graph.edges.map((edge) => `  ${id(edge.from)} ${arrow(edge, comparison?.fateOfEdge(edge))} ${id(edge.to)}`),
    ...(comparison ? marks(graph, comparison, id) : []),
  ]
  return `${lines.join('\n')}\n`
}

function arrow(edge: Edge, fate: Fate | undefined): string {
  if (fate === 'removed') return `--x|${edge.kind} removed|`
  return `${isUndeclaredCall(edge) ? '-.->' : '-->'}|${edge.kind}${fate ? ` ${fate}` : ''}|`
}

/** Colours of what was added and removed. */
function marks(graph: Graph, comparison: Comparison, id: (name: string) => string): string[] {
  const names = [...graph.services, ...graph.resources].map(({ name }) => name)
  return (['added', 'removed'] as const).flatMap((fate) => {
    const style = `stroke:${colours[fate]},stroke-width:3px`
    const nodes = names.filter((name) => comparison.fateOf(name) === fate).map(id)
    const lines = graph.edges.flatMap((edge, index) => (comparison.fateOfEdge(edge) === fate ? [index] : []))
    return [
      ...(nodes.length > 0 ? [`  classDef ${fate} ${style}`, `  class ${nodes.join(',')} ${fate}`] : []),
      ...(lines.length > 0 ? [`  linkStyle ${lines.join(',')} ${style}`] : []),
    ]
  })
}

/** Mermaid reads entity codes in quoted labels. */
const escaped = (text: string): string =>
  labelText(text).replaceAll('#', '#35;').replaceAll('&', '#amp;').replaceAll('"', '#quot;').replaceAll('<', '#lt;')
