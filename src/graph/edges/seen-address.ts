import type { Address, At } from '../../facts/fact.ts'
import type { Service } from '../graph.ts'

/** An address that a service was seen to have, before it is known who answers there. */
export interface SeenAddress {
  readonly from: Service
  readonly address: Address
  readonly at: At
  readonly kind: string
  readonly detail: string
  readonly confidence: number
  /** The name of the setting that holds it. */
  readonly setting?: string
  /** What code keeps it under, where only that tells that it is called. */
  readonly constant?: { readonly name: string; readonly isMember: boolean; readonly holder?: string }
  /** Its host is the name of a setting that nothing gives. */
  readonly unfilled?: boolean
  /** A manifest, compose file or image gives it: it is read inside a container. */
  readonly inContainer?: boolean
}
