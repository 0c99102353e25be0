import type { Edge, Service } from '../graph.ts'
import { areRoles } from '../owners/program-roles.ts'
import { servicesOf } from '../subjects/of-file.ts'

/** What a workload is given, or a catalog says: it tells which role is meant. */
const tellsRole = new Set(['env-set', 'argument', 'config-map', 'secret', 'catalog'])

/** How many roles may be given an address alike until it is one for all, of which the code of each takes what it needs. */
const most = 2

/**
 * Without what code that several roles of a program share says of these roles: it does not tell which of them calls the
 * other, or itself. Nor does a setting that most of them are given alike.
 */
export function withoutVagueRoles(edges: readonly Edge[], services: readonly Service[]): Edge[] {
  const isOneProgram = areRoles(services)
  const isTold = (file: string): boolean => servicesOf({ services }, file).length < 2
  const among = edges.filter(({ from, to }) => isOneProgram(from, to))
  const given = new Map<string, Set<string>>()
  const keyOf = (to: string, setting: string): string => `${to}\0${setting}`
  for (const { from, to, evidence } of among)
    for (const { setting } of evidence)
      if (setting !== undefined) given.set(keyOf(to, setting), (given.get(keyOf(to, setting)) ?? new Set()).add(from))
  const rolesBeside = (name: string): number => services.filter((each) => isOneProgram(each.name, name)).length - 1
  const isForAll = (to: string, setting: string | undefined): boolean => {
    const takers = setting === undefined ? 0 : (given.get(keyOf(to, setting))?.size ?? 0)
    return takers > most && takers * 3 >= rolesBeside(to) * 2
  }
  return edges.flatMap((edge) => {
    if (!isOneProgram(edge.from, edge.to)) return [edge]
    const evidence = edge.evidence.filter(
      ({ kind, file, setting }) =>
        (kind === 'catalog' || !isForAll(edge.to, setting)) && (tellsRole.has(kind) || isTold(file)),
    )
    return evidence.length > 0 ? [{ ...edge, evidence }] : []
  })
}
