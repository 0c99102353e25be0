import type { FactIndex } from '../../facts/fact-index.ts'
import { isConvention } from '../../facts/gradle/convention.ts'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import { type JvmModules, jvmModules } from '../imports/jvm-modules.ts'
import type { ImportResolver } from '../imports/resolver.ts'
import { serviceOf } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'

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
    if (!words.has(from)) words.set(from, dependencyNames(from, modules))
    const names = words.get(from)
    if (names === undefined || [...names].some((name) => reader.test(name))) return false
    return !facts
      .of('import')
      .some(
        ({ at, specifier }) =>
          reader.test(specifier) && !isTestFile(at.file) && serviceOf({ services }, at.file) === from,
      )
  }
}

/** All that a service is built with by its manifests: its own, those further up, and those of modules that it names. */
function dependencyNames({ path }: Service, { manifests, named, links }: JvmModules): ReadonlySet<string> | undefined {
  if (!manifests.has(path)) return undefined
  const names = new Set<string>()
  // Which plugins of the build's own a module applies is not looked at.
  const conventions = [...manifests].flatMap(([folder, [first]]) =>
    first !== undefined && isConvention(first.at.file) ? [folder] : [],
  )
  const folders = new Set([path, '.', ...foldersAbove(path), ...conventions])
  // A set tells of what is added while it is walked.
  for (const folder of folders) {
    for (const { name, dev, optional } of (manifests.get(folder) ?? []).flatMap(({ dependencies }) => dependencies)) {
      // What is optional to a module is not handed on to those that are built with it.
      if (dev || (optional && folder !== path)) continue
      names.add(name)
      const module = named.get(name)
      if (module !== undefined) folders.add(module)
    }
    for (const module of links.get(folder) ?? []) folders.add(module)
  }
  return names
}
