/** All that the templates of a workspace's root may say. */
export interface WorkspaceContext {
  /** DNS label: `shop`. */
  readonly name: string
  readonly title: string
  readonly owner: string
  /** The catalog entity that the owner's reference names; null where the catalog of a workspace does not hold its kind. */
  readonly ownerEntity: {
    readonly kind: 'Group' | 'User'
    readonly namespace: string
    readonly name: string
  } | null
  /** Name of the Backstage System: the workspace's. */
  readonly system: string
  readonly ci: 'github' | 'gitlab' | 'none'
  readonly ciGithub: boolean
  readonly ciGitlab: boolean
  readonly services: readonly {
    readonly name: string
    readonly title: string
    readonly path: string
    readonly port: number
    readonly stack: string
    readonly description: string
  }[]
  readonly hasServices: boolean
  readonly servicesFolder: string
  readonly ports: { readonly from: number; readonly to: number }
  readonly catalog: { readonly file: string; readonly layout: 'per-service' | 'single' }
  /** How CI calls us. */
  readonly command: string
  /** What builds of its stacks leave behind. */
  readonly artifacts: readonly string[]
}
