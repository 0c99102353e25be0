import type { At, NetworkPolicyFact } from '../../../../facts/fact.ts'
import type { Service } from '../../../../graph/graph.ts'
import { allOf } from '../../../listed.ts'
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
      yield* openedToAll(selected, policy)
      for (const { at, calls } of [...lettingOut(selected, policy, context), ...lettingIn(selected, policy, context)]) {
        const wider = calls.filter((call) => !isDeclared(call, context))
        // One call may be let out at one end and let in at the other.
        const fresh = wider.filter(([from, to]) => !told.has(`${from.name} ${to.name}`))
        for (const [from, to] of fresh) told.add(`${from.name} ${to.name}`)
        if (fresh.length > 0) yield { at, ...blamed(calls), message: messageOf(policy, fresh) }
      }
    }
  },
}

/** A call, by the one who makes it and the one who takes it. */
type Call = readonly [from: Service, to: Service]

/** What one rule of a policy lets through. */
interface Opening {
  readonly at: At
  readonly calls: readonly Call[]
}

function* openedToAll(froms: readonly Service[], policy: NetworkPolicyFact): Iterable<Report> {
  if (!policy.directions.includes('egress')) return
  for (const from of froms.filter(isDescribed)) {
    if (policy.opensAll) {
      const message = `The NetworkPolicy ${policy.name} lets ${from.name} call anybody.`
      yield { message, at: policy.opensAll, services: [from.name] }
    }
    for (const { at } of policy.egress.filter(({ labels }) => Object.keys(labels).length === 0)) {
      const message = `The NetworkPolicy ${policy.name} lets ${from.name} call every pod of its namespace.`
      yield { message, at, services: [from.name] }
    }
  }
}

function lettingOut(froms: readonly Service[], policy: NetworkPolicyFact, context: RuleContext): Opening[] {
  const peers = policy.directions.includes('egress') ? policy.egress : []
  return peers.map(({ at, labels }) => {
    const tos = Object.keys(labels).length === 0 ? [] : servicesWith(labels, context)
    return { at, calls: pairs(froms.filter(isDescribed), tos) }
  })
}

/** Pods by their labels; who opens a service to its whole namespace leaves it to the callers' own policies. */
function lettingIn(tos: readonly Service[], policy: NetworkPolicyFact, context: RuleContext): Opening[] {
  return policy.ingress.map(({ at, labels }) => {
    const callers = Object.keys(labels).length === 0 ? [] : servicesWith(labels, context)
    return { at, calls: pairs(callers.filter(isDescribed), tos) }
  })
}

const isDescribed = ({ known }: Service): boolean => known === 'declared'

const pairs = (froms: readonly Service[], tos: readonly Service[]): Call[] =>
  froms.flatMap((from) => tos.flatMap((to): Call[] => (to.name === from.name ? [] : [[from, to]])))

const isDeclared = ([from, to]: Call, { graph }: RuleContext): boolean =>
  graph.edges.some((edge) => edge.declared && edge.from === from.name && edge.to === to.name)

/** All that the rule of the policy speaks of: the finding stays the same one while they are declared one after the other. */
const blamed = (calls: readonly Call[]): Pick<Report, 'services'> => ({
  services: [...new Set([...calls.map(([from]) => from.name), ...calls.map(([, to]) => to.name)])],
})

/** How many calls are named; of more, how many there are. */
const named = 5

function messageOf({ name }: NetworkPolicyFact, calls: readonly Call[]): string {
  const [first, ...others] = new Set(calls.map(([from]) => from))
  if (first !== undefined && others.length === 0) {
    const tos = allOf(calls.map(([, to]) => to.name))
    return `The NetworkPolicy ${name} lets ${first.name} call ${tos}, which its catalog entry does not declare.`
  }
  const shown = calls.slice(0, named).map(([from, to]) => `${from.name} → ${to.name}`)
  const rest = calls.length > named ? ` and ${calls.length - named} more` : ''
  return `The NetworkPolicy ${name} lets ${others.length + 1} services make ${calls.length} calls that their catalog entries do not declare: ${shown.join(', ')}${rest}.`
}

/** The services whose pods have these labels. */
function servicesWith(labels: Readonly<Record<string, string>>, { facts, subjectOf }: RuleContext): Service[] {
  const workloads = facts
    .of('workload')
    .filter((each) => each.source === 'kubernetes' && !each.partial && selects(labels, each.labels))
  return [...new Set(workloads.flatMap((workload) => subjectOf(workload) ?? []))]
}
