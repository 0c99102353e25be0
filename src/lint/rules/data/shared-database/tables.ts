import type { At, TableFact } from '../../../../facts/fact.ts'
import type { RuleContext } from '../../../rule.ts'

/** The tables that services make and point to in their migrations. */
export interface Tables {
  /** Tables that both services make or point to. */
  common(a: string, b: string): string[]
  /** Foreign keys into a table that only another service makes. */
  foreign(): {
    readonly service: string
    readonly maker: string
    readonly table: string
    readonly at: At
    readonly made: At
  }[]
}

/** Tables by the service in whose folder a migration tells of them. */
export function tablesOf({ facts, serviceOf }: RuleContext): Tables {
  const placed = facts.of('table').flatMap((fact) => {
    const service = serviceOf(fact.at.file)?.name
    return service === undefined ? [] : [{ ...fact, service }]
  })
  const of = (name: string): Set<string> =>
    new Set(placed.filter(({ service }) => service === name).map(({ table }) => table))
  const makers = new Map<string, (TableFact & { service: string })[]>()
  for (const fact of placed) {
    if (fact.use === 'creates') makers.set(fact.table, [...(makers.get(fact.table) ?? []), fact])
  }
  return {
    common(a, b) {
      const others = of(b)
      return [...of(a)].filter((table) => others.has(table)).sort()
    },
    foreign: () =>
      placed.flatMap(({ use, table, service, at }) => {
        const made = makers.get(table) ?? []
        const [maker] = made
        if (use !== 'references' || !maker || made.some((other) => other.service === service)) return []
        return [{ service, maker: maker.service, table, at, made: maker.at }]
      }),
  }
}
