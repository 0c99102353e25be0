import { withoutGuesses } from '../../calls.ts'
import { longestChain, waitingCircles } from '../../chains.ts'
import { type Coupling, couplingOf } from '../../coupling.ts'
import type { Edge, Graph } from '../../graph.ts'
import { counted } from '../counted.ts'
import type { Layout } from './layout.ts'

/** What a rule says of services, as the page shows it. */
export interface PictureFinding {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly services: readonly string[]
  readonly at: Place
  readonly related: readonly Place[]
  /** The baseline keeps it. */
  readonly known: boolean
}

/** Whether what a rule speaks of is new, or the baseline knows all of it. */
export type Standing = 'new' | 'known'

/** How many errors there are. */
export interface ErrorCount {
  readonly fresh: number
  readonly known: number
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
  const sure = withoutGuesses(graph)
  return { circles: waitingCircles(sure).map(row), chain: row(longestChain(sure)), coupling: couplingOf(sure) }
}

/** Edges that errors are about, as `from to`: whether there is a new one among them. */
export function forbiddenEdges(graph: Graph, findings: readonly PictureFinding[]): Map<string, Standing> {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const [known, fresh] = [errors.filter((error) => error.known), errors.filter((error) => !error.known)]
  return new Map([
    ...edgesOf(graph, known).map((edge): [string, Standing] => [edge, 'known']),
    ...edgesOf(graph, fresh).map((edge): [string, Standing] => [edge, 'new']),
  ])
}

/**
 * Those between the first two services of an error, and those of one of its services whose evidence stands where it points,
 * such as to a database that two use.
 */
function edgesOf({ edges }: Graph, errors: readonly PictureFinding[]): string[] {
  const between = errors.flatMap(({ services: [from, to] }) => (from && to ? [`${from} ${to}`] : []))
  const blamed = new Set(
    errors.flatMap(({ services, at, related }) =>
      [at, ...related].flatMap((place) => services.map((service) => `${service} ${keyOf(place)}`)),
    ),
  )
  const pointedAt = edges.filter(({ from, evidence }) =>
    evidence.some((proof) => blamed.has(`${from} ${keyOf(proof)}`)),
  )
  return [...between, ...pointedAt.map(({ from, to }) => `${from} ${to}`)]
}

const keyOf = ({ file, line, column }: Place): string => `${file}:${line}:${column}`

/** How many errors there are about each service. */
export const errorsByService = (findings: readonly PictureFinding[]): Map<string, ErrorCount> =>
  countErrors(findings, ({ services }) => [...new Set(services)])

/** How many errors there are by each key that a finding has. */
export function countErrors(
  findings: readonly PictureFinding[],
  keysOf: (finding: PictureFinding) => readonly string[],
): Map<string, ErrorCount> {
  const counts = new Map<string, ErrorCount>()
  for (const finding of findings) {
    if (finding.severity !== 'error') continue
    for (const key of keysOf(finding)) {
      const { fresh, known } = counts.get(key) ?? { fresh: 0, known: 0 }
      counts.set(key, finding.known ? { fresh, known: known + 1 } : { fresh: fresh + 1, known })
    }
  }
  return counts
}

/** `2 errors`; where the baseline keeps some, `0 new errors, 12 known`. */
export function tellErrors({ fresh, known }: ErrorCount): string {
  return known === 0 ? counted(fresh, 'error') : `${counted(fresh, 'new error')}, ${known} known`
}

/** The document that the page's script reads; as little as it needs, since a large system has a thousand edges. */
export function documentOf(
  graph: Graph,
  plan: Layout,
  {
    findings,
    forbidden,
    coupling,
  }: { findings: readonly PictureFinding[]; forbidden: ReadonlyMap<string, Standing> } & PageData,
): object {
  const services = graph.services.map(({ name, path, owner, system, language, known, ...profile }) => {
    const about = findings
      .filter((finding) => finding.services.includes(name))
      .map(({ rule, severity, message, known, at: { file, line } }) => ({ rule, severity, message, known, file, line }))
    const { frameworks = [], health = [], deployed = [] } = profile
    const shown = {
      madeWith: frameworks.join(', ') || undefined,
      health: [...new Set(health.map(({ asks }) => asks))].join(', ') || undefined,
      deployed: deployed
        .slice(0, 8)
        .map(({ as, name, file, line }) => ({ what: `${as} ${name}`, where: `${file}:${line}` })),
    }
    return [
      name,
      { path, owner, system, language, known, ...shown, coupling: coupling.get(name), findings: about },
    ] as const
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
      forbidden: forbidden.get(`${from} ${to}`),
      evidence: evidence.slice(0, 5).map(({ file, line, detail }) => ({ file, line, detail })),
    })),
  }
}

/** The left upper corner and the size, in whole pixels. */
const extent = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): number[] =>
  [x - width / 2, y - height / 2, width, height].map(Math.round)
