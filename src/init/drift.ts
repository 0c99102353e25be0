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

/** What has changed since the catalog was written, of the services that it knows. */
export interface Drift {
  readonly calls: readonly NewCall[]
  readonly gone: readonly GoneService[]
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
  return {
    // One line for two kinds of call between the same two.
    calls: calls.filter(({ from, to }) => !seen.has(`${from} ${to}`) && seen.add(`${from} ${to}`)),
    gone: [...declared.values()].flatMap(({ name, path, at }) => {
      const place = placeOf(path)
      const isThere = place === '.' || files.some((file) => file === place || file.startsWith(`${place}/`))
      return isThere ? [] : [{ name, path, file: at.file, line: at.line }]
    }),
  }
}
