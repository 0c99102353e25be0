import type { Repository } from '../../repository/repository.ts'

/** What a registration may say about a new service. */
export interface RegisteredService {
  readonly name: string
  /** Folder from the root. */
  readonly folder: string
  readonly port: number
  readonly owner: string
  /** Settings that local running gives it, by name. */
  readonly environment: Readonly<Record<string, string>>
  /** The world of its package manager (`npm`, `go`, …). */
  readonly ecosystem: string
}

/** A file beside the catalog that lists services: one file a registration, one line in `index.ts`. */
export interface Registration {
  readonly id: string
  /** Only for services of this ecosystem; for all when it is not given. */
  readonly ecosystem?: string
  /** The file of this repository that lists services; undefined where there is none, and nothing is to be done. */
  find(repository: Pick<Repository, 'kind' | 'read'>): string | undefined
  /** The text with the service in it; the same text when it is there already. `text` is undefined for a new file. */
  register(text: string | undefined, file: string, service: RegisteredService): string
  /** Command at the root that installs members, in place of the service's own. */
  readonly install?: readonly [string, ...string[]]
}
