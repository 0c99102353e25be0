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
 * Brokers that a project of .NET speaks with which several programs share (`EventBus.RabbitMQ`), of those programs that
 * are built with it and take messages in code of their own. Where such projects speak with several brokers, settings choose one.
 */
export function busLibraries({ services, facts }: Sources): StoreUse[] {
  const shared = facts.of('package').flatMap(({ at, ecosystem, dependencies }) => {
    if (ecosystem !== 'nuget' || isTestFile(at.file) || serviceOf({ services }, at.file)) return []
    return dependencies.flatMap(({ name, dev, at: place }) => {
      const store = dev ? undefined : bringers.find(([pattern]) => pattern.test(name))?.[1]
      const isBroker = store !== undefined && kindOf(store) === 'broker'
      return isBroker ? [{ folder: posix.dirname(at.file), store, name, place }] : []
    })
  })
  if (shared.length === 0) return []
  const projectsOf = builtProjects(facts)
  return [...taking(services, facts)].flatMap((service) => {
    const built = new Set(projectsOf(service).map(({ folder }) => folder))
    const own = shared.filter(({ folder }) => built.has(folder))
    if (new Set(own.map(({ store }) => store)).size !== 1) return []
    return own
      .slice(0, 1)
      .map(({ store, name, place }) => ({ service, store, at: place, detail: `is built with ${name}` }))
  })
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
