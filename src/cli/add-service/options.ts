import type { WriteOptions } from '../options.ts'

/** Options of `msvc add-service`. */
export interface AddServiceOptions extends WriteOptions {
  readonly stack?: string
  readonly owner?: string
  readonly description?: string
  readonly port?: string
  readonly dependsOn?: string
  readonly dir?: string
  /** False after `--no-install`. */
  readonly install: boolean
}
