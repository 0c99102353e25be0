import type { LintConfig } from './lint-config.ts'
import type { VerifySettings } from './verify-section.ts'

/** `msvc.yaml`, checked and completed with defaults. Frozen. */
export interface WorkspaceConfig {
  /** The name of the system; the folder's name where there is no `msvc.yaml`. */
  readonly name: string
  /** Default owner of a new service, e.g. `team-shop`. */
  readonly owner?: string
  /** Folder that new services go to, relative to the root. */
  readonly servicesFolder: string
  /** Local ports are assigned from here, both ends included. */
  readonly ports: { readonly from: number; readonly to: number }
  readonly catalog: { readonly file: string; readonly layout: 'per-service' | 'single' }
  /** What discovery finds and that is no service: folders from the root, and globs of them. */
  readonly discovery: { readonly exclude: readonly string[] }
  readonly ci: 'github' | 'gitlab' | 'none'
  readonly lint: LintConfig
  /** How `msvc verify` starts services, by name. */
  readonly verify: Readonly<Record<string, VerifySettings>>
}
