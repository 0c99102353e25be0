import type { WriteOptions } from '../options.ts'

/** Options of `create-microservice`. */
export interface CreateOptions extends WriteOptions {
  readonly name?: string
  readonly service?: readonly string[]
  readonly owner?: string
  readonly ci?: string
  readonly example?: string
  /** False after `--no-install`. */
  readonly install: boolean
  /** False after `--no-git`. */
  readonly git: boolean
}
