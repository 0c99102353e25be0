import { longestChain, waitingCircles } from '../../chains.ts'
import { type Coupling, couplingOf } from '../../coupling.ts'
import type { Edge, Graph } from '../../graph.ts'
import type { Layout } from './layout.ts'

/** What a rule says of services, as the page shows it. */
export interface PictureFinding {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly services: readonly string[]
  readonly at: Place
  readonly related: readonly Place[]
}

interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What is pointed out: services in a row that calls make, with the indexes of those calls. */
export interface Row {
  readonly names: readonly string[]
  readonly edges: readonly number[]
}

/** What the page knows besides the picture. */
export interface PageData {
  readonly circles: readonly Row[]
  readonly chain: Row
  readonly coupling: ReadonlyMap<string, Coupling>
}

/** What stands out in a graph: circles, the longest chain, and how much hangs on each service. */
export function pageDataOf(graph: Graph): PageData {
  const indexes = new Map(graph.edges.map((edge, index) => [edge, index]))
  const row = (edges: readonly Edge[]): Row => ({
    names: [...edges.slice(0, 1).map(({ from }) => from), ...edges.map(({ to }) => to)],
    edges: edges.flatMap((edge) => indexes.get(edge) ?? []),
  })
  return {
    circles: waitingCircles(graph).map(row),
    chain: row(longestChain(graph)),
    coupling: couplingOf(graph),
  }
}

/**
 * Edges that an error is about, as `from to`: those between its first two services, and those of one of its services whose
 * evidence stands where the error points, such as to a database that two use.
 */
export function forbiddenEdges({ edges }: Graph, findings: readonly PictureFinding[]): Set<string> {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const between = errors.flatMap(({ services: [from, to] }) => (from && to ? [`${from} ${to}`] : []))
  const blamed = new Set(
    errors.flatMap(({ services, at, related }) =>
      [at, ...related].flatMap((place) => services.map((service) => `${service} ${keyOf(place)}`)),
    ),
  )
  const pointedAt = edges.filter(({ from, evidence }) =>
    evidence.some((proof) => blamed.has(`${from} ${keyOf(proof)}`)),
  )
  return new Set([...between, ...pointedAt.map(({ from, to }) => `${from} ${to}`)])
}

const keyOf = ({ file, line, column }: Place): string => `${file}:${line}:${column}`

/** How many errors there are about each service. */
export function errorCounts(findings: readonly PictureFinding[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { severity, services } of findings) {
    if (severity !== 'error') continue
    for (const name of new Set(services)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

/** The document that the page's script reads; as little as it needs, since a large system has a thousand edges. */
export function documentOf(
  graph: Graph,
  plan: Layout,
  { findings, forbidden, coupling }: { findings: readonly PictureFinding[]; forbidden: ReadonlySet<string> } & PageData,
): object {
  const services = graph.services.map(({ name, path, owner, system, language, known }) => {
    const about = findings
      .filter((finding) => finding.services.includes(name))
      .map(({ rule, severity, message, at: { file, line } }) => ({ rule, severity, message, file, line }))
    return [name, { path, owner, system, language, known, coupling: coupling.get(name), findings: about }] as const
  })
  const isService = new Set(graph.services.map(({ name }) => name))
  return {
    width: plan.width,
    height: plan.height,
    services: Object.fromEntries(services),
    resources: Object.fromEntries(graph.resources.map(({ name, kind }) => [name, kind])),
    boxes: Object.fromEntries([...plan.boxes].map(([name, box]) => [name, extent(box)])),
    frames: plan.frames.map((frame) => ({
      id: frame.id,
      title: frame.title,
      services: frame.services,
      at: extent(frame),
    })),
    trunks: plan.trunks.map(({ from, to, edges }) => ({ from, to, edges })),
    edges: graph.edges.map(({ from, to, kind, declared, evidence }) => ({
      from,
      to,
      kind,
      declared: declared || !isService.has(to),
      forbidden: forbidden.has(`${from} ${to}`),
      evidence: evidence.slice(0, 5).map(({ file, line, detail }) => ({ file, line, detail })),
    })),
  }
}

/** The left upper corner and the size, in whole pixels. */
const extent = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): number[] =>
  [x - width / 2, y - height / 2, width, height].map(Math.round)
