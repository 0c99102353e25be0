import type { At } from '../../facts/fact.ts'
import type { Service } from '../graph.ts'

/** A variable that a service is given, with where its value stands. */
export interface Setting {
  readonly service: Service
  readonly name: string
  readonly value: string
  readonly at: At
  /** What kind of place it is; an argument is known to be read. */
  readonly source: 'env-set' | 'config-map' | 'secret' | 'argument'
  /** Workload or file that gives it: what is given together belongs together. */
  readonly group: string
  /** A manifest, compose file or image gives it: `localhost` in it is the container itself. */
  readonly inContainer: boolean
  /** The ConfigMap or file of variables that gives it, where a workload takes it whole. */
  readonly whole?: string
  /** It is the `.env` beside a compose file of several services, which compose fills all of them in from. */
  readonly forAll?: boolean
}
