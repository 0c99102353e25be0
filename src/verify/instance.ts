import type { Launched } from './launch/launched.ts'

/** What `/readyz` said at one moment while the service started. */
export interface Poll {
  readonly at: number
  /** Undefined while nobody answered. */
  readonly status?: number
  readonly body?: string
}

/** A service that answers. */
export interface Instance {
  /** `http://127.0.0.1:40123`, without a path. */
  readonly url: string
  /** What `/readyz` said from the first moment on; empty for a service that ran already. */
  readonly polls: readonly Poll[]
  /** From the start of the process that listens, or of the command where that cannot be seen, until it was ready. */
  readonly readyMs: number
  /** What passed before that process was there: npm, a shell, a container engine. */
  readonly wrapperMs: number
  /** Its process; undefined for a service that ran already. */
  readonly process?: Launched
}

/** The process of an instance that was started here. */
export function processOf(instance: Instance): Launched {
  if (instance.process) return instance.process
  throw new Error('This row needs a process of its own.')
}
