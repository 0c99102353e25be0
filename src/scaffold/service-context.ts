/** Another service that the new one calls. */
export interface DependencyContext {
  readonly name: string
  /** Setting that holds its address: `PRODUCTS_URL`. */
  readonly setting: string
  readonly localUrl: string
  readonly clusterUrl: string
  readonly composeUrl: string
}

/** All that the templates of a service may say. Handlebars is strict: any other word is an error. */
export interface ServiceContext {
  /** DNS label: `checkout`. */
  readonly name: string
  /** For people: `Checkout`. */
  readonly title: string
  readonly description: string
  readonly owner: string
  readonly system: string
  readonly port: number
  /** Folder from the root: `services/checkout`. */
  readonly path: string
  readonly dependencies: readonly DependencyContext[]
  readonly hasDependencies: boolean
  /** Names of catalog entities it uses, as Backstage references: APIs consumed and components depended on. */
  readonly consumesApis: readonly string[]
  readonly dependsOn: readonly string[]
  readonly replicas: {
    readonly dev: { readonly min: number; readonly max: number }
    readonly prod: { readonly min: number; readonly max: number }
  }
  readonly stack: {
    readonly name: string
    readonly commands: Readonly<Record<string, string>>
    readonly ciImage: string
    readonly resources: Readonly<Record<string, string | number>>
  }
  readonly ciGitlab: boolean
}
