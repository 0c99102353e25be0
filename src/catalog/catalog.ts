import type { Problem } from '../errors/problem.ts'
import type { At } from '../facts/fact.ts'

/** A Backstage entity as written, with where it stands. */
export interface Entity {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** Folder of the file that holds it, relative to the root; `.` for the root. */
  readonly folder: string
  readonly annotations: Readonly<Record<string, string>>
  readonly description?: string
  readonly spec: Readonly<Record<string, unknown>>
  /** Place of the entity's name. */
  readonly at: At
  /** Place of a value in it by path (`['spec', 'owner']`, `['spec', 'dependsOn', 0]`); of the entity where there is none. */
  placeOf(path: readonly (string | number)[]): At
}

/** A reference from one entity to another: `kind:namespace/name`, with the defaults filled in. */
export interface EntityRef {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** Every entity that can be reached from the root file, in order of file and line. */
export interface Catalog {
  /** Files read, in the order found; empty where the repository has no catalog. */
  readonly files: readonly string[]
  /** Those of them that nothing points at: found by their name, since no root file has a Location. */
  readonly unlinked: readonly string[]
  readonly entities: readonly Entity[]
  /** Faults in form: what `catalog-schema` reports. A catalog with faults is still read as far as it goes. */
  readonly problems: readonly Problem[]
  /** Those of them that kept a file or document from being read: nobody should edit such a catalog. */
  readonly unreadable: readonly Problem[]
}
