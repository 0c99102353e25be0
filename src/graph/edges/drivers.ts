import type { At } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { EdgeKind, Resource, Service } from '../graph.ts'
import { isInfrastructureImage, protocolOf, resourceKind } from '../infrastructure.ts'
import type { LibraryUsers } from '../library-users.ts'
import { serviceOf } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'
import { bringers, drivers, type Store, stores } from './driver-names.ts'
import type { EdgeSet } from './edge-set.ts'

/** Libraries that load a driver by its name: code that imports one does not import the driver. */
const loaders: Readonly<Record<Store, RegExp>> = {
  database:
    /^(?:typeorm|@nestjs\/(?:typeorm|sequelize)|sequelize(?:-typescript)?|knex|objection|@mikro-orm\/\w+|drizzle-orm(?:\/.*)?)$|^(?:sqlalchemy|sqlmodel|django\.db|tortoise|databases)(?:\.|$)/,
  cache: /^(?:bull|bullmq|@nestjs\/(?:bull|bullmq|cache-manager|microservices)|connect-redis|@keyv\/redis)$/,
  broker: /^@nestjs\/microservices$/,
}
/** Ecosystems whose packages for a store stand in no import that we read. */
const withoutImports = new Set(['maven', 'nuget'])
/** Mappings of Java to tables: which database is behind them, only the manifest tells. */
const mapping = /^(?:jakarta|javax)\.persistence\.|^org\.springframework\.data\.(?:jpa|jdbc|repository)\./
/** What opens a database through a driver that is only loaded. */
const opener =
  /^database\/sql$|(?:^|\/)(?:gorm|sqlx|xorm|bun|pop|dbr|goqu|upper\/db|ent|migrate)(?:\/v\d+)?(?:\/|$)|^entgo\.io\//
/** Databases inside of the process, which a framework takes where it is told of no other. */
const embedded = /^(?:org\.hsqldb:hsqldb|com\.h2database:h2|org\.apache\.derby:derby)$/

/**
 * Stores whose address nothing in the repository tells: the code imports a library that speaks with one, and no store of
 * that kind is known of the service. Each is a store of its own: nothing shows that two services mean the same.
 */
export function driverEdges(
  edges: EdgeSet,
  services: readonly Service[],
  facts: FactIndex,
  ownersOf: LibraryUsers,
): Resource[] {
  const resources = new Map<string, Resource>()
  const onlyBroker = brokersThatRun(facts)
  const use = (service: Service, store: string, kind: Store, at: At, detail: string): void => {
    if (edges.hasFrom(service.name, kind)) return
    const name = (kind === 'broker' ? onlyBroker(store) : undefined) ?? `${store} of ${service.name}`
    if (!resources.has(name)) resources.set(name, { name, kind })
    pending.push(() =>
      edges.observe(service.name, name, kind satisfies EdgeKind, {
        ...at,
        kind: 'driver',
        confidence: 0.5,
        detail,
      }),
    )
  }
  // Written only when all have been looked at: one import must not hide the next.
  const pending: (() => void)[] = []
  const loading = new Map(services.map((service) => [service, new Set<Store>()]))
  const inProcess = embeddedDatabases(services, facts)
  // Code imports the same few packages again and again.
  const knownOf = remembered((specifier: string) => {
    const [, store, kind] = drivers.find(([pattern]) => pattern.test(specifier)) ?? []
    return {
      loads: stores.filter((each) => loaders[each].test(specifier)),
      opens: opener.test(specifier),
      store,
      kind,
    }
  })
  const openers = new Set(
    facts
      .of('import')
      .flatMap(({ at, specifier, onlyLoaded }) =>
        !onlyLoaded && knownOf(specifier).opens && !isTestFile(at.file) ? [serviceOf({ services }, at.file)] : [],
      ),
  )
  for (const fact of facts.of('import')) {
    if (fact.typeOnly || isTestFile(fact.at.file)) continue
    const { loads, store, kind } = knownOf(fact.specifier)
    const isMapping = mapping.test(fact.specifier)
    if (loads.length === 0 && store === undefined && !isMapping) continue
    for (const service of ownersOf(fact.at.file)) {
      for (const each of loads) loading.get(service)?.add(each)
      if (fact.onlyLoaded && !openers.has(service)) continue
      if (store !== undefined && kind !== undefined) use(service, store, kind, fact.at, `imports ${fact.specifier}`)
      const database = isMapping ? inProcess.get(service) : undefined
      if (database !== undefined) use(service, database, 'database', fact.at, `imports ${fact.specifier}`)
    }
  }
  for (const { at, store, detail } of facts.of('data-source')) {
    const kind = stores.find((each) => each === resourceKind(store)) ?? 'database'
    for (const service of isTestFile(at.file) ? [] : ownersOf(at.file)) use(service, store, kind, at, detail)
  }
  for (const write of pending) write()
  pending.length = 0
  for (const { at, ecosystem, dependencies } of facts.of('package')) {
    const service = serviceOf({ services }, at.file)
    for (const dependency of service ? dependencies : []) {
      const [, store, kind] = bringers.find(([pattern]) => !dependency.dev && pattern.test(dependency.name)) ?? []
      if (service === undefined || store === undefined || kind === undefined) continue
      if (withoutImports.has(ecosystem) || loading.get(service)?.has(kind))
        use(service, store, kind, dependency.at, `depends on ${dependency.name}`)
    }
  }
  for (const write of pending) write()
  return [...resources.values()]
}

function remembered<Value>(make: (key: string) => Value): (key: string) => Value {
  const values = new Map<string, Value>()
  return (key) => {
    const known = values.get(key) ?? make(key)
    values.set(key, known)
    return known
  }
}

/**
 * The broker of a kind, where the manifests run just one: whoever speaks with that kind means it. Of databases nobody can
 * tell so: one server has many.
 */
function brokersThatRun(facts: FactIndex): (store: string) => string | undefined {
  const names = new Map<string, Set<string>>()
  for (const { name, containers, partial } of facts.of('workload')) {
    const image = containers.find(({ role }) => role === 'main')?.image
    const protocol = image !== undefined && isInfrastructureImage(image) ? protocolOf(image) : undefined
    if (protocol !== undefined && !partial) names.set(protocol, (names.get(protocol) ?? new Set()).add(name))
  }
  return (store) => {
    const protocol = protocolOf(store)
    const [name, ...others] = (protocol === undefined ? undefined : names.get(protocol)) ?? []
    return name === undefined || others.length > 0 ? undefined : `${protocol}://${name}`
  }
}

function embeddedDatabases(services: readonly Service[], facts: FactIndex): Map<Service, string> {
  return new Map(
    facts.of('package').flatMap(({ at, dependencies }) => {
      const service = serviceOf({ services }, at.file)
      const found = dependencies.find(({ name, dev }) => !dev && embedded.test(name))
      return service && found ? [[service, found.name.replace(/^.*:/, '')] as const] : []
    }),
  )
}
