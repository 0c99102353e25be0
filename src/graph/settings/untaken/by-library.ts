import type { FactIndex } from '../../../facts/fact-index.ts'
import { placeOf, type Service } from '../../graph.ts'
import { builtWith, type JvmModules, jvmModules } from '../../imports/jvm-modules.ts'
import type { ImportResolver } from '../../imports/resolver.ts'
import { servicesOf } from '../../subjects.ts'
import { isTestFile } from '../../test-file.ts'

/** Settings that Spring reads where a library for them is there, and what such libraries are called. */
const readBy: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^SPRING_(?:DATASOURCE|R2DBC)_/,
    /jdbc|jpa|batis|hibernate|jooq|flyway|liquibase|postgres|mysql|mariadb|oracle|(?:^|[:.-])(?:h2|db2)(?:$|[:.-])|hsqldb|sqlserver|mssql|druid|hikari|datasource|sharding|quartz|batch|camunda|flowable|activiti|eventuate/i,
  ],
  [/^SPRING_(?:KAFKA|CLOUD_STREAM_KAFKA)_/, /kafka/i],
  [/^SPRING_(?:RABBITMQ|CLOUD_STREAM_RABBIT)_/, /amqp|rabbit/i],
  [/^SPRING_(?:DATA_)?REDIS_/, /redis|redisson|jedis|lettuce/i],
  [/^SPRING_DATA_MONGODB_/, /mongo/i],
  [/^SPRING_(?:DATA_)?ELASTICSEARCH_/, /elastic/i],
  [/^ROCKETMQ_/, /rocketmq/i],
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
  let modules: JvmModules | undefined
  return (from, setting = '') => {
    const reader = readBy.find(([pattern]) => pattern.test(setting))?.[1]
    if (reader === undefined) return false
    modules ??= jvmModules(facts, resolve)
    if (!words.has(from)) words.set(from, builtWith(placeOf(from.path), modules)?.names)
    const names = words.get(from)
    if (names === undefined || [...names].some((name) => reader.test(name))) return false
    return !facts
      .of('import')
      .some(
        ({ at, specifier }) =>
          reader.test(specifier) && !isTestFile(at.file) && servicesOf({ services }, at.file).includes(from),
      )
  }
}
