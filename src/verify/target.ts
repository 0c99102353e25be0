/** How to get a running service. */
export type Target =
  /** A shell line in a folder. */
  | { readonly kind: 'command'; readonly command: string; readonly cwd: string }
  | ImageTarget
  /** It runs already; nobody here may start or stop it. */
  | { readonly kind: 'url'; readonly url: string }

/** An image, run by `docker`, `podman` or a program that takes the same arguments. */
export interface ImageTarget {
  readonly kind: 'image'
  readonly image: string
  readonly tool: string
  /** How its port is reached: in our own network, published by the engine, or as the program does it unasked. */
  readonly network: 'host' | 'published' | 'as-it-is'
  readonly cwd: string
}

/** Another service that the one under test calls. */
export interface Dependency {
  readonly name: string
  /** Setting that holds its address: `PRODUCTS_URL`. */
  readonly setting: string
  /** Its `openapi.yaml`, where the repository has it: what the stand-in answers by. */
  readonly openapi?: string
}

/** What is held against the contract, and all that is known of it beforehand. */
export interface Subject {
  readonly name: string
  readonly target: Target
  /** Settings that it needs to run. */
  readonly env: Readonly<Record<string, string>>
  readonly dependencies: readonly Dependency[]
  readonly language?: string
  /** Text of its `openapi.yaml` on disk. */
  readonly openapi?: string
}
