import type { FactIndex } from '../../../facts/fact-index.ts'
import { placeOf, type Service } from '../../graph.ts'
import { builtWith, type JvmModules, jvmModules } from '../../imports/jvm-modules.ts'
import type { ImportResolver } from '../../imports/resolver.ts'
import { serviceOf, servicesOf } from '../../subjects/of-file.ts'
import { isTestFile } from '../../test-file.ts'

/** What libraries for databases of rows are called. */
const ofRows =
  /jdbc|jpa|batis|hibernate|jooq|flyway|liquibase|postgres|mysql|mariadb|oracle|(?:^|[:.-])(?:h2|db2)(?:$|[:.-])|hsqldb|sqlserver|mssql|druid|hikari|datasource|sharding|quartz|batch|camunda|flowable|activiti|eventuate/i

/** Settings that Spring reads where a library for them is there, and what such libraries are called. */
const readBy: readonly (readonly [RegExp, RegExp])[] = [
  [/^SPRING_(?:DATASOURCE|R2DBC)_/, ofRows],
  [/^SPRING_(?:KAFKA|CLOUD_STREAM_KAFKA)_/, /kafka/i],
  [/^SPRING_(?:RABBITMQ|CLOUD_STREAM_RABBIT)_/, /amqp|rabbit/i],
  [/^SPRING_(?:DATA_)?REDIS_/, /redis|redisson|jedis|lettuce/i],
  [/^SPRING_DATA_MONGODB_/, /mongo/i],
  [/^SPRING_(?:DATA_)?ELASTICSEARCH_/, /elastic/i],
  [/^SPRING_(?:DATA_)?CASSANDRA_/, /cassandra|datastax/i],
  [/^ROCKETMQ_/, /rocketmq/i],
]

/** What people call such settings who fill in Spring's own with them, or read them themselves; by one anchor of compose all are given them. */
const calledSo: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:DB|DATABASE|JDBC|MYSQL|MARIADB|POSTGRES(?:QL)?)_(?:HOST|HOST_?NAME|URL|URI|SERVER)$/, ofRows],
  [/^REDIS_(?:HOST|HOST_?NAME|URL|URI|ADDR|ADDRESS|SERVER|NODES?)$/, /redis|redisson|jedis|lettuce|cach|session/i],
  [/^MONGO(?:DB)?_(?:HOST|HOST_?NAME|URL|URI)$/, /mongo/i],
  [/^RABBIT(?:_?MQ)?_(?:HOST|HOST_?NAME|URL|URI|ADDRESSES)$/, /amqp|rabbit|stream|bus/i],
  [/^KAFKA_(?:BOOTSTRAP_SERVERS?|BROKERS?|HOST|URL|SERVERS?)$/, /kafka|stream|bus|event/i],
]

/**
 * Whether nothing that a service is built with reads a setting: it was copied with the file. Where no manifest tells what
 * it is built with, everything may be read.
 */
export function readByNoLibrary(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
): (from: Service, setting: string | undefined) => boolean {
  const words = new Map<Service, ReadonlySet<string> | undefined>()
  const takenIn = facts.of('config-import').map(({ at, name }) => ({ by: serviceOf({ services }, at.file), name }))
  let modules: JvmModules | undefined
  let read: ReadonlySet<string> | undefined
  return (from, setting = '') => {
    const own = readBy.find(([pattern]) => pattern.test(setting))?.[1]
    const reader = own ?? calledSo.find(([pattern]) => pattern.test(setting))?.[1]
    if (reader === undefined) return false
    // What some file names, of the service or of nobody, is read whatever libraries are called.
    if (own === undefined) {
      read ??= readSettings(services, facts)
      if (read.has(keyOf(from, setting)) || read.has(keyOf(undefined, setting))) return false
    }
    modules ??= jvmModules(facts, resolve)
    if (!words.has(from)) words.set(from, builtWith(placeOf(from.path), modules)?.names)
    const names = words.get(from)
    if (names === undefined || [...names].some((name) => reader.test(name))) return false
    // Who has the settings of a cache from a file that is called after it has one.
    if (takenIn.some(({ by, name }) => by === from && reader.test(name))) return false
    return !facts
      .of('import')
      .some(
        ({ at, specifier }) =>
          reader.test(specifier) && !isTestFile(at.file) && servicesOf({ services }, at.file).includes(from),
      )
  }
}

const keyOf = (service: Service | undefined, setting: string): string => `${service?.name ?? ''}\0${setting}`

/** What files read by its name, by the services that they belong to. */
const readSettings = (services: readonly Service[], facts: FactIndex): ReadonlySet<string> =>
  new Set(
    facts.of('env-read').flatMap(({ at, name }) => {
      if (isTestFile(at.file)) return []
      const owners = servicesOf({ services }, at.file)
      return owners.length === 0 ? [keyOf(undefined, name)] : owners.map((owner) => keyOf(owner, name))
    }),
  )
