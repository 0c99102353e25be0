import { posix } from 'node:path'
import picomatch from 'picomatch'
import type { Catalog, Entity, EntityRef } from '../../../../catalog/catalog.ts'
import { findEntity, parseRef, refText } from '../../../../catalog/references.ts'
import { annotation, declaredServices } from '../../../../catalog/services.ts'
import { nearest } from '../../../../errors/did-you-mean.ts'
import { placeOf } from '../../../../graph/graph.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'

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
  children: 'Group',
  memberOf: 'Group',
}

const url = /^[a-z][a-z+.-]*:\/\//i
/** `[kind:][namespace/]name`, as Backstage parts it; what is yet to be filled in may become anything. */
const referenceForm = /^(?:[^:/]+:)?(?:[^:/]+\/)?[^:/]+$/
const toFillIn = /[{}<>$]/

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
    const mayBeElsewhere = elsewhere(catalog)
    for (const entity of catalog.entities) {
      for (const { text, ref, path } of references(entity)) {
        if (ref === undefined) {
          if (referenceForm.test(text) || url.test(text) || toFillIn.test(text)) continue
          yield {
            message: `${entity.kind} ${entity.name} names ${JSON.stringify(text)} in ${path.slice(0, 2).join('.')}, which is no reference.`,
            at: entity.placeOf(path),
            services: entity.kind === 'Component' ? [entity.name] : [],
            help: 'Write it as name, kind:name or kind:namespace/name.',
          }
          continue
        }
        if (findEntity(catalog, ref) || mayBeElsewhere(ref) || isExternal(refText(ref))) continue
        const field = path.slice(0, 2).join('.')
        yield {
          message: `${entity.kind} ${entity.name} names ${refText(ref)} in ${field}, and the catalog has no such entity.`,
          at: entity.placeOf(path),
          services: entity.kind === 'Component' ? [entity.name] : [],
          ...meant(ref, catalog),
        }
      }
      yield* missingDefinition(entity, has)
    }
    yield* missingFolders(context)
  },
}

interface Written {
  readonly text: string
  /** Undefined where the text is no reference. */
  readonly ref: EntityRef | undefined
  readonly path: (string | number)[]
}

function references(entity: Entity): Written[] {
  return Object.entries(fields).flatMap(([field, kind]) => {
    const value = entity.spec[field]
    const listed: unknown[] = Array.isArray(value) ? value : [value]
    return listed.flatMap((text, index) => {
      if (typeof text !== 'string' || text.trim() === '') return []
      const ref = parseRef(text, { kind, namespace: entity.namespace })
      return [{ text: text.trim(), ref, path: Array.isArray(value) ? ['spec', field, index] : ['spec', field] }]
    })
  })
}

/**
 * What may well exist without being here: everything, where a Location leads out of the repository; else teams and
 * people, which often come from a directory service, where the catalog declares none of that kind.
 */
function elsewhere({ entities }: Catalog): (ref: EntityRef) => boolean {
  const leadsOut = entities.some(({ kind, spec }) => {
    const targets = [spec['target'], ...(Array.isArray(spec['targets']) ? spec['targets'] : [])]
    return kind === 'Location' && targets.some((target) => typeof target === 'string' && url.test(target))
  })
  const declared = new Set(entities.map(({ kind }) => kind.toLowerCase()))
  return ({ kind }) => leadsOut || (/^(?:group|user)$/i.test(kind) && !declared.has(kind.toLowerCase()))
}

/** The entity that was probably meant: one of the same name and another kind, or of nearly that name. */
function meant(ref: EntityRef, { entities }: Catalog): { readonly help?: string } {
  const sameName = entities.find(({ name }) => name.toLowerCase() === ref.name.toLowerCase())
  const known = entities
    .filter(({ kind }) => kind.toLowerCase() === ref.kind.toLowerCase())
    .map((each) => refText(each))
  const near = sameName ? refText(sameName) : nearest(refText(ref), known)
  return near === undefined ? {} : { help: `Write ${near} if that is meant; else add ${refText(ref)} to the catalog.` }
}

/** A service of no files is one that lint has nothing to say of, whatever it has become. */
function* missingFolders({ catalog, graph, has, hasFolder }: RuleContext): Iterable<Report> {
  for (const { entity, name, folder } of declaredServices(catalog)) {
    if (entity.annotations[annotation.path] === undefined) continue
    // `shop#worker` is a role of the program in a folder, `deploy/shop.yaml#cart` what a manifest runs, `services/cart.py` a script.
    const place = placeOf(folder)
    if (place === '.' || hasFolder(place) || has(place)) continue
    yield {
      message: `Component ${name} has its code in ${folder}, and there is no such folder.`,
      at: entity.placeOf(['metadata', 'annotations', annotation.path]),
      services: [name],
      help: mendOf(graph.services.find((service) => service.name === name)?.seenAt),
    }
  }
}

const mendOf = (seenAt: string | undefined): string =>
  seenAt === undefined
    ? `Write in ${annotation.path} where the code lies now, or take the entity out if the service is gone.`
    : `A service of that name lies in ${seenAt}: write that in ${annotation.path}, as msvc init does.`

function* missingDefinition(entity: Entity, has: (path: string) => boolean): Iterable<Report> {
  const text = (entity.spec['definition'] as { $text?: unknown } | undefined)?.$text
  if (typeof text !== 'string' || url.test(text)) return
  const file = posix.join(entity.folder, text)
  if (has(file)) return
  yield {
    message: `${entity.kind} ${entity.name} takes its definition from ${file}, and there is no such file.`,
    at: entity.placeOf(['spec', 'definition', '$text']),
    services: [],
    help: `Create ${file}, or mend the path.`,
  }
}
