import type { At } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { bringers, drivers } from '../../products/drivers.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { embeddedDatabase, jvmBringers, jvmDrivers, rowDrivers, rowMapping } from '../../products/jvm-drivers.ts'
import { protocolOf, storeKind } from '../../products/protocols.ts'
import type { StoreKind } from '../../products/stores.ts'
import { storeKinds } from '../calls.ts'
import type { Resource, Service } from '../graph.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { serviceOf } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'
import type { EdgeSet } from './edge-set.ts'

/** Languages of which one file imports just what it uses of another. */
const ofClasses: ReadonlySet<string | undefined> = new Set(['java', 'kotlin'])
/** Settings that bind a program to topics. */
const isSettings = /\.(?:ya?ml|properties)$/

/** Stores whose drivers are loaded by name, too. */
const loadedByName = ['database', 'cache', 'broker'] as const satisfies readonly StoreKind[]
/** Libraries that load a driver by its name: code that imports one does not import the driver. */
const loaders: Readonly<Record<(typeof loadedByName)[number], RegExp>> = {
  database:
    /^(?:typeorm|@nestjs\/(?:typeorm|sequelize)|sequelize(?:-typescript)?|knex|objection|@mikro-orm\/\w+|drizzle-orm(?:\/.*)?)$|^(?:sqlalchemy|sqlmodel|django\.db|tortoise|databases)(?:\.|$)/,
  cache: /^(?:bull|bullmq|@nestjs\/(?:bull|bullmq|cache-manager|microservices)|connect-redis|@keyv\/redis)$/,
  broker: /^@nestjs\/microservices$/,
}
/** Ecosystems whose packages for a store stand in no import that we read. */
const withoutImports = new Set(['nuget'])
/** What opens a database through a driver that is only loaded. */
const opener =
  /^database\/sql$|(?:^|\/)(?:gorm|sqlx|xorm|bun|pop|dbr|goqu|upper\/db|ent|migrate)(?:\/v\d+)?(?:\/|$)|^entgo\.io\//

/**
 * Stores whose address nothing in the repository tells: the code imports a library that speaks with one, and no store of
 * that kind is known of the service. Each is a store of its own: nothing shows that two services mean the same.
 */
export function driverEdges(
  edges: EdgeSet,
  services: readonly Service[],
  facts: FactIndex,
  ownersOf: LibraryUsers,
  usersOf: LibraryUsers,
): Resource[] {
  const resources = new Map<string, Resource>()
  const onlyBroker = brokersThatRun(facts)
  const use = (service: Service, store: string, at: At, detail: string): void => {
    const kind = kindOf(store)
    if (isKnown(edges, service, store, kind)) return
    const name = (kind === 'broker' ? onlyBroker(store) : undefined) ?? `${store} of ${service.name}`
    if (!resources.has(name)) resources.set(name, { name, kind })
    pending.push(() =>
      edges.observe(service.name, name, storeKinds[kind], {
        ...at,
        kind: 'driver',
        confidence: 0.5,
        detail,
      }),
    )
  }
  // Written only when all have been looked at: one import must not hide the next.
  const pending: (() => void)[] = []
  const loading = new Map(services.map((service) => [service, new Set<StoreKind>()]))
  const imported = new Map(services.map((service) => [service, new Set<string>()]))
  const databases = rowDatabases(services, facts)
  // Code imports the same few packages again and again.
  const knownOf = remembered((specifier: string) => {
    const [, store] = [...jvmDrivers, ...drivers].find(([pattern]) => pattern.test(specifier)) ?? []
    return {
      keepsRows: rowMapping.test(specifier),
      loads: loadedByName.filter((each) => loaders[each].test(specifier)),
      opens: opener.test(specifier),
      store,
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
    const { loads, keepsRows, store } = knownOf(fact.specifier)
    const isClass = ofClasses.has(fact.language)
    if (loads.length === 0 && store === undefined && !keepsRows && !isClass) continue
    const owners = ownersOf(fact.at.file)
    for (const service of owners) {
      for (const each of loads) loading.get(service)?.add(each)
      if (isClass) imported.get(service)?.add(fact.specifier)
      if (fact.onlyLoaded && !openers.has(service)) continue
      if (store !== undefined) use(service, store, fact.at, `imports ${fact.specifier}`)
      const database = keepsRows ? databases.get(service) : undefined
      if (database !== undefined) use(service, database, fact.at, `imports ${fact.specifier}`)
    }
    if (owners.length > 0 || store === undefined || !isClass) continue
    // What a class of a library speaks with is a store of whoever builds on that class.
    for (const user of usersOf(fact.at.file)) use(user, store, fact.at, `imports ${fact.specifier}`)
  }
  for (const { at, store, detail } of facts.of('data-source')) {
    for (const service of isTestFile(at.file) ? [] : ownersOf(at.file)) use(service, store, at, detail)
  }
  for (const write of pending) write()
  pending.length = 0
  const isImported = (service: Service, pattern: RegExp): boolean =>
    [...(imported.get(service) ?? [])].some((specifier) => pattern.test(specifier))
  const bound = new Set(
    facts.of('topic').map(({ at }) => (isSettings.test(at.file) ? serviceOf({ services }, at.file) : undefined)),
  )
  for (const { at, ecosystem, dependencies } of facts.of('package')) {
    const service = serviceOf({ services }, at.file)
    for (const { name, dev, at: place } of service ? dependencies : []) {
      const [, store, needed] = (dev ? undefined : jvmBringers.find(([pattern]) => pattern.test(name))) ?? []
      if (service === undefined || store === undefined) continue
      // Functions of Spring Cloud Stream import nothing of it: settings bind them.
      const isUsed =
        needed === undefined || isImported(service, needed) || (kindOf(store) === 'broker' && bound.has(service))
      if (isUsed) use(service, store, place, `depends on ${name}`)
    }
    for (const dependency of service ? dependencies : []) {
      const [, store] = bringers.find(([pattern]) => !dependency.dev && pattern.test(dependency.name)) ?? []
      if (service === undefined || store === undefined) continue
      if (withoutImports.has(ecosystem) || loading.get(service)?.has(kindOf(store)))
        use(service, store, dependency.at, `depends on ${dependency.name}`)
    }
  }
  for (const write of pending) write()
  return [...resources.values()]
}

/** Databases that nobody runs as a server have no row of their own. */
const kindOf = (store: string): StoreKind => storeKind(store) ?? 'database'

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

/** The database whose driver each service is built with; one inside of the process first: nothing tells of another. */
function rowDatabases(services: readonly Service[], facts: FactIndex): Map<Service, string> {
  const found = new Map<Service, string>()
  for (const { at, dependencies } of facts.of('package')) {
    const service = serviceOf({ services }, at.file)
    const names = dependencies.flatMap(({ name, dev }) => (dev ? [] : [name]))
    const inProcess = names.find((name) => embeddedDatabase.test(name))
    const driver = rowDrivers.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1]
    const database = inProcess?.replace(/^.*:|.*(?=h2$|derby$)/g, '') ?? driver
    if (service && database !== undefined && (inProcess !== undefined || !found.has(service)))
      found.set(service, database)
  }
  return found
}

/** Whether a store of its kind is known of a service. In the JVM a driver of another kind of database is another one. */
function isKnown(edges: EdgeSet, { name, language }: Service, store: string, kind: StoreKind): boolean {
  const protocol = protocolOf(store)
  return edges.targetsOf(name, storeKinds[kind]).some((target) => {
    const other = protocolOf(target)
    return !ofClasses.has(language) || protocol === undefined || other === undefined || other === protocol
  })
}
