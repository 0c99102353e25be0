import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { heldNames } from '../names/held-names.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { serviceNamed } from '../subjects/named.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import type { SeenAddress } from './seen-address.ts'

/** Clients that code declares by the name of discovery, in a service or in a library that services build on. */
export function clientAddresses(services: readonly Service[], facts: FactIndex, usersOf: LibraryUsers): SeenAddress[] {
  const nameOf = heldNames(facts)
  return facts.of('client').flatMap(({ at, name, constant }): SeenAddress[] => {
    const held = name ?? nameOf(constant ?? '', at.file)
    const host = held ?? calledAfter(constant ?? '', services)
    if (host === undefined || isTestFile(at.file)) return []
    const owner = serviceOf({ services }, at.file)
    const seen = { address: { scheme: 'http', host, shown: host }, at, kind: 'client', detail: `a client of ${host}` }
    if (owner) return [{ ...seen, from: owner, confidence: held === undefined ? 0.6 : 0.9 }]
    return usersOf(at.file).map((from) => ({ ...seen, from, confidence: held === undefined ? 0.6 : 0.8 }))
  })
}

/** Words of a constant that say what it holds, and not of whom. */
const ofHolder = /^(?:application|app|services?|server|svc|names?|id|client|module|micro|feign|spring|api|biz|cloud)$/i

/** The one service that a constant is called after which is held in a library from elsewhere: `APPLICATION_ORDERS_NAME`. */
function calledAfter(constant: string, services: readonly Service[]): string | undefined {
  const words = (constant.split('.').findLast((part) => /^[A-Z][A-Z0-9_]+$/.test(part)) ?? '').split('_')
  const rest = words.filter((word) => word !== '' && !ofHolder.test(word)).join('-')
  return rest.length < 3 ? undefined : serviceNamed({ services }, rest)?.name
}
