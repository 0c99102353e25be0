import type { ImportFact } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { drivers } from '../../../products/drivers.ts'
import { embeddedDatabase, jvmDrivers, rowDrivers, rowMapping } from '../../../products/jvm-drivers.ts'
import { keepsRows as isOfRows, protocolOf } from '../../../products/protocols.ts'
import type { StoreKind } from '../../../products/stores.ts'
import { placeOf, type Service } from '../../graph.ts'
import { builtWith, jvmModules } from '../../imports/jvm-modules.ts'
import type { ImportResolver } from '../../imports/resolver.ts'
import { serviceOf, servicesOf } from '../../subjects/of-file.ts'
import { isTestFile } from '../../test-file.ts'
import type { Sources } from '../sources.ts'
import { directUsers } from './direct-users.ts'
import { usersOfKits } from './kits.ts'
import { kindOf, ofClasses, type StoreUse } from './uses.ts'

/** Stores whose drivers are loaded by name, too. */
const loadedByName = ['database', 'cache', 'broker'] as const satisfies readonly StoreKind[]
/** Libraries that load a driver by its name: code that imports one does not import the driver. */
const loaders: Readonly<Record<(typeof loadedByName)[number], RegExp>> = {
  database:
    /^(?:typeorm|@nestjs\/(?:typeorm|sequelize)|sequelize(?:-typescript)?|knex|objection|@mikro-orm\/\w+|drizzle-orm(?:\/.*)?)$|^(?:sqlalchemy|sqlmodel|django\.db|tortoise|databases)(?:\.|$)/,
  cache: /^(?:bull|bullmq|@nestjs\/(?:bull|bullmq|cache-manager|microservices)|connect-redis|@keyv\/redis)$/,
  broker: /^@nestjs\/microservices$|^moleculer(?:-|$)/,
}
/** What opens a database through a driver that is only loaded. */
const opener =
  /^database\/sql$|(?:^|\/)(?:gorm|gorose|sqlx|xorm|bun|pop|dbr|goqu|upper\/db|ent|migrate|(?:astaxie|beego)\/beego(?:\/v\d+)?\/(?:client\/)?orm)(?:\/v\d+)?(?:\/|$)|^entgo\.io\//

/** What code imports of drivers, and of what loads them by their names. */
export interface ImportedDrivers {
  readonly uses: readonly StoreUse[]
  /** Kinds of stores for which each service has a library that loads a driver. */
  readonly loading: ReadonlyMap<Service, ReadonlySet<StoreKind>>
  /** What classes each service imports. */
  readonly classes: ReadonlyMap<Service, ReadonlySet<string>>
}

/** Stores that imports tell of. */
export function importedDrivers(sources: Sources): ImportedDrivers {
  const { services, facts, resolve, stores, usersOf, isUnread } = sources
  const uses: StoreUse[] = []
  const loading = new Map(services.map((service) => [service, new Set<StoreKind>()]))
  const classes = new Map(services.map((service) => [service, new Set<string>()]))
  const databases = rowDatabases(services, facts, resolve)
  const openers = openersOf(facts, stores.of)
  const asking = openersOf(facts, (file) => servicesOf({ services }, file))
  // What all programs are built with opens a database for those who ask it for rows in code of their own.
  const takingRows = (store: string | undefined, users: readonly Service[]): readonly Service[] =>
    store !== undefined && isOfRows(protocolOf(store) ?? store) ? users.filter((user) => asking.has(user)) : []
  const otherQueues = otherQueuesOf(services, facts)
  const usersOfKit = usersOfKits(services, facts)
  const isDirect = directUsers(sources)
  for (const fact of facts.of('import')) {
    const { loads, keepsRows, store } = knownOf(fact.specifier)
    const isClass = ofClasses.has(fact.language)
    if (loads.length === 0 && store === undefined && !keepsRows && !isClass) continue
    if (fact.typeOnly || isTestFile(fact.at.file) || takesOnlyIds(fact)) continue
    const all = stores.isUsual(fact.at.file) ? takingRows(store, stores.of(fact.at.file)) : stores.of(fact.at.file)
    const owners = store === undefined ? all : usersOfKit(fact.at.file, store, all)
    const told = { at: fact.at, detail: `imports ${fact.specifier}`, sharedBy: owners }
    for (const service of owners) {
      for (const each of loads) loading.get(service)?.add(each)
      if (isClass) classes.get(service)?.add(fact.specifier)
      if (fact.onlyLoaded && !openers.has(service)) continue
      const database = keepsRows ? databases.get(service) : undefined
      const queue = store === usualQueue && otherQueues.has(service) ? undefined : store
      const sharedBy = isDirect(service, fact.at.file) ? [] : told.sharedBy
      for (const each of [queue, database])
        if (each !== undefined) uses.push({ service, store: each, ...told, sharedBy })
    }
    if (owners.length > 0 || store === undefined || !isClass) continue
    // What a class of a library speaks with is a store of whoever builds on that class.
    // It may be there for those alone who bring the driver: in Maven they call it optional.
    const users = usersOf(fact.at.file).filter((service) => !isUnread(service, settings.get(store)))
    for (const service of users) uses.push({ service, store, ...told })
  }
  return { uses, loading, classes }
}

