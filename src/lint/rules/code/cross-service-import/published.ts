import { posix } from 'node:path'
import { foldersAbove } from '../../../../graph/folders-above.ts'
import type { RuleContext } from '../../../rule.ts'

/** What modules are called that a service keeps for its callers: `orders-api`, `Orders.Contracts`, `orders/api`, `orders/model`. */
const forCallers = /[-_./](?:api|contracts?|client|sdk|facade|interfaces?)$|\/models?$/i

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
