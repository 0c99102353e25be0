import type { FactIndex } from '../../../facts/fact-index.ts'
import type { Service } from '../../graph.ts'
import { serviceOf } from '../../subjects/of-file.ts'
import { isTestFile } from '../../test-file.ts'

/** A framework whose own files of settings offer every store that it knows, of which settings choose the ones in use. */
const framework = /^laravel\/(?:lumen-)?framework$/
/** Settings that choose; those that name a database are read before what stands in for them. */
const choosesDatabase = /^DB_CONNECTION$/
const chooses =
  /^(?:DB_CONNECTION|CACHE_(?:DRIVER|STORE)|SESSION_(?:DRIVER|STORE)|QUEUE_(?:CONNECTION|DRIVER)|BROADCAST_(?:CONNECTION|DRIVER))$/
/** Settings of a store, and the names under which it is chosen. */
const offered: readonly (readonly [RegExp, RegExp, string?])[] = [
  [/^REDIS_/, /redis/, 'redis'],
  [/^MEMCACHED_/, /memcached/],
  [/^(?:RABBITMQ|AMQP)_/, /rabbit|amqp/],
  [/^DB_/, /^(?!sqlite$)/],
]

/** Whether a setting is one of a store that the framework offers and nothing in the service chooses. */
export function chosenByNone(
  services: readonly Service[],
  facts: FactIndex,
): (from: Service, setting: string | undefined) => boolean {
  const users = new Set(
    facts
      .of('package')
      .flatMap(({ at, dependencies }) =>
        dependencies.some(({ name, dev }) => !dev && framework.test(name))
          ? (serviceOf({ services }, at.file) ?? [])
          : [],
      ),
  )
  if (users.size === 0) return () => false
  const given = new Map<Service, Map<string, Set<string>>>()
  const add = (service: Service | undefined, name: string, value: string | undefined, isFallback: boolean): void => {
    if (service === undefined || !users.has(service) || value === undefined || !chooses.test(name)) return
    const values = given.get(service) ?? new Map<string, Set<string>>()
    given.set(service, values)
    const known = values.get(name)
    if (known && isFallback && choosesDatabase.test(name)) return
    values.set(name, (known ?? new Set()).add(value))
  }
  for (const { at, name, value, folder } of facts.of('env-set'))
    add(serviceOf({ services }, folder === undefined ? at.file : `${folder}/.`), name, value, false)
  for (const { at, name, fallback } of facts.of('env-read')) add(serviceOf({ services }, at.file), name, fallback, true)
  const named = new Set(
    facts
      .of('data-source')
      .flatMap(({ at, store }) => (isTestFile(at.file) ? [] : [`${serviceOf({ services }, at.file)?.name}\0${store}`])),
  )
  return (from, setting = '') => {
    if (!users.has(from)) return false
    const [, chosenAs, store] = offered.find(([pattern]) => pattern.test(setting)) ?? []
    if (chosenAs === undefined || named.has(`${from.name}\0${store}`)) return false
    const choices = [...(given.get(from) ?? [])].filter(([name]) => !/^DB_/.test(setting) || choosesDatabase.test(name))
    return choices.length > 0 && !choices.some(([, values]) => [...values].some((value) => chosenAs.test(value)))
  }
}