/** Finds the one protocol of a database that the code of a service speaks, if it is one; imports are looked at when first asked. */
export function spokenDatabases(sources: Sources): (of: Service) => string | undefined {
  let spoken: Map<Service, Set<string>> | undefined
  return (service) => {
    if (spoken === undefined) {
      spoken = new Map()
      for (const { service: of, store } of importedDrivers(sources).uses) {
        const protocol = kindOf(store) === 'database' ? protocolOf(store) : undefined
        if (protocol !== undefined) spoken.set(of, (spoken.get(of) ?? new Set()).add(protocol))
      }
    }
    const [only, ...others] = spoken.get(service) ?? []
    return others.length > 0 ? undefined : only
  }
}

/** What drivers of MongoDB offer besides, to whoever names ids and rows: no connection is made of it. */
const ofIds =
  /^(?:Types|ObjectId|isValidObjectId|isObjectIdOrHexString|Document|HydratedDocument|FilterQuery|UpdateQuery)$/

const takesOnlyIds = ({ specifier, names = [] }: ImportFact): boolean =>
  /^(?:mongoose|mongodb)$/.test(specifier) && names.length > 0 && names.every((name) => ofIds.test(name))

/** Settings that are read wherever the driver of a store is there. */
const settings: ReadonlyMap<string, string> = new Map([
  ['rabbitmq', 'SPRING_RABBITMQ_HOST'],
  ['kafka', 'SPRING_KAFKA_BOOTSTRAP_SERVERS'],
  ['rocketmq', 'ROCKETMQ_NAME_SERVER'],
  ['redis', 'SPRING_DATA_REDIS_HOST'],
  ['mongodb', 'SPRING_DATA_MONGODB_URI'],
  ['elasticsearch', 'SPRING_ELASTICSEARCH_URIS'],
])

/** What the interfaces of JMS lead to where nothing says otherwise. */
const usualQueue = 'activemq'
/** What else answers behind them. */
const otherQueue = /aqjms|aqapi|ibm\.mq|mq-jms|solace|sqs|qpid|pulsar-jms/i

/** Services that have the queues of another product behind JMS. */
const otherQueuesOf = (services: readonly Service[], facts: FactIndex): ReadonlySet<Service | undefined> =>
  new Set(
    facts
      .of('package')
      .filter(({ dependencies }) => dependencies.some(({ name, dev }) => !dev && otherQueue.test(name)))
      .map(({ at }) => serviceOf({ services }, at.file)),
  )

/** What an import says of stores. Code imports the same few packages again and again. */
const knownOf = remembered((specifier: string) => {
  const [, store] = [...jvmDrivers, ...drivers].find(([pattern]) => pattern.test(specifier)) ?? []
  return {
    keepsRows: rowMapping.test(specifier),
    loads: loadedByName.filter((each) => loaders[each].test(specifier)),
    opens: opener.test(specifier),
    store,
  }
})

function remembered<Value>(make: (key: string) => Value): (key: string) => Value {
  const values = new Map<string, Value>()
  return (key) => {
    const known = values.get(key) ?? make(key)
    values.set(key, known)
    return known
  }
}

/** Services whose code, or that of a library that they reach, opens a database by the name of its driver. */
function openersOf(facts: FactIndex, usersOf: Sources['stores']['of']): ReadonlySet<Service> {
  return new Set(
    facts
      .of('import')
      .flatMap(({ at, specifier, onlyLoaded }) =>
        !onlyLoaded && knownOf(specifier).opens && !isTestFile(at.file) ? usersOf(at.file) : [],
      ),
  )
}

/** What programs name to have Spring make no connection: `exclude = DataSourceAutoConfiguration.class`. */
const leavesOut = /\.DataSourceAutoConfiguration$/

/** What rows are asked for with. */
const asksForRows = /\.(?:BaseMapper|ServiceImpl|JdbcTemplate|(?:Jpa|Crud|PagingAndSorting)Repository)$/

/** The database whose driver each service is built with; one inside of the process first: nothing tells of another. */
function rowDatabases(services: readonly Service[], facts: FactIndex, resolve: ImportResolver): Map<Service, string> {
  const found = new Map<Service, string>()
  const take = (service: Service, names: readonly string[]): void => {
    const inProcess = names.find((name) => embeddedDatabase.test(name))
    const driver = rowDrivers.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1]
    const database = inProcess?.replace(/^.*:|.*(?=h2$|derby$)/g, '') ?? driver
    if (database !== undefined && (inProcess !== undefined || !found.has(service))) found.set(service, database)
  }
  for (const { at, dependencies } of facts.of('package')) {
    const names = dependencies.flatMap(({ name, dev }) => (dev ? [] : [name]))
    for (const service of servicesOf({ services }, at.file)) take(service, names)
  }
  // A library of the system's own may bring the driver, for those who do not have Spring leave out what it is for; they
  // may do so to put something else in its place.
  const importersOf = (what: RegExp): ReadonlySet<Service | undefined> =>
    new Set(
      facts
        .of('import')
        .flatMap(({ at, specifier }) => (what.test(specifier) ? [serviceOf({ services }, at.file)] : [])),
    )
  const [leaving, asking] = [importersOf(leavesOut), importersOf(asksForRows)]
  const without = new Set(services.filter((service) => leaving.has(service) && !asking.has(service)))
  const others = services.filter(
    (service) => ofClasses.has(service.language) && !found.has(service) && !without.has(service),
  )
  const modules = others.length > 0 ? jvmModules(facts, resolve) : undefined
  for (const service of others) {
    take(service, [...((modules && builtWith(placeOf(service.path), modules)?.names) ?? [])])
  }
  return found
}
