import { posix } from 'node:path'
import type { At, TableFact } from '../../../../facts/fact.ts'
import { sourceLanguage } from '../../../../facts/source-language.ts'
import { programsByHand } from '../../../../graph/discover/programs/by-hand.ts'
import { foldersAbove } from '../../../../graph/folders-above.ts'
import { isMigration, isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/** The tables that services make, point to and query: in migrations, in mappings of types, and in statements in code. */
export interface Tables {
  /** Tables that both services make, point to or query. */
  common(a: string, b: string): string[]
  /** Foreign keys into a table that only another service makes, and queries of one. */
  foreign(): {
    readonly use: 'references' | 'queries'
    readonly service: string
    readonly maker: string
    readonly table: string
    readonly at: At
    readonly made: At
  }[]
}

/** Tables by the service in whose folder something tells of them. */
export function tablesOf({ facts, serviceOf }: RuleContext): Tables {
  const isByHand = programsByHand(facts)
  const placed = facts.of('table').flatMap((fact) => {
    const owner = isTestFile(fact.at.file) ? undefined : serviceOf(fact.at.file)
    // What somebody runs by hand may ask for whatever there is.
    const service = fact.use === 'queries' && owner && isByHand(fact.at.file, owner) ? undefined : owner?.name
    // `blob.data` is a table of a schema.
    const [, schema = fact.schema, table = fact.table] = /^([^.]+)\.([^.]+)$/.exec(fact.table) ?? []
    return service === undefined ? [] : [{ ...fact, table, ...(schema === undefined ? {} : { schema }), service }]
  })
  const types = new Map<string, Set<string>>()
  for (const { at, name } of facts.of('stored-type')) {
    const service = serviceOf(at.file)?.name
    if (service !== undefined) types.set(service, (types.get(service) ?? new Set()).add(singular(name)))
  }
  /** Tables by their names, with the schemas that something says they lie in. */
  const of = (name: string): Map<string, Set<string>> => {
    const found = new Map<string, Set<string>>()
    for (const { service, table, schema } of placed) {
      if (service !== name) continue
      const schemas = found.get(table) ?? new Set()
      found.set(table, schema === undefined ? schemas : schemas.add(schema))
    }
    return found
  }
  const makers = new Map<string, (TableFact & { service: string })[]>()
  for (const fact of placed) {
    if (fact.use === 'creates') makers.set(fact.table, [...(makers.get(fact.table) ?? []), fact])
  }
  const isHolder = holders(makers)
  const ofLibraries = tablesOfLibraries({ facts, serviceOf })
  return {
    common(a, b) {
      const others = of(b)
      return [...of(a)]
        .flatMap(([table, schemas]) => {
          const theirs = others.get(table)
          const isApart = schemas.size > 0 && (theirs?.size ?? 0) > 0 && ![...schemas].some((each) => theirs?.has(each))
          return theirs === undefined || isApart ? [] : [table]
        })
        .sort()
    },
    foreign: () => {
      const told = new Set<string>()
      return placed.flatMap(({ use, table, schema, service, at }) => {
        const all = makers.get(table) ?? []
        const made = all.filter((each) => !each.schema || !schema || each.schema === schema)
        const [maker] = made
        if (use === 'creates' || !maker || made.some((other) => other.service === service)) return []
        // Where several make one of that name, nothing tells whose is meant.
        if (made.some((other) => other.service !== maker.service)) return []
        // One that makes the tables of several others tells as little, and so does a library for several, of whose tables one maps some.
        if (isHolder(maker.service) || ofLibraries.has(table)) return []
        // A type of one's own may be kept in a table that nothing names.
        if (types.get(service)?.has(singular(table))) return []
        // One place is enough to see it.
        const key = `${use} ${service} ${table}`
        if (told.has(key)) return []
        told.add(key)
        return [{ use, service, maker: maker.service, table, at, made: maker.at }]
      })
    },
  }
}

/** Tables that types of a package map which is no service's own: they are of all that are built with it. */
function tablesOfLibraries({ facts, serviceOf }: Pick<RuleContext, 'facts' | 'serviceOf'>): ReadonlySet<string> {
  const packages = new Set(facts.of('package').map(({ at }) => posix.dirname(at.file)))
  const isOfLibrary = (file: string): boolean =>
    serviceOf(file) === undefined &&
    sourceLanguage(file) !== undefined &&
    !isTestFile(file) &&
    !isMigration(file) &&
    foldersAbove(file).some((folder) => folder !== '.' && packages.has(folder))
  return new Set(
    facts.of('table').flatMap(({ at, use, table }) => (use === 'creates' && isOfLibrary(at.file) ? [table] : [])),
  )
}

/** Services that hold the migrations of others: two of those at least map a table of theirs that is made there. */
function holders(makers: ReadonlyMap<string, readonly { readonly service: string }[]>): (service: string) => boolean {
  const beside = new Map<string, Set<string>>()
  const tables = new Map<string, number>()
  for (const made of makers.values()) {
    const services = new Set(made.map(({ service }) => service))
    for (const service of services) {
      tables.set(service, (tables.get(service) ?? 0) + 1)
      const others = beside.get(service) ?? new Set()
      for (const other of services) if (other !== service) others.add(other)
      beside.set(service, others)
    }
  }
  const own = (service: string): number => tables.get(service) ?? 0
  return (service) => {
    const others = [...(beside.get(service) ?? [])]
    return others.length > 1 && others.every((other) => own(other) < own(service))
  }
}

/** `order_items` and `OrderItem` are one thing. */
const singular = (name: string): string => name.toLowerCase().replace(/_/g, '').replace(/e?s$/, '')
