import type { Address, At, ProcessListKind } from '../facts/fact.ts'

/** A deployable unit with a folder of its own. */
export interface Service {
  readonly name: string
  /**
   * Folder relative to the root, with `/`; `.` for the root itself. The file of a script that lies beside those of others:
   * `services/cart.py`. Where no code of it is here, the manifest that runs it with its name there: `deploy/shop.yaml#cart`.
   */
  readonly path: string
  /** Other names that only it is known by, in small letters: of its folder, its image, its workloads, in discovery. */
  readonly aliases?: readonly string[]
  /**
   * The folder of the program that it is a role of, where others run from the same image and what starts them tells them
   * apart. Its path is that folder, one inside it, or the folder with its name: `shop#worker`.
   */
  readonly program?: string
  /** Beside it: the last word of the command that starts it, where it is called otherwise: `serve`. */
  readonly command?: string
  /** Beside it, where each command of a program of Go has a file of its own: that file, and the folders of the packages that it reaches. */
  readonly code?: { readonly file: string; readonly packages: readonly string[] }
  /** The name of the image that it runs from, where no code of it is here. */
  readonly image?: string
  /** Of one at the root beside others: folders below with a manifest of their own, which are none of its code. */
  readonly others?: readonly string[]
  /** Folders outside of it whose packages only this service builds on: each by itself, not what lies below. */
  readonly parts?: readonly string[]
  /** Folders outside of it of projects that only this service is built with, with what lies below them. */
  readonly projects?: readonly string[]
  readonly owner?: string
  readonly system?: string
  readonly description?: string
  readonly port?: number
  /** Its code runs in browsers: what it calls, it calls while nobody waits for it. */
  readonly inBrowsers?: true
  readonly stack?: string
  readonly language?: string
  /** What it is made with: `Spring Boot`. These three are there for whoever looks at services, and not while rules are checked. */
  readonly frameworks?: readonly string[]
  readonly health?: readonly HealthEndpoint[]
  readonly deployed?: readonly Deployment[]
  /** `declared`: a catalog entity names it; `discovered`: evidence in the tree alone. */
  readonly known: 'declared' | 'discovered'
  /** Of one that is declared: another folder, in which the tree shows a service of its name. It may have moved there. */
  readonly seenAt?: string
  /** Where it is declared, or the strongest evidence for it. */
  readonly at: At
}

/** Where a service is asked how it is. */
export interface HealthEndpoint {
  /** A path, or `gRPC` for the protocol that it has for that. */
  readonly asks: string
  /** What a probe asks for; nothing where its code or a library alone tells. */
  readonly purpose?: 'startup' | 'liveness' | 'readiness'
  readonly file: string
  readonly line: number
}

/** Something that runs a service. */
export interface Deployment {
  readonly by: 'compose' | 'kubernetes' | 'helm' | 'app-host' | ProcessListKind
  /** `Deployment`, `StatefulSet`, …; `service` for compose. */
  readonly as: string
  /** What it is called there. */
  readonly name: string
  readonly namespace?: string
  readonly file: string
  readonly line: number
}

/** The folder or manifest in which what a service is lies, without the name that tells it from others there. */
export const placeOf = (path: string): string => path.replace(/#.*$/, '')

/** What a service uses and nobody here wrote: a database, cache or broker. */
export interface Resource {
  /** Stable id: `postgres://db:5432/shop`, or the catalog's name for it. */
  readonly name: string
  readonly kind: 'database' | 'cache' | 'broker' | 'objectstore' | 'external'
}

/** How `from` uses `to`. */
export type EdgeKind = 'http' | 'grpc' | 'event' | 'database' | 'cache' | 'broker' | 'code' | 'build'

/** Why we believe in an edge: a place, what kind of thing it is, and how sure it makes us (0 to 1). */
export interface Evidence extends At {
  /** `catalog`, `import`, `address`, `env-default`, `env-set`, `config-map`, … */
  readonly kind: string
  readonly confidence: number
  /** In words, secrets masked: `CHECKOUT_URL=http://checkout:8082`. */
  readonly detail?: string
  /** The name of the setting that holds the address. */
  readonly setting?: string
  /** Where a connection leads, and as whom: what tells one database from another. Its password is in no fact. */
  readonly address?: Address
  /** The Secret, file or variable that the address is filled from, where nothing here tells the address itself. */
  readonly origin?: string
  /** The file that it reaches, where it reaches one: what an import resolves to. */
  readonly target?: string
}

/** `from` uses `to`. One edge for each (from, to, kind). */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  /** The catalog says so. */
  readonly declared: boolean
  /** The tree shows it. */
  readonly observed: boolean
  readonly evidence: readonly Evidence[]
}

/** Services, what they use, and who uses whom. Everything sorted by name, so that output is stable. */
export interface Graph {
  readonly services: readonly Service[]
  readonly resources: readonly Resource[]
  readonly edges: readonly Edge[]
  /** What could be services, and that nothing here runs while the others are run: in no picture, for people to look at. */
  readonly undeployed?: readonly Service[]
  /** What was found, and of which `msvc.yaml` says that it is no service: in no picture. */
  readonly excluded?: readonly Service[]
  /** Folders and globs in `discovery.exclude` that match nothing that was found. */
  readonly idleExcludes?: readonly string[]
}
