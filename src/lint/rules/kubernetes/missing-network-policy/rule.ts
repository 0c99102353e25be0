import type { Rule } from '../../../rule.ts'
import { selects } from '../copies.ts'
import { judgeWorkloads } from '../service-workloads.ts'

export const missingNetworkPolicy: Rule = {
  id: 'missing-network-policy',
  group: 'kubernetes',
  severity: 'warning',
  preset: 'strict',
  summary: 'A service that any pod may call, and that may call any.',
  why: 'Nothing holds its callers to what the catalog declares: couplings grow unseen, and an intruder moves on freely.',
  help: 'Add a NetworkPolicy that selects its pods and opens what its catalog entry declares.',
  check: (context) =>
    judgeWorkloads(context, ({ workload }) => {
      const { facts } = context
      const isBehind = (service: string): boolean =>
        facts.of('network-name').some(({ name, selector }) => name === service && selects(selector, workload.labels))
      // Whom expressions leave out is not looked into.
      const isHeld = facts
        .of('network-policy')
        .some(({ selector, services }) => services?.some(isBehind) ?? selects(selector, workload.labels))
      return isHeld ? undefined : { text: 'is selected by no NetworkPolicy' }
    }),
}
