import { posix } from 'node:path'
import type { At } from '../facts/fact.ts'
import { present } from '../facts/present.ts'
import type { Catalog, Entity, EntityRef } from './catalog.ts'
import { parseRef } from './references.ts'

/** A reference that an entity makes, with the place where it stands. */
export interface PlacedRef {
  readonly ref: EntityRef
  readonly at: At
}

/** A Component of type `service`, as the rest of the program knows it. */
export interface DeclaredService {
  readonly name: string
  readonly entity: Entity
  /** Folder of its code, relative to the root. */
  readonly folder: string
  readonly owner?: string
  readonly system?: string
  readonly description?: string
  readonly port?: number
  readonly stack?: string
  readonly language?: string
  readonly providesApis: readonly PlacedRef[]
  readonly consumesApis: readonly PlacedRef[]
  readonly dependsOn: readonly PlacedRef[]
  readonly at: At
}

/** Annotations of ours. */
export const annotation = {
  port: 'msvc.dev/port',
  stack: 'msvc.dev/stack',
  language: 'msvc.dev/language',
  /** Folder from the root, where an entity does not lie in the folder of its service. */
  path: 'msvc.dev/path',
} as const

/** The number of a port that a text tells. */
export function portIn(text: string | undefined): number | undefined {
  const port = Number(text)
  return text !== undefined && /^\d+$/.test(text) && port > 0 && port <= 65_535 ? port : undefined
}

/** The services of a catalog, in its order. */
export function declaredServices(catalog: Catalog): DeclaredService[] {
  const services = catalog.entities.filter(
    (entity) => entity.kind.toLowerCase() === 'component' && entity.spec['type'] === 'service',
  )
  const inFile = new Map<string, number>()
  for (const { at } of services) inFile.set(at.file, (inFile.get(at.file) ?? 0) + 1)
  return services.map((entity) => toService(entity, inFile.get(entity.at.file) === 1))
}

function toService(entity: Entity, isAloneInFile: boolean): DeclaredService {
  const { annotations, spec } = entity
  const optional = {
    owner: textOf(spec['owner']),
    system: textOf(spec['system']),
    description: entity.description,
    port: portIn(annotations[annotation.port]),
    stack: annotations[annotation.stack],
    language: annotations[annotation.language],
  }
  return {
    name: entity.name,
    entity,
    folder: folderOf(entity, isAloneInFile),
    ...present(optional),
    providesApis: refs(entity, 'providesApis', 'API'),
    consumesApis: refs(entity, 'consumesApis', 'API'),
    dependsOn: refs(entity, 'dependsOn', 'Component'),
    at: entity.at,
  }
}

function refs(entity: Entity, field: string, kind: string): PlacedRef[] {
  const list = entity.spec[field]
  if (!Array.isArray(list)) return []
  return list.flatMap((item, index) => {
    const ref = typeof item === 'string' ? parseRef(item, { kind, namespace: entity.namespace }) : undefined
    return ref ? [{ ref, at: entity.placeOf(['spec', field, index]) }] : []
  })
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Where the code of a service is: as it says, else beside its catalog file, unless that tells of other services too. */
function folderOf({ annotations, folder }: Entity, isAloneInFile: boolean): string {
  const said = annotations[annotation.path] ?? (isAloneInFile ? undefined : sourceFolder(annotations[sourceLocation]))
  return said === undefined ? folder : posix.normalize(said).replace(/\/+$/, '')
}

/** Backstage's own annotation for the place of the code: `url:https://host/owner/repo/tree/main/services/checkout/`. */
const sourceLocation = 'backstage.io/source-location'

function sourceFolder(location: string | undefined): string | undefined {
  return /^url:[a-z]+:\/\/.+?\/(?:tree|src|browse)\/(?:branch\/)?[^/]+\/(.+?)\/*$/.exec(location ?? '')?.[1]
}
