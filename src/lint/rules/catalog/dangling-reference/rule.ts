import { posix } from 'node:path'
import picomatch from 'picomatch'
import type { Catalog, Entity } from '../../../../catalog/catalog.ts'
import { findEntity, parseRef, refText } from '../../../../catalog/references.ts'
import type { Report, Rule } from '../../../rule.ts'

/** Fields of a `spec` that refer to other entities, with the kind that they mean when they name none. */
const fields: Readonly<Record<string, string>> = {
  owner: 'Group',
  system: 'System',
  domain: 'Domain',
  subcomponentOf: 'Component',
  providesApis: 'API',
  consumesApis: 'API',
  dependsOn: 'Component',
  dependencyOf: 'Component',
  parent: 'Group',
}

export const danglingReference: Rule = {
  id: 'dangling-reference',
  group: 'catalog',
  severity: 'error',
  summary: 'The catalog refers to something that it does not have.',
  why: 'A dependency on a name that nobody has is a typing error, or on a service that is gone.',
  help: 'Mend the name, add the entity, or list it under the option "external" if another catalog has it.',
  options: { external: { default: [] } },
  *check(context) {
    const { catalog, options, has } = context
    const external = options.texts('external')
    const isExternal = external.length > 0 ? picomatch([...external]) : () => false
    const hasOwners = catalog.entities.some(({ kind }) => kind === 'Group' || kind === 'User')
    for (const entity of catalog.entities) {
      for (const [field, kind] of Object.entries(fields)) {
        // Teams and people often come from a directory service; judge them only where the catalog declares some itself.
        if (kind === 'Group' && !hasOwners) continue
        yield* dangling(catalog, entity, field, kind, isExternal)
      }
      const text = (entity.spec.definition as { $text?: unknown } | undefined)?.$text
      if (typeof text !== 'string' || /^[a-z]+:\/\//.test(text)) continue
      const file = posix.join(entity.folder, text)
      if (has(file)) continue
      yield {
        message: `${entity.kind} ${entity.name} takes its definition from ${file}, and there is no such file.`,
        at: entity.placeOf(['spec', 'definition', '$text']),
        services: [],
        help: `Create ${file}, or mend the path.`,
      }
    }
  },
}

function* dangling(
  catalog: Catalog,
  entity: Entity,
  field: string,
  kind: string,
  isExternal: (ref: string) => boolean,
): Iterable<Report> {
  const value = entity.spec[field]
  const listed: unknown[] = Array.isArray(value) ? value : [value]
  for (const [index, text] of listed.entries()) {
    const ref = typeof text === 'string' ? parseRef(text, { kind, namespace: entity.namespace }) : undefined
    if (ref === undefined || findEntity(catalog, ref) || isExternal(refText(ref))) continue
    // An owner may be a person where the short form would mean a team.
    if (field === 'owner' && findEntity(catalog, { ...ref, kind: 'User' }) && text === ref.name) continue
    yield {
      message: `${entity.kind} ${entity.name} names ${refText(ref)} in spec.${field}, and the catalog has no such entity.`,
      at: entity.placeOf(Array.isArray(value) ? ['spec', field, index] : ['spec', field]),
      services: entity.kind === 'Component' ? [entity.name] : [],
    }
  }
}
