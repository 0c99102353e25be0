import { type Graph, placeOf } from '../graph/graph.ts'
import type { Repository } from '../repository/repository.ts'
import { isCall, isCertain } from './certain.ts'

/** A call of a service of the catalog that it does not declare. `to` is as it is found: in the catalog, or new to it. */
export interface NewCall {
  readonly from: string
  readonly to: string
  readonly file: string
  readonly line: number
  readonly why: string
  /** The catalog's file that describes `from`. */
  readonly catalog: string
}

/** A service of the catalog whose folder is gone. */
export interface GoneService {
  readonly name: string
  readonly path: string
  readonly file: string
  readonly line: number
}

/** One whose folder is gone, and which is found in another. */
export interface MovedService extends GoneService {
  readonly to: string
}

/** What has changed since the catalog was written, of the services that it knows. */
export interface Drift {
  readonly calls: readonly NewCall[]
  readonly gone: readonly GoneService[]
  readonly moved: readonly MovedService[]
}

/** Holds the catalog against what the graph shows of its services today. */
export function driftOf({ services, edges }: Graph, repository: Repository): Drift {
  const declared = new Map(
    services.flatMap((service) => (service.known === 'declared' ? [[service.name, service]] : [])),
  )
  const names = new Set(services.map(({ name }) => name))
  const calls = edges.flatMap((edge): NewCall[] => {
    const caller = declared.get(edge.from)
    const [proof] = edge.evidence
    if (edge.declared || !isCall(edge) || !isCertain(edge) || !names.has(edge.to) || !caller || !proof) return []
    const { from, to } = edge
    return [{ from, to, file: proof.file, line: proof.line, why: proof.detail ?? proof.kind, catalog: caller.at.file }]
  })
  const seen = new Set<string>()
  const files = repository.files()
  const isThere = (place: string): boolean =>
    place === '.' || files.some((file) => file === place || file.startsWith(`${place}/`))
  // Two services do not move into one folder, and nothing moves to where another one is described.
  const taken = services.map(({ path }) => path)
  const lost = [...declared.values()].flatMap(({ name, path, seenAt, at }) => {
    if (isThere(placeOf(path))) return []
    const to = seenAt === undefined || taken.includes(seenAt) ? undefined : seenAt
    return [{ name, path, file: at.file, line: at.line, ...(to === undefined ? {} : { to }) }]
  })
  const isMoved = (service: GoneService): service is MovedService => 'to' in service
  return {
    // One line for two kinds of call between the same two.
    calls: calls.filter(({ from, to }) => !seen.has(`${from} ${to}`) && seen.add(`${from} ${to}`)),
    gone: lost.filter((service) => !isMoved(service)),
    moved: lost.filter(isMoved),
  }
}
