import type { ContractFact, StubFact } from '../../../../facts/fact.ts'
import { plainPath } from '../../../../facts/route/path.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'
import { spokenWithin } from './within.ts'

/** Of a service that is seen to answer so many requests, the others are known as well. */
const fewestRoutes = 10

type Context = Pick<RuleContext, 'facts' | 'graph' | 'has' | 'serviceOf'>

/**
 * Whether somebody here answers for a contract. Where code only calls what one of gRPC offers, or answers many paths and none of a
 * document's, the provider is made elsewhere: a document for a plug-in, an example for users. What a program and the plug-ins that
 * it starts say to each other is no API of a service.
 */
export function answeredHere(context: Context): (contract: ContractFact) => boolean {
  const isOfGrpc = servedByStubs(context)
  const isOfPaths = servedByRoutes(context)
  return (contract) => (contract.style === 'grpc' ? isOfGrpc(contract) : isOfPaths(contract))
}

/** Libraries over which a program speaks with the plug-ins that it starts: both come with it. */
const ofPlugins = /^github\.com\/hashicorp\/go-plugin$/

/** `shop.internal.cluster`: a package that says itself that nobody else is to speak it. */
const forItself = /(?:^|\.)internal(?:\.|$)/
function servedByStubs(context: Context): (contract: ContractFact) => boolean {
  const { facts } = context
  const stubs = facts.of('stub').filter(({ at }) => !isTestFile(at.file))
  const pluginFiles = new Set(
    facts.of('import').flatMap(({ at, specifier }) => (ofPlugins.test(specifier) ? [at.file] : [])),
  )
  const ofProcesses = new Set(stubs.flatMap(({ at, service }) => (pluginFiles.has(at.file) ? [service] : [])))
  for (const { at, service } of stubs) if (!pluginFiles.has(at.file)) ofProcesses.delete(service)
  const named = (wanted: StubFact['role']): ReadonlySet<string> =>
    new Set(stubs.flatMap(({ role, service }) => (role === wanted ? [service] : [])))
  const [served, called] = [named('serves'), named('calls')]
  const isWithin = spokenWithin(stubs, context)
  // What is generated into the folder of its contract is there to be built upon: where nothing here answers with it, somebody elsewhere does.
  const isOfOthers = ({ at, operations }: ContractFact): boolean =>
    served.size > 0 &&
    operations.length > 0 &&
    context.has(at.file.replace(/\.proto$/, '_grpc.pb.go')) &&
    !operations.some(({ name }) => served.has(name))
  return (contract) =>
    !isOfOthers(contract) &&
    !forItself.test(contract.name ?? '') &&
    !contract.operations.some(({ name }) => ofProcesses.has(name)) &&
    !(contract.operations.length > 0 && contract.operations.every(({ name }) => isWithin.has(name))) &&
    (contract.operations.some(({ name }) => served.has(name)) ||
      !contract.operations.some(({ name }) => called.has(name)))
}

function servedByRoutes({ facts, serviceOf }: Context): (contract: ContractFact) => boolean {
  const everywhere = new Set<string>()
  const routes = new Map<string, Set<string>>()
  const counts = new Map<string, number>()
  for (const { role, at, path } of facts.of('route')) {
    if (role !== 'serves' || isTestFile(at.file) || !/[^{}/]/.test(path)) continue
    const owner = serviceOf(at.file)?.name ?? ''
    everywhere.add(path)
    routes.set(owner, (routes.get(owner) ?? new Set()).add(path))
    counts.set(owner, (counts.get(owner) ?? 0) + 1)
  }
  return ({ at, operations }) => {
    const owner = serviceOf(at.file)?.name
    const known = owner === undefined ? everywhere : (routes.get(owner) ?? new Set())
    const count = owner === undefined ? everywhere.size : (counts.get(owner) ?? 0)
    if (count < fewestRoutes) return true
    const paths = operations.flatMap(({ name }) => plainPath(name) ?? [])
    // What stands before a route, or before a path of the document, may be missing.
    const ends = new Set([...known].flatMap(endings))
    return paths.length === 0 || paths.some((path) => ends.has(path) || endings(path).some((end) => known.has(end)))
  }
}

/** A path and what is left of it without its first segments, as long as a word is. */
function endings(path: string): string[] {
  const segments = path.split('/')
  return segments.map((_, index) => segments.slice(index).join('/')).filter((end) => /[^{}/]/.test(end))
}
