import { posix } from 'node:path'
import type { StubFact } from '../../facts/fact.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import type { EdgeSet } from './edge-set.ts'
import { idleClients } from './idle-clients.ts'
import type { Sources } from './sources.ts'
import { type ServerOf, stemOf, stubServers } from './stub-servers.ts'

/** Languages in whose libraries a framework makes classes that nothing names. */
const ofJvm = /\.(?:java|kt)$/
/** Services of gRPC that every program may have: whose is meant, only the address tells. */
const everywhere = /^(?:Health|ServerReflection|Channelz|Reflection)$/

/** Calls of gRPC, told by the names in contracts: a service makes a client of what just one other implements. */
export function stubEdges(edges: EdgeSet, { services, facts, resolve, ownersOf, usersOf }: Sources): void {
  const of = ({ at, role }: StubFact): readonly Service[] => {
    if (isTestFile(at.file)) return []
    const owners = ownersOf(at.file)
    // A class of a library that asks for a client has it in whoever builds on that class.
    return owners.length === 0 && role === 'calls' && ofJvm.test(at.file) ? usersOf(at.file) : owners
  }
  const stubs = facts.of('stub').filter(({ service }) => !everywhere.test(service))
  const serverOf = stubServers(stubs, of, { services, facts, resolve })
  const isIdle = idleClients(facts, ownersOf)
  for (const stub of stubs) {
    for (const from of stub.role === 'calls' ? of(stub) : []) {
      const server = serverOf(stub, from)
      if (server === undefined || isIdle(stub, from)) continue
      const detail = `calls ${stub.service}, which ${server.name} implements`
      edges.observe(from.name, server.name, 'grpc', { ...stub.at, kind: 'grpc-stub', confidence: 0.9, detail })
    }
  }
  keptClients(edges, stubs, serverOf, { services, facts, resolve })
  const clients = clientPackages(
    stubs.filter(({ at }) => !isTestFile(at.file)),
    serverOf,
  )
  for (const fact of clients.size > 0 ? facts.of('import') : []) {
    // What is only loaded is there for something else: `_ "example.com/shop/users/api"`.
    const isTaken = fact.language === 'go' && !fact.onlyLoaded && !isTestFile(fact.at.file)
    const from = isTaken ? serviceOf({ services }, fact.at.file) : undefined
    const target = from && resolve(fact)
    const folder = target?.kind === 'file' && target.file.endsWith('.go') ? posix.dirname(target.file) : undefined
    const server = folder === undefined ? undefined : clients.get(folder)
    const holder = folder === undefined ? undefined : serviceOf({ services }, `${folder}/.`)
    // A package of yet another service is that one's business.
    if (from === undefined || server === undefined || (holder !== undefined && holder !== server)) continue
    const detail = `imports ${fact.specifier}, a client of ${server.name}`
    edges.observe(from.name, server.name, 'grpc', { ...fact.at, kind: 'grpc-client', confidence: 0.8, detail })
  }
}

/** Calls by clients that a package of Go keeps for others, who take each by its name: `rpc.GetUserClient()`. */
function keptClients(
  edges: EdgeSet,
  stubs: readonly StubFact[],
  serverOf: ServerOf,
  { services, facts, resolve }: Pick<Sources, 'services' | 'facts' | 'resolve'>,
): void {
  const kept = new Map<string, StubFact>()
  const keyOf = (folder: string, stub: StubFact): string => `${folder}\0${stemOf(stub)}`
  for (const stub of stubs)
    if (stub.role === 'calls' && !isTestFile(stub.at.file)) kept.set(keyOf(posix.dirname(stub.at.file), stub), stub)
  for (const stub of stubs) {
    const from = stub.role === 'takes' && !isTestFile(stub.at.file) ? serviceOf({ services }, stub.at.file) : undefined
    if (from === undefined) continue
    for (const fact of facts.in(stub.at.file)) {
      const target = fact.kind === 'import' ? resolve(fact) : undefined
      const client = target?.kind === 'file' ? kept.get(keyOf(posix.dirname(target.file), stub)) : undefined
      const server = client && serverOf(client, from)
      if (server === undefined) continue
      const detail = `takes the client of ${stub.service}, which ${server.name} implements`
      edges.observe(from.name, server.name, 'grpc', { ...stub.at, kind: 'grpc-client', confidence: 0.8, detail })
    }
  }
}

/** Folders of packages in which clients of just one service are made: who imports one of them calls that service. */
function clientPackages(stubs: readonly StubFact[], serverOf: ServerOf): Map<string, Service> {
  const called = new Map<string, Set<Service>>()
  for (const stub of stubs) {
    const [server, folder] = [serverOf(stub), posix.dirname(stub.at.file)]
    if (server) called.set(folder, (called.get(folder) ?? new Set()).add(server))
  }
  return new Map(
    [...called].flatMap(([folder, [server, ...others]]) =>
      server && others.length === 0 ? [[folder, server] as const] : [],
    ),
  )
}
