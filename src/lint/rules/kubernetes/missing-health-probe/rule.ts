import type { Probe } from '../../../../facts/fact.ts'
import type { Rule } from '../../../rule.ts'
import { type ContainerFault, judgeContainers, objectOf, podSpecPath } from '../service-workloads.ts'

export const missingHealthProbe: Rule = {
  id: 'missing-health-probe',
  group: 'kubernetes',
  severity: 'error',
  summary: 'Kubernetes cannot tell whether a service lives, or whether it is ready.',
  why: 'Without readiness every roll-out drops requests; without liveness a hung process stays; the two must differ.',
  help: 'Add a readinessProbe (can it serve?) and a livenessProbe (does the process still turn?) to the container.',
  fixes: 'Adds the probes that the stack of the service has.',
  options: { sameProbe: { default: 'warning', oneOf: ['warning', 'off'] } },
  check: (context) =>
    judgeContainers(context, ({ layers, service, workload, container }) => {
      const probe = (kind: 'liveness' | 'readiness') => layers.map(({ probes }) => probes[kind]).findLast(Boolean)
      const [liveness, readiness] = [probe('liveness'), probe('readiness')]
      if (liveness && readiness) {
        return context.options.text('sameProbe') === 'off' ? undefined : sameQuestion(liveness, readiness)
      }
      const missing = (['liveness', 'readiness'] as const).filter((kind) => !probe(kind))
      const path = [...podSpecPath(workload), 'containers', { named: container.name }]
      const added = { kind: 'add-probes' as const, object: objectOf(workload), path, probes: missing }
      // Only a service that is made from a stack of ours is known to answer what its probes ask.
      const fix = service.stack === undefined ? {} : { fix: [{ ...added, service: service.name }] }
      if (!liveness && !readiness) return { text: 'has neither a liveness nor a readiness probe', ...fix }
      return { text: liveness ? 'has no readiness probe' : 'has no liveness probe', ...fix }
    }),
}

/** A TCP probe tells only that the port is open; a liveness probe that waits longer lets an unready service recover. */
function sameQuestion(liveness: Probe, readiness: Probe): ContainerFault | undefined {
  const isSame = liveness.asks === readiness.asks && !liveness.asks.startsWith('tcp:')
  if (!isSame || liveness.patience > readiness.patience) return undefined
  return {
    text: `asks the same for liveness and readiness (${liveness.asks}), so whatever makes it unready restarts it too`,
    severity: 'warning',
    help: 'Let the liveness probe ask only whether the process still turns, or give it a higher failureThreshold.',
  }
}
