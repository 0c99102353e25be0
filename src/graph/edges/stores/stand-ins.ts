import type { Address } from '../../../facts/fact.ts'
import { protocolOf, storeKind } from '../../../products/protocols.ts'
import type { Resource, Service } from '../../graph.ts'
import { isTestFile } from '../../test-file.ts'
import { importedDrivers } from '../drivers/imported.ts'
import type { Sources } from '../sources.ts'

/** What LocalStack stands in for at its one port, of which libraries of their own speak with each. */
const standsFor: ReadonlySet<string> = new Set(['sqs', 'sns', 'dynamodb'])

/** The path of a queue of Amazon, behind the number of an account: `/000000000000/orders`. */
const ofQueue = /^\d{12}\/[\w.-]+$/

/**
 * Tells what stands at the address of one program that stands in for a whole cloud (LocalStack): the queues and tables that the
 * service's code speaks with, asked for where such an address is; files, where nothing tells.
 */
export function behindStandIns(
  sources: Sources,
): (from: Service, resource: Resource, address: Address, setting: string | undefined) => readonly Resource[] {
  let spoken: Map<Service, Set<string>> | undefined
  return (from, resource, { path = '' }, setting = '') => {
    const place = /^amazon:\/\/([^/]+)/.exec(resource.name)?.[1]
    if (place === undefined) return [resource]
    spoken ??= spokenWith(sources)
    const isQueue = ofQueue.test(path.replace(/^\//, '')) || protocolOf(setting) === 'sqs'
    const told = isQueue ? ['sqs'] : [...(spoken.get(from) ?? [])]
    return told.length === 0
      ? [resource]
      : told.map((each) => ({ name: `${each}://${place}`, kind: storeKind(each) ?? resource.kind }))
  }
}

function spokenWith(sources: Sources): Map<Service, Set<string>> {
  const { facts, ownersOf } = sources
  const named = facts
    .of('data-source')
    .filter(({ at }) => !isTestFile(at.file))
    .flatMap(({ at, store }) => ownersOf(at.file).map((service) => ({ service, store })))
  const spoken = new Map<Service, Set<string>>()
  for (const { service, store } of [...importedDrivers(sources).uses, ...named])
    if (standsFor.has(store)) spoken.set(service, (spoken.get(service) ?? new Set()).add(store))
  return spoken
}
