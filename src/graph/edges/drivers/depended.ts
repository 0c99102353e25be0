import { posix } from 'node:path'
import type { PackageFact } from '../../../facts/fact.ts'
import { bringers } from '../../../products/drivers.ts'
import { jvmBringers } from '../../../products/jvm-drivers.ts'
import type { Service } from '../../graph.ts'
import { serviceOf } from '../../subjects/of-file.ts'
import type { Sources } from '../sources.ts'
import { chosenBinders } from './binders.ts'
import { chosenProviders } from './chosen-providers.ts'
import { cratesOf } from './crates.ts'
import type { ImportedDrivers } from './imported.ts'
import { kindOf, type StoreUse } from './uses.ts'

/** Ecosystems whose packages for a store stand in no import that we read. */
const withoutImports = new Set(['nuget', 'rubygems', 'composer', 'cargo'])
/** Libraries that carry messages over whichever product a package of theirs is for: a program has them carried by one. */
const bus = /^(?:MassTransit|Rebus|NServiceBus|WolverineFx|DotNetCore\.CAP|SlimMessageBus|Convey\.MessageBrokers)\./
/** Clients of brokers that NestJS loads for a transport that code names; whoever calls them itself imports them. */
const ofTransports = /^(?:kafkajs|amqplib|amqp-connection-manager|nats|mqtt)$/
/** Settings that bind a program to topics. */
const isSettings = /\.(?:ya?ml|properties)$/

/** Stores that manifests tell of: by packages that bring a driver along, where code has use for it. */
export function dependedDrivers(
  { services, facts, ownersOf }: Sources,
  { loading, classes }: ImportedDrivers,
): StoreUse[] {
  // Functions of Spring Cloud Stream import nothing of it: settings bind them.
  const bound = new Set(
    facts.of('topic').map(({ at }) => (isSettings.test(at.file) ? serviceOf({ services }, at.file) : undefined)),
  )
  const isOther = chosenBinders(services, facts)
  const isChosen = chosenProviders(facts)
  // What a crate depends on, whoever is built with that crate does.
  const ownersOfPackage = ({ at, ecosystem }: PackageFact): readonly Service[] => {
    const service = serviceOf({ services }, at.file)
    if (service) return [service]
    return ecosystem === 'cargo' ? ownersOf(posix.join(posix.dirname(at.file), 'lib.rs')) : []
  }
  const crates = cratesOf(facts)
  const usesOf = (service: Service, fact: PackageFact): StoreUse[] => {
    const { ecosystem } = fact
    const needed = [...fact.dependencies, ...crates.offeredTo(fact)].filter(({ dev }) => !dev)
    const imports = (pattern: RegExp): boolean =>
      [...(classes.get(service) ?? [])].some((specifier) => pattern.test(specifier))
    const ofJvm = needed.flatMap(({ name, at: place }): StoreUse[] => {
      const [, store, user] = jvmBringers.find(([pattern]) => pattern.test(name)) ?? []
      const isUsed =
        store !== undefined &&
        !isOther(service, name) &&
        (user === undefined || imports(user) || (kindOf(store) === 'broker' && bound.has(service)))
      return isUsed ? [{ service, store, at: place, detail: `depends on ${name}` }] : []
    })
    const isOfNest = needed.some(({ name }) => name === '@nestjs/microservices')
    const others = needed.flatMap(({ name, at: place }): StoreUse[] => {
      if (isOfNest && ofTransports.test(name)) return []
      const [, store] = bringers.find(([pattern]) => pattern.test(name)) ?? []
      if (store !== undefined && !isChosen(service, name, store)) return []
      const isUsed = store !== undefined && (withoutImports.has(ecosystem) || loading.get(service)?.has(kindOf(store)))
      const transport = bus.exec(name)?.[0]
      const told = { service, store: store ?? '', at: place, detail: `depends on ${name}` }
      return isUsed ? [transport === undefined ? told : { ...told, oneOf: transport }] : []
    })
    return [...ofJvm, ...others]
  }
  // A crate that has clients for many stores is there for whoever does not say itself which of them it needs.
  const own = facts.of('package').filter(crates.namesStores)
  const told = new Set(own.flatMap(({ at }) => serviceOf({ services }, at.file) ?? []))
  return facts.of('package').flatMap((fact) => {
    const isKit = crates.isKit(fact) && serviceOf({ services }, fact.at.file) === undefined
    const users = ownersOfPackage(fact).filter((service) => !(isKit && told.has(service)))
    return users.flatMap((service) => usesOf(service, fact))
  })
}
