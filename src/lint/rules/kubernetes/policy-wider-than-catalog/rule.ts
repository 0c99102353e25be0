import type { At, NetworkPolicyFact } from '../../../../facts/fact.ts'
import type { Service } from '../../../../graph/graph.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { selects } from '../copies.ts'

export const policyWiderThanCatalog: Rule = {
  id: 'policy-wider-than-catalog',
  group: 'kubernetes',
  severity: 'error',
  summary: 'A NetworkPolicy lets a service call one that its catalog entry does not name.',
  why: 'The catalog then promises less coupling than the cluster allows, and the next call needs nobody’s consent.',
  help: 'Declare the dependency in the caller’s catalog entry, or take the rule out of the policy.',
  *check(context) {
    const told = new Set<string>()
    for (const policy of context.facts.of('network-policy')) {
      // A policy for every pod of the namespace is about no service in particular.
      if (Object.keys(policy.selector).length === 0) continue
      const selected = servicesWith(policy.selector, context)
      for (const report of [...lettingOut(selected, policy, context), ...lettingIn(selected, policy, context)]) {
        // One call may be let out at one end and let in at the other.
        const key = report.services.join(' ')
        if (report.services.length > 1 && told.has(key)) continue
        told.add(key)
        yield report
      }
    }
  },
}

function* lettingOut(froms: readonly Service[], policy: NetworkPolicyFact, context: RuleContext): Iterable<Report> {
  if (!policy.directions.includes('egress')) return
  for (const from of froms.filter(({ known }) => known === 'declared')) {
    if (policy.opensAll) {
      const message = `The NetworkPolicy ${policy.name} lets ${from.name} call anybody.`
      yield { message, at: policy.opensAll, services: [from.name] }
    }
    for (const { at, labels } of policy.egress) {
      if (Object.keys(labels).length === 0) {
        const message = `The NetworkPolicy ${policy.name} lets ${from.name} call every pod of its namespace.`
        yield { message, at, services: [from.name] }
      } else for (const to of servicesWith(labels, context)) yield* undeclared(from, to, policy, at, context)
    }
  }
}

/** Pods by their labels; who opens a service to its whole namespace leaves it to the callers' own policies. */
function* lettingIn(tos: readonly Service[], policy: NetworkPolicyFact, context: RuleContext): Iterable<Report> {
  for (const { at, labels } of policy.ingress) {
    const callers = Object.keys(labels).length === 0 ? [] : servicesWith(labels, context)
    for (const from of callers.filter(({ known }) => known === 'declared'))
      for (const to of tos) yield* undeclared(from, to, policy, at, context)
  }
}

function* undeclared(
  ...[from, to, policy, at, { graph }]: [Service, Service, NetworkPolicyFact, At, RuleContext]
): Iterable<Report> {
  const isDeclared = graph.edges.some((edge) => edge.declared && edge.from === from.name && edge.to === to.name)
  if (to.name === from.name || isDeclared) return
  const message = `The NetworkPolicy ${policy.name} lets ${from.name} call ${to.name}, which its catalog entry does not declare.`
  yield { message, at, services: [from.name, to.name] }
}

/** The services whose pods have these labels. */
function servicesWith(labels: Readonly<Record<string, string>>, { facts, subjectOf }: RuleContext): Service[] {
  const workloads = facts
    .of('workload')
    .filter((each) => each.source === 'kubernetes' && !each.partial && selects(labels, each.labels))
  return [...new Set(workloads.flatMap((workload) => subjectOf(workload) ?? []))]
}
