import type { At, Stated } from './stated.ts'

/** A HorizontalPodAutoscaler, or one of KEDA: how many copies of a workload there may be. */
export interface AutoscalerFact extends Stated<'autoscaler'> {
  readonly name: string
  readonly target: { readonly type: string; readonly name: string }
  readonly min?: number
}
/** A PodDisruptionBudget. */
export interface DisruptionBudgetFact extends Stated<'disruption-budget'> {
  readonly name: string
  readonly selector: Readonly<Record<string, string>>
  /** Expressions beside the labels, or instead of them, say which pods it is about. */
  readonly hasExpressions?: true
}
/** A LimitRange that gives containers which ask for nothing of their own a share by default. */
export interface LimitRangeFact extends Stated<'limit-range'> {
  readonly namespace?: string
  readonly defaults: { readonly requests: readonly string[]; readonly limits: readonly string[] }
}
/** A ServiceAccount, and whether pods that run as it mount its token, where it says so. */
export interface ServiceAccountFact extends Stated<'service-account'> {
  readonly name: string
  readonly mountsToken?: boolean
}
/** A NetworkPolicy, or one of Cilium or Istio: the pods that it is about, and whom it lets them call. */
export interface NetworkPolicyFact extends Stated<'network-policy'> {
  readonly name: string
  /** Whose it is, where it is none of Kubernetes itself. */
  readonly of?: 'Cilium' | 'Istio'
  readonly selector: Readonly<Record<string, string>>
  /** Expressions beside the labels, or instead of them, say which pods it is about. */
  readonly hasExpressions?: true
  /** Services whose pods it is about, instead of a selector. */
  readonly services?: readonly string[]
  /** None where it is of another kind, which is not looked into. */
  readonly directions: readonly ('ingress' | 'egress')[]
  /** Labels of pods that it lets out to; empty labels are every pod of the namespace. */
  readonly egress: readonly { readonly at: At; readonly labels: Readonly<Record<string, string>> }[]
  /** Labels of pods that it lets in, with the ports that they may call. */
  readonly ingress: readonly {
    readonly at: At
    readonly labels: Readonly<Record<string, string>>
    readonly ports: readonly number[]
  }[]
  /** A rule that lets out to anybody. */
  readonly opensAll?: At
}
/** Requests from outside of the cluster reach a Service. */
export interface EntranceFact extends Stated<'entrance'> {
  /** `Route`: of a gateway, as the Gateway API or Istio have them. */
  readonly by: 'Ingress' | 'Route' | 'LoadBalancer' | 'NodePort'
  /** Name of the Service; of the route itself for a `Route`. */
  readonly service: string
  /** The port of the Service, by number or name, where an Ingress tells it. */
  readonly port?: number | string
  /** The class of an Ingress. */
  readonly class?: string
}
