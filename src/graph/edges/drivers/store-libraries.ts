import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { bringers } from '../../../products/drivers.ts'
import type { Service } from '../../graph.ts'
import { builtProjects } from '../../settings/untaken/built-projects.ts'
import { serviceOf } from '../../subjects/of-file.ts'
import { isTestFile } from '../../test-file.ts'
import type { Sources } from '../sources.ts'
import { kindOf, type StoreUse } from './uses.ts'

/**
 * Stores that a project of .NET speaks with which several programs share (`EventBus.RabbitMQ`), of those programs that are
 * built with it: of brokers those that take messages in code of their own, of all those that call a method which such a
 * project offers and calls after the store (`services.AddRedis(…)`). Where they speak with several brokers, settings choose one.
 */
export function storeLibraries({ services, facts }: Sources): StoreUse[] {
  const shared = facts.of('package').flatMap(({ at, ecosystem, dependencies }) => {
    if (ecosystem !== 'nuget' || isTestFile(at.file) || serviceOf({ services }, at.file)) return []
    return dependencies.flatMap(({ name, dev, at: place }) => {
      const store = dev ? undefined : bringers.find(([pattern]) => pattern.test(name))?.[1]
      return store === undefined ? [] : [{ folder: posix.dirname(at.file), store, name, place }]
    })
  })
  if (shared.length === 0) return []
  const projectsOf = builtProjects(facts)
  const takes = taking(services, facts)
  const { chosen, offered } = choosing(services, facts)
  return [...new Set([...takes, ...chosen.keys()])].flatMap((service) => {
    const built = new Set(projectsOf(service).map(({ folder }) => folder))
    const methods = offered.filter(({ folder }) => [...built].some((each) => `${folder}/`.startsWith(`${each}/`)))
    const own = shared.filter(({ folder }) => built.has(folder))
    const brokers = new Set(own.flatMap(({ store }) => (kindOf(store) === 'broker' ? [store] : [])))
    const isUsed = (store: string): boolean =>
      methods.some((each) => each.store === store && chosen.get(service)?.has(each.method)) ||
      (takes.has(service) && brokers.size === 1 && brokers.has(store))
    const used = new Map(own.flatMap((each) => (isUsed(each.store) ? [[each.store, each]] : [])))
    return [...used.values()].map(({ store, name, place }) => ({
      service,
      store,
      at: place,
      detail: `is built with ${name}`,
    }))
  })
}

/** The methods called after stores that services call, and those that projects of nobody offer, with the folders of their files. */
function choosing(services: readonly Service[], facts: FactIndex) {
  const chosen = new Map<Service, Set<string>>()
  const offered: { readonly folder: string; readonly store: string; readonly method: string }[] = []
  for (const { at, store, method, offered: isOffered } of facts.of('provider-use')) {
    if (isTestFile(at.file)) continue
    const service = serviceOf({ services }, at.file)
    if (service && !isOffered) chosen.set(service, (chosen.get(service) ?? new Set()).add(method))
    if (service === undefined && isOffered) offered.push({ folder: posix.dirname(at.file), store, method })
  }
  return { chosen, offered }
}

/** Services that take messages. To make one may be all that a program does which leaves it to another to send it. */
function taking(services: readonly Service[], facts: FactIndex): ReadonlySet<Service> {
  return new Set(
    facts
      .of('topic')
      .flatMap(({ role, at }) =>
        role === 'consumes' && !isTestFile(at.file) ? (serviceOf({ services }, at.file) ?? []) : [],
      ),
  )
}
