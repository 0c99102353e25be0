import { posix } from 'node:path'
import type { StubFact } from '../../../../facts/fact.ts'
import { placeOf, type Service } from '../../../../graph/graph.ts'
import { packageUsers, reachedFolders } from '../../../../graph/imports/go-packages.ts'
import { resolverOf } from '../../../../graph/imports/index.ts'
import type { RuleContext } from '../../../rule.ts'

/** Where a service keeps what others call it with. */
const forCallers = /(?:^|\/)[\w.-]*(?:clients?|sdks?|gateway|cli)[\w.-]*(?:\/|$)/i

/**
 * The services of contracts that one program of several copies or roles speaks with its own kind: it answers, and asks itself, and
 * nobody else asks. What it keeps for callers shows nothing.
 */
export function spokenWithin(
  stubs: readonly StubFact[],
  context: Pick<RuleContext, 'facts' | 'graph' | 'serviceOf'>,
): ReadonlySet<string> {
  const contracts = new Map<string, { readonly serving: StubFact[]; readonly asking: StubFact[] }>()
  for (const stub of stubs) {
    const known = contracts.get(stub.service) ?? { serving: [], asking: [] }
    contracts.set(stub.service, known)
    known[stub.role === 'serves' ? 'serving' : 'asking'].push(stub)
  }
  const holdersOf = holders(context)
  const isOne = ({ serving, asking }: { readonly serving: StubFact[]; readonly asking: StubFact[] }): boolean => {
    const [server, ...others] = new Set(serving.flatMap(({ at }) => holdersOf(at.file)))
    if (server === undefined || server === '' || others.length > 0) return false
    return asking.length > 0 && asking.every(({ at }) => holdersOf(at.file, server).every((name) => name === server))
  }
  return new Set([...contracts].flatMap(([service, known]) => (isOne(known) ? [service] : [])))
}

/**
 * The service that a file lies with; of a package of Go that lies with none, those that are built with it. `beside`: without those
 * that have it over packages alone that this one is built with, too. An empty name where nobody is known, and of a client for others
 * in a service's own folder: it may be asked by anybody.
 */
function holders({
  facts,
  graph,
  serviceOf,
}: Pick<RuleContext, 'facts' | 'graph' | 'serviceOf'>): (file: string, beside?: string) => readonly string[] {
  let packages: ReturnType<typeof read> | undefined
  const read = () => {
    const resolve = resolverOf(facts)
    const importers = new Map<string, Set<string>>()
    for (const [folder, reached] of reachedFolders(facts, resolve))
      for (const each of reached) importers.set(each, (importers.get(each) ?? new Set()).add(folder))
    return { importers, users: packageUsers(graph.services, facts, resolve) }
  }
  return (file, beside) => {
    const owner = serviceOf(file)
    if (owner !== undefined) return [forCallers.test(file) && isInside(file, owner) ? '' : owner.name]
    if (!file.endsWith('.go')) return ['']
    packages ??= read()
    const { importers, users } = packages
    const usersOf = (folder: string): readonly string[] => {
      const holder = serviceOf(`${folder}/.`)
      return (holder ? [holder] : [...(users.get(folder) ?? [])]).map(({ name }) => name)
    }
    const folder = posix.dirname(file)
    const all = usersOf(folder)
    if (beside === undefined || !all.includes(beside)) return all.length === 0 ? [''] : all
    const apart = [...(importers.get(folder) ?? [])].map(usersOf).filter((names) => !names.includes(beside))
    return [beside, ...apart.flat()]
  }
}

/** Whether a file lies in a service's folder, and not in a package elsewhere that it alone is built with. */
const isInside = (file: string, { path }: Service): boolean => path === '.' || file.startsWith(`${placeOf(path)}/`)
