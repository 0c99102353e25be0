import type { Edge, Service } from '../graph.ts'
import { areRoles } from '../owners/program-roles.ts'
import { servicesOf } from '../subjects.ts'

/** What a workload is given, or a catalog says: it tells which role is meant. */
const tellsRole = new Set(['env-set', 'argument', 'config-map', 'secret', 'catalog'])

/**
 * Without what code that several roles of a program share says of these roles: it does not tell which of them calls the
 * other, or itself.
 */
export function withoutVagueRoles(edges: readonly Edge[], services: readonly Service[]): Edge[] {
  const isOneProgram = areRoles(services)
  const isTold = (file: string): boolean => servicesOf({ services }, file).length < 2
  return edges.flatMap((edge) => {
    if (!isOneProgram(edge.from, edge.to)) return [edge]
    const evidence = edge.evidence.filter(({ kind, file }) => tellsRole.has(kind) || isTold(file))
    return evidence.length > 0 ? [{ ...edge, evidence }] : []
  })
}
