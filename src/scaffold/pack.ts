/** Shell words of the commands of a stack, run in the service's folder. Shown to people and run by CI. */
export interface StackCommands {
  readonly install: string
  readonly format: string
  readonly lint: string
  readonly test: string
  readonly build: string
  readonly start: string
}

/** `template.yaml` of a stack, checked. */
export interface StackManifest {
  readonly name: string
  readonly title: string
  readonly language: string
  /** Package manager world of the stack (`npm`, `go`, …): which workspace manifests a new service joins. */
  readonly ecosystem: string
  /** Other template folders rendered below this one (`platform`); the stack's own files win. */
  readonly layers: readonly string[]
  readonly commands: StackCommands
  /** Image in which CI runs the commands. */
  readonly ciImage: string
  /** Programs that the commands take and that not everybody has, each with the words that ask for its version. */
  readonly tools?: readonly { readonly name: string; readonly ask: string; readonly install: string }[]
  /** Folders that builds make; ignored by git. */
  readonly artifacts: readonly string[]
  /** Kubernetes resources and start time, as the stack needs them. */
  readonly resources: {
    readonly cpuRequest: string
    readonly memoryRequest: string
    readonly memoryLimit: string
    readonly startSeconds: number
  }
  /** Users may choose it; one that is being written says nothing, or false. */
  readonly offered?: boolean
  /** Files that are rendered only when a flag of the context is true: glob → name of the flag. */
  readonly when: Readonly<Record<string, string>>
}

/** Text as it stands, or a compiled template that makes it. */
export type Renderable = string | ((context: object) => string)

/** One file of a pack. The path may be a template too (`src/{{snake name}}.py`). */
export interface PackFile {
  readonly path: Renderable
  readonly content: Renderable
  readonly executable: boolean
}

/** A folder of files ready to be rendered. */
export interface Layer {
  readonly name: string
  readonly files: readonly PackFile[]
}

/** A stack with its layers, the undermost first. */
export interface StackPack {
  readonly manifest: StackManifest
  readonly layers: readonly Layer[]
}

/** `template.yaml` of an example: a whole system made from stacks plus files of its own. */
export interface ExampleManifest {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly owner: string
  /** Template folders rendered into the workspace's root, below the example's own `root/`. */
  readonly layers: readonly string[]
  readonly services: readonly ExampleService[]
}

/** A service of an example. */
export interface ExampleService {
  readonly name: string
  readonly stack: string
  readonly description: string
  readonly dependsOn: readonly string[]
  /** Globs of the stack's files that this service does without. */
  readonly remove: readonly string[]
  /** Bounds of the autoscaler in production. */
  readonly replicas: { readonly min: number; readonly max: number }
}

/** An example with its files. */
export interface ExamplePack {
  readonly manifest: ExampleManifest
  /** Files of the workspace's root. */
  readonly root: readonly Layer[]
  /** Files that win over the stack's, by service. */
  readonly services: Readonly<Record<string, Layer>>
}

/** Where packs come from: compiled ones in the package, or folders of templates. */
export interface PackSource {
  stackNames(): readonly string[]
  exampleNames(): readonly string[]
  /** `name` is one of `stackNames()`. */
  stack(name: string): Promise<StackPack>
  /** `name` is one of `exampleNames()`. */
  example(name: string): Promise<ExamplePack>
  workspace(): Promise<Layer>
}
