import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/** Packages that keep something there by themselves: sessions, caches, limits. */
const keepsByItself = /(?=.*redis)(?=.*(?:session|cach|limit|connect-|store|lock))|cache-manager|\bcaching\b/i

/** Settings by which frameworks keep what they know of requests there: `CACHE_STORE=redis`, `SESSION_DRIVER=redis`. */
const chosen = /^(?:CACHE|SESSION)_(?:DRIVER|STORE)$/

/**
 * Whether a service keeps keys in the cache that it knows, as its code shows, or that of libraries that it is built with. One
 * that only passes messages on keeps none, nor does one whose code works with no cache, whatever address it is given. What
 * has no code here is taken to do so.
 */
export function keepsKeys(context: RuleContext): (service: string) => boolean {
  const { facts, serviceOf } = context
  const uses = facts.of('cache-use').filter(({ at }) => !isTestFile(at.file))
  const own = new Map<string, Set<string>>()
  const add = (service: string, does: string): void => {
    own.set(service, (own.get(service) ?? new Set()).add(does))
  }
  for (const { at, does } of uses) {
    const service = serviceOf(at.file)
    if (service) add(service.name, does)
    else for (const user of usersOf(context, at.file)) add(user, does)
  }
  const clients = clientsOf(context)
  const withCode = new Set([
    ...context.graph.services.flatMap(({ name, language }) => (language ? [name] : [])),
    ...facts.of('package').flatMap(({ at }) => serviceOf(at.file)?.name ?? []),
  ])
  for (const fact of facts.of('env-set')) {
    const service = chosen.test(fact.name) && fact.value === 'redis' ? context.subjectOf(fact) : undefined
    if (service) add(service.name, 'keeps')
  }
  return (service) => {
    const [does, names] = [own.get(service), clients.get(service) ?? []]
    if (does?.has('keeps') || names.some((name) => keepsByItself.test(name))) return true
    return does === undefined && !withCode.has(service)
  }
}

/** The services that a file of a library counts for. */
function usersOf({ libraries }: RuleContext, file: string): readonly string[] {
  const [library] = libraries()
    .filter(({ folder }) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)
  return library ? [...library.uses.keys()] : []
}

/** What the manifests of each service name that could work with a cache. */
function clientsOf({ facts, serviceOf }: RuleContext): ReadonlyMap<string, readonly string[]> {
  const clients = new Map<string, string[]>()
  for (const { at, dependencies } of facts.of('package')) {
    const service = serviceOf(at.file)?.name
    const names = dependencies.flatMap(({ name, dev }) => (!dev && /redis|lettuce|cach/i.test(name) ? [name] : []))
    if (service && names.length > 0) clients.set(service, [...(clients.get(service) ?? []), ...names])
  }
  return clients
}
