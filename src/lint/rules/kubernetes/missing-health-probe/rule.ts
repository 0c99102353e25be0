import type { Container } from '../../../../facts/fact.ts'
import type { Rule } from '../../../rule.ts'
import { patched, serviceWorkloads } from '../service-workloads.ts'

export const missingHealthProbe: Rule = {
  id: 'missing-health-probe',
  group: 'kubernetes',
  severity: 'error',
  summary: 'Kubernetes cannot tell whether a service lives, or whether it is ready.',
  why: 'Without readiness every roll-out drops requests; without liveness a hung process stays; the two must differ.',
  help: 'Add a readinessProbe (can it serve?) and a livenessProbe (does the process still turn?) to the container.',
  *check(context) {
    for (const entry of serviceWorkloads(context)) {
      const { service, workload } = entry
      for (const container of entry.containers) {
        const fault = faultOf([container, ...patched(entry, container)])
        if (fault === undefined) continue
        yield {
          message: `${workload.type} ${workload.name}: the container ${container.name} of ${service.name} ${fault}.`,
          at: container.at,
          services: [service.name],
        }
      }
    }
  },
}

function faultOf(sources: readonly Container[]): string | undefined {
  const probe = (kind: 'liveness' | 'readiness') => sources.map(({ probes }) => probes[kind]).find(Boolean)
  const [liveness, readiness] = [probe('liveness'), probe('readiness')]
  if (liveness && readiness) {
    return liveness.asks === readiness.asks && !liveness.asks.startsWith('tcp:')
      ? `asks the same for liveness and readiness (${liveness.asks}), so a slow dependency restarts it`
      : undefined
  }
  if (!liveness && !readiness) return 'has neither a liveness nor a readiness probe'
  return liveness ? 'has no readiness probe' : 'has no liveness probe'
}
