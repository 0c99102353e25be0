/** Shell words of the commands of a stack, run in the service's folder. Shown to people and run by CI and `verify`. */
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
  /** Folders that builds make; ignored by git. */
  readonly artifacts: readonly string[]
  /** Kubernetes resources and start time, as the stack needs them. */
  readonly resources: {
    readonly cpuRequest: string
    readonly memoryRequest: string
    readonly memoryLimit: string
    readonly startSeconds: number
  }
  /** Files that are rendered only when a flag of the context is true: glob → name of the flag. */
  readonly when: Readonly<Record<string, string>>
}

/** One file of a pack. `path` is where it goes, itself a template (`src/{{snake name}}.py`). */
export type PackFile =
  | { readonly path: string; readonly kind: 'verbatim'; readonly text: string; readonly executable: boolean }
  | {
      readonly path: string
      readonly kind: 'template'
      readonly render: (context: object) => string
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
