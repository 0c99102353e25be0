import type { Address } from './code-facts.ts'
import type { Stated } from './stated.ts'

/** A component of Dapr: a store, a broker or a binding under a name that code uses. */
export interface ComponentFact extends Stated<'component'> {
  readonly name: string
  /** `pubsub`, `state` or `bindings`. */
  readonly building: string
  /** What is behind it: `redis`, `azure.servicebus`, … */
  readonly store: string
  readonly address?: Address
  /** Names of the only services that may use it; empty where all may. */
  readonly scopes: readonly string[]
}
/** Code that speaks with Dapr holds a text that may be the name of a component. */
export interface ComponentNameFact extends Stated<'component-name'> {
  readonly name: string
}
