import { posix } from 'node:path'
import { escaped } from '../../../../facts/matching/escaped.ts'
import { foldersAbove } from '../../../../graph/folders-above.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/**
 * What modules are called that a service keeps for its callers: `orders-api`, `Orders.Contracts`, `orders/api`, `orders/model`,
 * `orders/api-orders`, `orders/model-orders`.
 */
const forCallers =
  /[-_./](?:api|contracts?|client|sdk|facade|interfaces?)$|\/models?$|\/(?:api|contracts?|client|models?)-[\w-]+$/i

/** Packages of Go for callers, inside a service: `orders/client`, `orders/api/v1`, `orders/gen/clientset`. */
const goForCallers = /\/(?:clients?|clientsets?|apis?|sdks?|gen|generated)(?:\/|$)/

/**
 * Whether a file is of a module that a service keeps for its callers, beside the one that starts: as a stub is, it is the
 * contract in another form.
 */
export function publishedModules({
  facts,
  graph,
}: Pick<RuleContext, 'facts' | 'graph'>): (file: string, service: string) => boolean {
  const modules = new Set(facts.of('package').map(({ at }) => posix.dirname(at.file)))
  const starting = new Set([...facts.of('program'), ...facts.of('listen')].flatMap(({ at }) => foldersAbove(at.file)))
  const pathOf = new Map(graph.services.map(({ name, path }) => [name, path]))
  return (file, service) => {
    const path = pathOf.get(service)
    if (file.endsWith('.go')) {
      const inside = posix.dirname(file).slice((path ?? '').length)
      return goForCallers.test(inside) && !starting.has(posix.dirname(file))
    }
    const module = foldersAbove(file)
      .filter((folder) => modules.has(folder))
      .sort((a, b) => b.length - a.length)[0]
    return module !== undefined && module !== path && forCallers.test(module) && !starting.has(module)
  }
}

/**
 * Whether what is taken in is a package of npm that is released for whoever wants to build upon it, by its name: one that people run
 * as well may be started by an image of its own.
 */
export function releasedPackages({
  facts,
}: Pick<RuleContext, 'facts'>): (target: string, detail: string | undefined) => boolean {
  const released = facts
    .of('package')
    .flatMap(({ at, name, isPublished }) => (isPublished && name ? [{ folder: posix.dirname(at.file), name }] : []))
  return (target, detail = '') =>
    released.some(
      ({ folder, name }) =>
        target.startsWith(`${folder}/`) && (detail.endsWith(` ${name}`) || detail.includes(` ${name}/`)),
    )
}

/** `KeyClient.py`, `orders_client.py`: what somebody calls a service with. */
const clientFile = /(?:^|\/|[a-z\d_-])client\.[a-z]+$/i
/** What a module of Go lays out for others: `orders/pkg/engine`. */
const laidOut = /\/pkg\//

/**
 * Whether a service keeps a file for others alone: it is called a client, or lies where modules of Go keep what others may build upon, and
 * no code of the service itself takes it in.
 */
export function keptForOthers({
  facts,
  graph,
  serviceOf,
}: Pick<RuleContext, 'facts' | 'graph' | 'serviceOf'>): (file: string, service: string) => boolean {
  const pathOf = new Map(graph.services.map(({ name, path }) => [name, path]))
  const known = new Map<string, boolean>()
  const isTakenAtHome = (place: string, last: RegExp, service: string): boolean =>
    facts
      .of('import')
      .some(
        ({ at, specifier }) =>
          last.test(specifier) &&
          !isTestFile(at.file) &&
          at.file !== place &&
          posix.dirname(at.file) !== place &&
          serviceOf(at.file)?.name === service,
      )
  return (file, service) => {
    const isGo = file.endsWith('.go')
    const inside = `/${file.slice((pathOf.get(service) ?? '').length)}`
    if (isGo ? !laidOut.test(inside) : !clientFile.test(file)) return false
    // What two folders of a service are both called, one of them may be taken by.
    const place = isGo ? posix.dirname(file) : file
    const words = isGo ? place.split('/').slice(-2).join('/') : posix.parse(file).name
    const last = new RegExp(`(?:^|[/.])${escaped(words)}(?:\\.[a-z]+)?$`)
    const key = `${place}\0${service}`
    const answer = known.get(key) ?? !isTakenAtHome(place, last, service)
    known.set(key, answer)
    return answer
  }
}
