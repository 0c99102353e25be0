import { parseAddress } from '../../facts/address/parse-address.ts'
import type { At, EnvReadFact } from '../../facts/fact.ts'
import { isGatewayName } from '../../products/gateway-name.ts'
import type { Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
import type { Setting } from '../settings/index.ts'
import { serviceNamed } from '../subjects/named.ts'
import { nameStem } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'
import type { EdgeSet } from './edge-set.ts'
import type { Sources } from './sources.ts'

/** `VITE_APP_ORDERS_SERVICE_BASE_URL` is where `ORDERS_SERVICE` is; bundlers want a beginning of their own. */
const form =
  /^(?:(?:VITE|VUE_APP|REACT_APP|NEXT_PUBLIC|NX|NG_APP|PUBLIC)_)?(?:APP_)?([A-Z][A-Z\d_]*?)_(?:(?:API|BASE|HTTP)_)*(?:URL|URI|ENDPOINT|ADDR|ADDRESS)(?:_BASE)?$/
/** Pages that a browser is sent to. */
const page = /^(?:app|callback|client|front-?end|public|redirect|return|site|ui|web|website)$/
const pageOf = /_(?:APP|CLIENT|FRONT_?END|SITE|UI|WEB)$/

/**
 * Calls of which only the name of a setting tells: code reads `ORDERS_SERVICE_URL`, which nothing here sets and whose
 * default is of this machine or a site outside, or which holds the address that it has of others too, and a service is called so; or a setting of .NET holds a port of this machine
 * that nobody opens. Weak: for people to confirm, and nothing for a service whose calls are declared.
 */
export function namedSettingEdges(
  edges: EdgeSet,
  { services, facts, settings, ownersOf, isFieldUnread, isUnread, find }: Sources,
): void {
  // `ORDERS_URL=` is yet to be filled in.
  const filled = settings().filter(({ value }) => value !== '')
  // One address under the names of several is that of what stands before them all.
  const fronts = sharedAddresses(filled, find)
  const given = new Set(
    filled.filter((each) => !fronts.has(each)).map(({ service, name }) => `${service.name}\0${name}`),
  )
  const isTold = (from: Service, { name, fallback }: EnvReadFact): boolean =>
    given.has(`${from.name}\0${name}`) || leadsElsewhere(fallback ?? '')
  const stemmed = (stem: string): Service | undefined => services.find((service) => nameStem(service.name) === stem)
  // `USER_SERVICE_URL` is where `users` is, as well.
  const named = (name: string): Service | undefined =>
    serviceNamed({ services }, name) ?? stemmed(nameStem(name)) ?? stemmed(`${nameStem(name)}s`)
  // Whoever calls a gateway means it, as it does with paths of which no host is told.
  const gateways = services.filter(({ name }) => isGatewayName(name))
  const comesThrough = (from: Service, to: Service): boolean =>
    gateways.some((each) => each !== from && each !== to && edges.has(from.name, each.name, 'http'))
  const observe = (at: At, setting: string, words: string, owners: readonly Service[], isElsewhere: Leads): void => {
    const called = isTestFile(at.file) ? undefined : form.exec(words)?.[1]
    const isPage = called !== undefined && (page.test(nameStem(called)) || pageOf.test(called))
    const to = called === undefined || isPage ? undefined : named(called)
    // What a library reads that the named one is built with as well is where that one itself is found.
    if (to === undefined || (owners.length > 1 && owners.includes(to))) return
    for (const from of owners) {
      if (
        from.known === 'declared' ||
        isElsewhere(from) ||
        comesThrough(from, to) ||
        edges.has(from.name, to.name, 'http') ||
        edges.has(from.name, to.name, 'grpc')
      )
        continue
      const told = { kind: 'setting-name', confidence: 0.5, setting }
      const detail = `reads ${setting}, which is named after ${to.name}, and nothing here leads there`
      edges.observe(from.name, to.name, 'http', { ...at, ...told, detail })
    }
  }
  for (const fact of facts.of('env-read')) {
    if (fact.onlyNamed) continue
    const owners = ownersOf(fact.at.file).filter((owner) => !isFieldUnread(owner, fact))
    observe(fact.at, fact.name, fact.name, owners, (from) => isTold(from, fact))
  }
  for (const { at, use, setting, address } of facts.of('address')) {
    const isNobodys = use === 'default' && isLocal(address.host) && find(address.host, address.port) === undefined
    if (setting === undefined || !isNobodys || !ofDotnet.test(at.file)) continue
    const owners = ownersOf(at.file).filter((owner) => !isUnread(owner, setting))
    observe(at, setting, inWords(setting), owners, () => false)
  }
}

/** Whether a service is told an address of somebody else in a setting. */
type Leads = (from: Service) => boolean

/** Settings of .NET, where a developer may have written a port that nobody opens any more. */
const ofDotnet = /(?:^|\/)appsettings(?:\.[\w-]+)*\.json$/i

/** `CatalogService__BaseUrl` and `Services__Catalog__Url` as a variable would be called. */
const inWords = (setting: string): string =>
  setting
    .replace(/^Services__/i, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/_+/g, '_')
    .toUpperCase()

/** Settings of a service that are called after several others and hold one address, where nobody here is. */
function sharedAddresses(settings: readonly Setting[], find: Sources['find']): ReadonlySet<Setting> {
  const byAddress = new Map<string, Setting[]>()
  for (const setting of settings) {
    const address = form.test(setting.name) ? parseAddress(setting.value) : undefined
    if (address === undefined || find(address.host, address.port) !== undefined) continue
    const key = `${setting.service.name}\0${address.host}:${address.port}`
    byAddress.set(key, [...(byAddress.get(key) ?? []), setting])
  }
  const isSeveral = (all: readonly Setting[]): boolean => new Set(all.map(({ name }) => form.exec(name)?.[1])).size > 1
  return new Set([...byAddress.values()].filter(isSeveral).flat())
}

/** An address of a host that is neither this machine nor one of the Internet: it says whom it means. */
function leadsElsewhere(value: string): boolean {
  const host = parseAddress(value)?.host
  return host !== undefined && !isLocal(host) && !host.includes('.')
}
