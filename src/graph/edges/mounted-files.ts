import type { ConfigObjectFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isSpringFile } from '../../facts/spring/file-name.ts'
import type { HeldFile } from '../../facts/workload-facts.ts'
import type { Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
import { plainName } from '../source-folders.ts'
import { serviceNamed } from '../subjects/named.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import { isTestFile } from '../test-file.ts'
import type { SeenAddress } from './seen-address.ts'
import { isForOthers } from './setting-names.ts'
import { springGateways } from './written-addresses.ts'

/**
 * Addresses in files of settings that ConfigMaps and Secrets hold and services mount, or that Spring asks the cluster for:
 * by a name that its settings or a variable of the workload tell, or that is the program's own. A file that several services have offers
 * each more than it uses: of such a one the routes of gateways say something, and to each service the section of its name.
 */
export function mountedAddresses(services: readonly Service[], facts: FactIndex): SeenAddress[] {
  const objects = new Map<string, ConfigObjectFact[]>()
  for (const object of facts.of('config-object')) {
    const key = keyOf(object.source, object.name)
    objects.set(key, [...(objects.get(key) ?? []), object])
  }
  if (objects.size === 0) return []
  let gateways: ReadonlySet<Service> | undefined
  const isGateway = (service: Service): boolean => {
    gateways ??= springGateways(services, facts)
    return gateways.has(service)
  }
  const takers = new Map<string, Map<Service, readonly string[] | undefined>>()
  const take = (object: string, service: Service, keys: readonly string[] | undefined): void => {
    takers.set(object, (takers.get(object) ?? new Map<Service, readonly string[] | undefined>()).set(service, keys))
  }
  for (const workload of facts.of('workload')) {
    const service = workload.volumes.length === 0 ? undefined : serviceOfWorkload({ services }, workload)
    for (const { source, object, keys } of service ? workload.volumes : []) {
      if (service) take(keyOf(source, object), service, keys)
    }
  }
  for (const [object, service] of askedOfCluster(objects, takers, services, facts))
    take(
      keyOf(object.source, object.name),
      service,
      // Its library for Kubernetes takes them from a ConfigMap that no volume has.
      Object.keys(object.values).filter((key) => isSpringFile(key)),
    )
  return [...takers].flatMap(([taken, users]) =>
    (objects.get(taken) ?? []).flatMap(({ values }) =>
      Object.entries(values).flatMap(([key, { at, held }]) => {
        if (held === undefined || isForOthers(key)) return []
        const isWhole = users.size === 1 || held.hasRoutes === true
        // Who is no gateway has no use for its routes.
        const isForGateways = users.size > 1 && held.hasRoutes === true && [...users.keys()].some(isGateway)
        const toldTo = (service: Service): HeldFile['addresses'] =>
          (isWhole ? held.addresses : ownSection(service, held)).filter(
            ({ address, setting }) => !isLocal(address.host) && (setting === undefined || !isForOthers(setting)),
          )
        return [...users].flatMap(([from, keys]) =>
          (keys !== undefined && !keys.includes(key)) || (isForGateways && !isGateway(from))
            ? []
            : toldTo(from).map(({ address, setting }) => ({
                ...(setting === undefined
                  ? { address, detail: address.shown }
                  : { address, detail: `${setting}=${address.shown}`, setting }),
                from,
                at,
                kind: 'config-map',
                confidence: 0.8,
                inContainer: true,
              })),
        )
      }),
    ),
  )
}

/** What the section says that is called as a service, or as the last word of its name: `api` of `shop-api`. */
const ownSection = ({ name }: Service, { sections = {} }: HeldFile): HeldFile['addresses'] =>
  Object.entries(sections).flatMap(([section, addresses]) =>
    [name, name.replace(/^.*-/, '')].some((each) => plainName(each) === plainName(section)) ? addresses : [],
  )

/** A ConfigMap and a Secret may have the same name. */
const keyOf = (source: string, name: string): string => `${source}/${name}`

/** ConfigMaps with settings of Spring that nobody mounts, with who asks the cluster for them. */
function askedOfCluster(
  objects: ReadonlyMap<string, readonly ConfigObjectFact[]>,
  mounted: ReadonlyMap<string, unknown>,
  services: readonly Service[],
  facts: FactIndex,
): (readonly [object: ConfigObjectFact, service: Service])[] {
  const asked = [...objects].flatMap(([key, found]) =>
    mounted.has(key)
      ? []
      : found.filter(({ source, values }) => source === 'config-map' && Object.keys(values).some(isSpringFile)),
  )
  if (asked.length === 0) return []
  const inJvm = services.filter(({ language }) => language !== undefined && ofJvm.has(language))
  const named = new Map<string, Service[]>()
  for (const { value, workload } of facts.of('env-set')) {
    const object = value === undefined || workload === undefined ? undefined : objects.get(keyOf('config-map', value))
    const service = object && workload !== undefined ? serviceNamed({ services: inJvm }, workload) : undefined
    if (service && value !== undefined) named.set(value, [...(named.get(value) ?? []), service])
  }
  for (const { at, name, source } of facts.of('config-import')) {
    const service = source === 'config-map' && !isTestFile(at.file) ? serviceOf({ services }, at.file) : undefined
    if (service) named.set(name, [...(named.get(name) ?? []), service])
  }
  return asked.flatMap((object) => {
    const own = inJvm.filter(({ name, aliases = [] }) => name === object.name || aliases.includes(object.name))
    return [...new Set([...(named.get(object.name) ?? []), ...own])].map((service) => [object, service] as const)
  })
}

const ofJvm: ReadonlySet<string> = new Set(['java', 'kotlin', 'scala', 'groovy'])
