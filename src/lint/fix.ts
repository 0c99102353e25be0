import type { At } from '../facts/fact.ts'

/** An object of a YAML file, by what it says that it is: where a file holds several, the right one is changed. */
export interface ObjectRef {
  readonly file: string
  readonly kind: string
  readonly name: string
}

/** The way to a value: keys, and of a list the item with a name. */
export type FixPath = readonly (string | { readonly named: string })[]

/** How a container is asked for its health. */
export type ProbeKind = 'liveness' | 'readiness'

/**
 * A change that mends a finding, where there is one right answer. Rules state it as data; `fix/` makes a plan of all that
 * there are, and leaves alone what it cannot change without a guess.
 */
export type Fix =
  /** An entry of a map that is not there. */
  | { readonly kind: 'add-entry'; readonly object: ObjectRef; readonly path: FixPath; readonly entry: Entry }
  /** An item of a list, which is made where there is none. */
  | { readonly kind: 'add-item'; readonly object: ObjectRef; readonly path: FixPath; readonly item: string }
  /** Probes of a container, as the stack of its service has them. */
  | {
      readonly kind: 'add-probes'
      readonly object: ObjectRef
      readonly path: FixPath
      readonly probes: readonly ProbeKind[]
      readonly service: string
    }
  /** A file of a service that the repository lacks, as its stack has it; by its path in the service's folder. */
  | { readonly kind: 'add-stack-file'; readonly service: string; readonly path: string }
  /** The digest that the image's tag has on this machine. */
  | { readonly kind: 'pin-image'; readonly at: At; readonly image: string }
  /** A comment that begins here, with nothing of use behind it on its line. */
  | { readonly kind: 'remove-comment'; readonly at: At }
  /** An entity of a service that the catalog does not know. */
  | {
      readonly kind: 'register-service'
      readonly name: string
      readonly folder: string
      readonly language?: string
      readonly port?: number
      readonly calls: readonly string[]
    }
  /** A catalog file that is there and that the root catalog does not name. */
  | { readonly kind: 'name-catalog-file'; readonly file: string }

export type Entry = readonly [key: string, value: string | number | boolean]
