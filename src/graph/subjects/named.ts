import { shortNames } from '../discover/short-names.ts'
import type { Graph, Service } from '../graph.ts'

/** Whatever knows the services. */
export type Services = Pick<Graph, 'services'>

/** The service of a name, or of one of its other names. */
export const serviceNamed = (graph: Services, name: string): Service | undefined =>
  serviceCalled(graph, name) ?? serviceInShort(graph, name)

/** The service of just this name, or of this other name. */
export const serviceCalled = ({ services }: Services, name: string): Service | undefined =>
  namesOf(services).byName.get(name.toLowerCase())

/** The service that is called so without the words that the names of all begin or end with. */
export const serviceInShort = ({ services }: Services, name: string): Service | undefined =>
  namesOf(services).short(name)

interface Names {
  readonly byName: ReadonlyMap<string, Service>
  readonly short: (name: string) => Service | undefined
}
/** Every workload and variable asks: the answer must not depend on how many services there are. */
const known = new WeakMap<readonly Service[], Names>()

function namesOf(services: readonly Service[]): Names {
  let names = known.get(services)
  if (names === undefined) {
    // Of two of one name the first has it; a name goes before what others are called as well.
    const byName = new Map([
      ...services.flatMap((service) => (service.aliases ?? []).map((name) => [name, service] as const)),
      ...services.map((service) => [service.name.toLowerCase(), service] as const).reverse(),
    ])
    names = { byName, short: shortNames(services) }
    known.set(services, names)
  }
  return names
}
