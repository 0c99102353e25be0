import type { StubFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'
import type { EdgeSet } from './edge-set.ts'

/** Services of gRPC that every program may have: whose is meant, only the address tells. */
const everywhere = /^(?:Health|ServerReflection|Channelz|Reflection)$/

/** Calls of gRPC, told by the names in contracts: a service makes a client of what just one other implements. */
export function stubEdges(edges: EdgeSet, services: readonly Service[], facts: FactIndex): void {
  const ownerOf = ({ at }: StubFact): Service | undefined =>
    isTestFile(at.file) ? undefined : serviceOf({ services }, at.file)
  const stubs = facts.of('stub').filter(({ service }) => !everywhere.test(service))
  const servers = new Map<string, Set<Service>>()
  for (const stub of stubs) {
    const owner = stub.role === 'serves' ? ownerOf(stub) : undefined
    if (owner) servers.set(stem(stub), (servers.get(stem(stub)) ?? new Set()).add(owner))
  }
  for (const stub of stubs) {
    const [server, ...others] = servers.get(stem(stub)) ?? []
    const from = stub.role === 'calls' ? ownerOf(stub) : undefined
    if (from === undefined || server === undefined || others.length > 0) continue
    const detail = `calls ${stub.service}, which ${server.name} implements`
    edges.observe(from.name, server.name, 'grpc', { ...stub.at, kind: 'grpc-stub', confidence: 0.9, detail })
  }
}

/** What is generated in one language says `CartService` where another says `Cart`. */
const stem = ({ service }: StubFact): string => service.toLowerCase().replace(/(?<=.)service$/, '')
