import { bringers } from '../../../products/drivers.ts'
import { jvmBringers } from '../../../products/jvm-drivers.ts'
import { serviceOf } from '../../subjects.ts'
import type { Sources } from '../sources.ts'
import type { ImportedDrivers } from './imported.ts'
import { kindOf, type StoreUse } from './uses.ts'

/** Ecosystems whose packages for a store stand in no import that we read. */
const withoutImports = new Set(['nuget', 'rubygems', 'composer'])
/** Libraries that carry messages over whichever product a package of theirs is for: a program has them carried by one. */
const bus = /^(?:MassTransit|Rebus|NServiceBus|WolverineFx|DotNetCore\.CAP|SlimMessageBus|Convey\.MessageBrokers)\./
/** Settings that bind a program to topics. */
const isSettings = /\.(?:ya?ml|properties)$/

/** Stores that manifests tell of: by packages that bring a driver along, where code has use for it. */
export function dependedDrivers({ services, facts }: Sources, { loading, classes }: ImportedDrivers): StoreUse[] {
  // Functions of Spring Cloud Stream import nothing of it: settings bind them.
  const bound = new Set(
    facts.of('topic').map(({ at }) => (isSettings.test(at.file) ? serviceOf({ services }, at.file) : undefined)),
  )
  return facts.of('package').flatMap(({ at, ecosystem, dependencies }) => {
    const service = serviceOf({ services }, at.file)
    const needed = service === undefined ? [] : dependencies.filter(({ dev }) => !dev)
    if (service === undefined) return []
    const imports = (pattern: RegExp): boolean =>
      [...(classes.get(service) ?? [])].some((specifier) => pattern.test(specifier))
    const ofJvm = needed.flatMap(({ name, at: place }): StoreUse[] => {
      const [, store, user] = jvmBringers.find(([pattern]) => pattern.test(name)) ?? []
      const isUsed =
        store !== undefined &&
        (user === undefined || imports(user) || (kindOf(store) === 'broker' && bound.has(service)))
      return isUsed ? [{ service, store, at: place, detail: `depends on ${name}` }] : []
    })
    const others = needed.flatMap(({ name, at: place }): StoreUse[] => {
      const [, store] = bringers.find(([pattern]) => pattern.test(name)) ?? []
      const isUsed = store !== undefined && (withoutImports.has(ecosystem) || loading.get(service)?.has(kindOf(store)))
      const transport = bus.exec(name)?.[0]
      const told = { service, store: store ?? '', at: place, detail: `depends on ${name}` }
      return isUsed ? [transport === undefined ? told : { ...told, oneOf: transport }] : []
    })
    return [...ofJvm, ...others]
  })
}
