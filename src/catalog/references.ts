import type { Catalog, Entity, EntityRef } from './catalog.ts'

const form =
  /^(?:([A-Za-z][A-Za-z0-9]*):)?(?:([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)\/)?([A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?)$/

/** Reads `[kind:][namespace/]name`; what is left out comes from `defaults`. Undefined when it is no reference. */
export function parseRef(text: string, defaults: { kind: string; namespace?: string }): EntityRef | undefined {
  const match = form.exec(text.trim())
  if (match?.[3] === undefined) return undefined
  const { kind, namespace = 'default' } = defaults
  return { kind: match[1] ?? kind, namespace: match[2] ?? namespace, name: match[3] }
}

/** A reference as people write it: the shortest that still says the same, the default namespace left out. */
export function refText(ref: EntityRef, defaultKind?: string): string {
  const kind = defaultKind?.toLowerCase() === ref.kind.toLowerCase() ? '' : `${ref.kind.toLowerCase()}:`
  const namespace = ref.namespace.toLowerCase() === 'default' ? '' : `${ref.namespace}/`
  return `${kind}${namespace}${ref.name}`
}

/** One string for each entity, whatever its case: Backstage compares references so. */
export function refKey({ kind, namespace, name }: EntityRef): string {
  return `${kind}:${namespace}/${name}`.toLowerCase()
}

const indexes = new WeakMap<Catalog, ReadonlyMap<string, Entity>>()

/** The first entity that a reference names. */
export function findEntity(catalog: Catalog, ref: EntityRef): Entity | undefined {
  let index = indexes.get(catalog)
  if (index === undefined) {
    // The last one set stays: of two with a name, the first.
    index = new Map(catalog.entities.toReversed().map((entity) => [refKey(entity), entity]))
    indexes.set(catalog, index)
  }
  return index.get(refKey(ref))
}
