import type {
  AutoscalerFact,
  DisruptionBudgetFact,
  LimitRangeFact,
  NetworkPolicyFact,
  ServiceAccountFact,
} from '../fact.ts'
import { asFlag, asList, asMap, asNumber, asText, asTexts } from '../loose.ts'
import { present } from '../present.ts'
import type { Manifest } from './manifest.ts'

/** What steers workloads from beside them: autoscalers, disruption budgets, limits, service accounts and network policies. */
export function steering(
  manifest: Manifest,
): (AutoscalerFact | DisruptionBudgetFact | LimitRangeFact | NetworkPolicyFact | ServiceAccountFact)[] {
  const { data, name, at } = manifest
  const spec = asMap(data.spec)
  const place = at(['metadata', 'name'])
  if (name === '') return []
  switch (data.kind) {
    case 'HorizontalPodAutoscaler': {
      const target = asMap(spec.scaleTargetRef)
      const named = { type: asText(target.kind) ?? '', name: asText(target.name) ?? '' }
      return [{ kind: 'autoscaler', at: place, name, target: named, ...present({ min: asNumber(spec.minReplicas) }) }]
    }
    case 'ScaledObject': {
      // Of KEDA, which scales to nothing and back; what is called for then is there again.
      const target = asMap(spec.scaleTargetRef)
      const named = { type: asText(target.kind) ?? 'Deployment', name: asText(target.name) ?? '' }
      return [{ kind: 'autoscaler', at: place, name, target: named, min: asNumber(spec.minReplicaCount) ?? 0 }]
    }
    case 'PodDisruptionBudget':
      return [{ kind: 'disruption-budget', at: place, name, ...selectorOf(spec.selector) }]
    case 'ServiceAccount':
      return [
        {
          kind: 'service-account',
          at: place,
          name,
          ...present({ mountsToken: asFlag(data.automountServiceAccountToken) }),
        },
      ]
    case 'LimitRange':
      return limitRange(manifest)
    case 'NetworkPolicy':
      return [networkPolicy(manifest)]
    // Of Cilium and Istio: whom they hold to what is told in words of their own.
    case 'CiliumNetworkPolicy':
      return [otherPolicy(manifest, 'Cilium', selectorOf(spec.endpointSelector))]
    case 'AuthorizationPolicy':
      return authorizationPolicy(manifest)
    default:
      return []
  }
}

function limitRange({ data, at }: Manifest): LimitRangeFact[] {
  const limits = asList(asMap(data.spec).limits).map(asMap)
  const index = limits.findIndex(({ type }) => asText(type) === 'Container')
  const { default: limit, defaultRequest } = limits[index] ?? {}
  const defaults = { requests: Object.keys(asMap(defaultRequest)), limits: Object.keys(asMap(limit)) }
  if (defaults.requests.length + defaults.limits.length === 0) return []
  const namespace = asText(asMap(data.metadata).namespace)
  return [{ kind: 'limit-range', at: at(['spec', 'limits', index]), ...present({ namespace }), defaults }]
}

/** Whom a selector is about, as far as labels say. */
function selectorOf(value: unknown): Pick<NetworkPolicyFact, 'selector' | 'hasExpressions'> {
  const { matchLabels, matchExpressions } = asMap(value)
  return {
    selector: asTexts(matchLabels),
    ...(asList(matchExpressions).length === 0 ? {} : { hasExpressions: true }),
  }
}

/** What clusters know of pods beside their labels: `k8s:io.kubernetes.pod.namespace`, `reserved:host`. */
const ofCluster = /^(?:(?:k8s|any):)?io\.(?:kubernetes|cilium)\.|^reserved:/

const otherPolicy = (
  { name, at }: Manifest,
  of: 'Cilium' | 'Istio',
  { selector, ...more }: Pick<NetworkPolicyFact, 'selector' | 'hasExpressions' | 'services'>,
): NetworkPolicyFact => ({
  kind: 'network-policy',
  at: at(['metadata', 'name']),
  of,
  name,
  selector: Object.fromEntries(
    Object.entries(selector).flatMap(([key, value]) =>
      ofCluster.test(key) ? [] : [[key.replace(/^(?:k8s|any):/, ''), value]],
    ),
  ),
  ...more,
  directions: [],
  egress: [],
  ingress: [],
})

/** One of Istio is about pods with labels, or about what its targets name: Services, or gateways, which are no pods of a service. */
function authorizationPolicy(manifest: Manifest): NetworkPolicyFact[] {
  const { selector, targetRef, targetRefs } = asMap(manifest.data.spec)
  const targets = [targetRef, ...asList(targetRefs)].filter((target) => target != null).map(asMap)
  if (targets.length === 0) return [otherPolicy(manifest, 'Istio', selectorOf(selector))]
  const services = targets.flatMap(({ kind, name }) => (kind === 'Service' ? (asText(name) ?? []) : []))
  return services.length === 0 ? [] : [otherPolicy(manifest, 'Istio', { selector: {}, services })]
}

function networkPolicy({ data, name, at }: Manifest): NetworkPolicyFact {
  const spec = asMap(data.spec)
  const types = asList(spec.policyTypes).map((type) => asText(type)?.toLowerCase())
  const isEgress = types.length > 0 ? types.includes('egress') : spec.egress !== undefined
  const isIngress = types.length > 0 ? types.includes('ingress') : true
  const rules = asList(spec.egress).map(asMap)
  const open = rules.findIndex((rule) => asList(rule.to).length === 0 && asList(rule.ports).length === 0)
  const egress = rules.flatMap((rule, index) =>
    asList(rule.to).flatMap((peer, number) => {
      const { podSelector, namespaceSelector } = asMap(peer)
      // Pods of other namespaces are none of this repository's, as far as can be told.
      if (podSelector === undefined || namespaceSelector !== undefined) return []
      const labels = labelsOfPeer(podSelector)
      return labels === undefined ? [] : [{ at: at(['spec', 'egress', index, 'to', number]), labels }]
    }),
  )
  const ingress = asList(spec.ingress).flatMap((rule, index) => {
    const ports = asList(asMap(rule).ports).flatMap((entry) => asNumber(asMap(entry).port) ?? [])
    return asList(asMap(rule).from).flatMap((peer, number) => {
      const { podSelector, namespaceSelector } = asMap(peer)
      if (podSelector === undefined || namespaceSelector !== undefined) return []
      const labels = labelsOfPeer(podSelector)
      return labels === undefined ? [] : [{ at: at(['spec', 'ingress', index, 'from', number]), labels, ports }]
    })
  })
  return {
    kind: 'network-policy',
    at: at(['metadata', 'name']),
    name,
    ...selectorOf(spec.podSelector),
    directions: [...(isIngress ? (['ingress'] as const) : []), ...(isEgress ? (['egress'] as const) : [])],
    egress,
    ingress,
    ...(open >= 0 ? { opensAll: at(['spec', 'egress', open]) } : {}),
  }
}

/** Labels of pods at the other end; undefined where expressions alone say who they are, which is not every pod. */
function labelsOfPeer(podSelector: unknown): Readonly<Record<string, string>> | undefined {
  const { selector, hasExpressions } = selectorOf(podSelector)
  return hasExpressions && Object.keys(selector).length === 0 ? undefined : selector
}
