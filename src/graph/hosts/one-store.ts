import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { whoRuns } from './who-runs.ts'

/**
 * Finds the one name of a store that a system has in every way to run it, whatever each calls it: `postgres` of a compose
 * file is `orders-db` of its chart, where both run one of that kind and no more. Undefined where that cannot be told.
 */
export function oneStore(
  workloads: readonly WorkloadFact[],
  services: readonly Service[],
  facts: FactIndex,
): (workload: WorkloadFact) => string | undefined {
  const kinds = new Map<string, Map<string, Map<string, string>>>()
  for (const workload of workloads) {
    const kind = workload.partial ? undefined : kindOf(workload, services, facts)
    if (kind === undefined) continue
    const ways = kinds.get(kind) ?? new Map<string, Map<string, string>>()
    const names = ways.get(wayOf(workload)) ?? new Map<string, string>()
    kinds.set(kind, ways.set(wayOf(workload), names.set(keyOf(workload), workload.name)))
  }
  const found = new Map(
    [...kinds].flatMap(([kind, ways]) => {
      const isOne = ways.size > 1 && [...ways.values()].every((names) => names.size === 1)
      const [name] = (ways.get('compose') ?? [...ways.values()][0])?.values() ?? []
      return isOne && name !== undefined ? [[kind, name] as const] : []
    }),
  )
  return (workload) => {
    const kind = found.size === 0 ? undefined : kindOf(workload, services, facts)
    return kind === undefined ? undefined : found.get(kind)
  }
}

/** What is spoken with the store that a workload runs; undefined where it runs none. */
function kindOf(workload: WorkloadFact, services: readonly Service[], facts: FactIndex): string | undefined {
  const host = whoRuns(workload, services, facts)
  return host?.kind === 'resource' ? host.protocol : undefined
}

/** A compose file of each service's own may call its database alike. */
const keyOf = ({ source, name, at }: WorkloadFact): string =>
  source === 'compose' ? `${posix.dirname(at.file)}\0${name}` : name

/** How a workload is run: by compose, by the charts of a folder, or by plain manifests. */
function wayOf({ source, at }: WorkloadFact): string {
  const chart = source === 'kubernetes' ? /^(.*?)(?:^|\/)templates\//.exec(at.file)?.[1] : undefined
  return chart === undefined ? source : `charts in ${posix.dirname(chart)}`
}
