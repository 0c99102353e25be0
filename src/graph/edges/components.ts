import type { ComponentFact } from '../../facts/fact.ts'
import { protocolOf, storeKind } from '../../products/protocols.ts'
import { storeKinds } from '../calls.ts'
import type { Resource, Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
import { serviceNamed } from '../subjects/named.ts'
import { isTestFile } from '../test-file.ts'
import type { EdgeSet } from './edge-set.ts'
import { onlyStores } from './only-stores.ts'
import type { Sources } from './sources.ts'

/** Services of clouds by the words that components have for them. */
const clouds: readonly (readonly [RegExp, Resource['kind']])[] = [
  [/blobstorage|\.s3$|bucket|storagequeues/, 'objectstore'],
  [/servicebus|eventhubs|eventgrid|snssqs|\.sqs$|\.sns$|kinesis|pubsub/, 'broker'],
  [/cosmosdb|tablestorage|dynamodb|firestore|sqldatabase/, 'database'],
]

/** Stores and brokers behind components of Dapr: of the services in their scope, else of those whose code names them. */
export function componentEdges(edges: EdgeSet, { services, facts, ownersOf }: Sources): Resource[] {
  const components = facts.of('component')
  if (components.length === 0) return []
  const namers = new Map<string, Set<Service>>()
  const given = new Map<string, Set<Service>>()
  for (const { at, name, workload } of facts.of('component-name')) {
    const user = workload === undefined ? undefined : serviceNamed({ services }, workload)
    if (user) given.set(name, (given.get(name) ?? new Set()).add(user))
    if (workload !== undefined) continue
    for (const owner of isTestFile(at.file) ? [] : ownersOf(at.file)) {
      namers.set(name, (namers.get(name) ?? new Set()).add(owner))
    }
  }
  const keepers = new Set(facts.of('state-use').flatMap(({ at }) => (isTestFile(at.file) ? [] : ownersOf(at.file))))
  const speaking = new Set([...namers.values()].flatMap((users) => [...users]))
  // A scope says who may: of those whose code is seen to speak with Dapr, not all keep something.
  const keepsNothing = (service: Service): boolean => speaking.has(service) && !keepers.has(service)
  // One in memory takes the place of none that keeps something.
  const placed = new Set(
    components.flatMap((component) =>
      isForDeveloper(component) || resourceBehind(component) === undefined ? [] : [component.name],
    ),
  )
  const told = new Set(
    components.flatMap((each) => (each.address === undefined || isForDeveloper(each) ? [] : [each.name])),
  )
  const onlyStore = onlyStores(facts)
  return components.flatMap((component): Resource[] => {
    const { at, name, address, scopes } = component
    if (isForDeveloper(component) && placed.has(name)) return []
    const resource = runOf(component, resourceBehind(component), onlyStore)
    // The same elsewhere, by an address that only a secret tells: which of them is meant, one that is told says.
    if (resource === undefined || (address === undefined && told.has(name))) return []
    const named = scopes.flatMap((scope) => serviceNamed({ services }, scope) ?? [])
    const isKept = component.building === 'state' && named.some((service) => keepers.has(service))
    const inScope = isKept ? named.filter((service) => !keepsNothing(service)) : named
    // A scope may be called as only a script of the deployment says: then whoever names the component is in it.
    const isWhole = named.length > 0 && named.length === scopes.length
    const users = new Set([...inScope, ...(given.get(name) ?? []), ...((isWhole ? undefined : namers.get(name)) ?? [])])
    const detail = `the component ${name}`
    const kind = component.building === 'pubsub' ? 'broker' : storeKinds[resource.kind]
    for (const from of users) {
      const proof = {
        ...at,
        kind: 'component',
        confidence: inScope.includes(from) || given.get(name)?.has(from) ? 0.9 : 0.8,
        detail,
      }
      edges.observe(from.name, resource.name, kind, address ? { ...proof, address } : proof)
    }
    return users.size > 0 ? [resource] : []
  })
}

/** How a developer runs what a cluster has elsewhere. */
const isForDeveloper = ({ at, address }: ComponentFact): boolean =>
  (address !== undefined && isLocal(address.host)) || /(?:^|\/)(?:local|dev|development|\.dapr)\//i.test(at.file)

/** What is behind a component on this machine, or at a place that nothing tells, where the system runs one store of that kind and no more. */
function runOf(
  { address, store }: ComponentFact,
  found: Resource | undefined,
  onlyStore: (protocol: string) => string | undefined,
): Resource | undefined {
  const protocol = address === undefined || isLocal(address.host) ? protocolOf(store) : undefined
  const name = protocol === undefined ? undefined : onlyStore(protocol)
  return found === undefined || name === undefined ? found : { ...found, name }
}

function resourceBehind({ name, store, address }: ComponentFact): Resource | undefined {
  const kind = storeKind(store) ?? clouds.find(([pattern]) => pattern.test(store))?.[1]
  if (kind === undefined) return undefined
  // `azure.servicebus.topics`
  const protocol = protocolOf(store) ?? store.replace(/\.(?:topics|queues)$/, '').replace(/^.*\./, '')
  const short = address?.host.replace(/\.[\w-]+\.svc(?:\.[\w.-]+)?$/, '')
  const place = short === undefined ? undefined : `${short}${address?.port === undefined ? '' : `:${address.port}`}`
  return { name: place === undefined ? `${protocol} of ${name}` : `${protocol}://${place}`, kind }
}
