/** What a user says of a new service; all that is missing gets a default in the plan. */
export interface ServiceAnswers {
  readonly name: string
  readonly stack: string
  /** A Backstage owner: `team-shop`, `group:default/team-shop`, `user:jane`. */
  readonly owner: string
  readonly description?: string
  readonly port?: number
  /** Names of services that it calls. */
  readonly dependsOn: readonly string[]
  /** Folder from the root; `<services folder>/<name>` when not given. */
  readonly folder?: string
  /** Bounds of the autoscaler in production. */
  readonly replicas?: { readonly min: number; readonly max: number }
}

/** What a user says of a new workspace. */
export interface WorkspaceAnswers {
  readonly name: string
  readonly owner: string
  readonly ci: 'github' | 'gitlab' | 'none'
  readonly services: readonly ServiceAnswers[]
}

/** Which of us is writing: stands in locks and in the CI of a new workspace. */
export interface Tool {
  readonly version: string
  /** How CI calls us: `npx --yes --package=create-microservice@1.2.3 msvc`. */
  readonly ciCommand: string
}
