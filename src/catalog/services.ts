import type { At } from '../facts/fact.ts'
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

/** The services of a catalog, in its order. */
export function declaredServices(catalog: Catalog): DeclaredService[] {
  return catalog.entities
    .filter((entity) => entity.kind.toLowerCase() === 'component' && entity.spec['type'] === 'service')
    .map(toService)
}

function toService(entity: Entity): DeclaredService {
  const { annotations, spec } = entity
  const port = Number(annotations[annotation.port])
  const optional = {
    owner: textOf(spec['owner']),
    system: textOf(spec['system']),
    description: entity.description,
    port: Number.isInteger(port) && port > 0 ? port : undefined,
    stack: annotations[annotation.stack],
    language: annotations[annotation.language],
  }
  return {
    name: entity.name,
    entity,
    folder: trimmed(annotations[annotation.path]) ?? entity.folder,
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

const trimmed = (path: string | undefined): string | undefined => path?.replace(/^\.\//, '').replace(/\/+$/, '')

/** Leaves out what is undefined, as optional properties must be. */
function present<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> }
}
