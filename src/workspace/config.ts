/** Severity in `msvc.yaml`; `off` silences a rule. */
export type RuleSetting = {
  readonly severity?: 'off' | 'warning' | 'error'
  readonly options: Readonly<Record<string, unknown>>
}

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
  readonly ci: 'github' | 'gitlab' | 'none'
  readonly lint: {
    readonly rules: Readonly<Record<string, RuleSetting>>
    /** Globs of files that lint does not read. */
    readonly ignore: readonly string[]
  }
}
