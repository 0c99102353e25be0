import { parseAddress } from '../../facts/address/parse-address.ts'
import type { EnvReadFact } from '../../facts/fact.ts'
import { isGatewayName } from '../../products/gateway-name.ts'
import type { Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
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
 * default is of this machine or a site outside, and a service is called so. Weak: for people to confirm, and nothing for
 * a service whose calls are declared.
 */
export function namedSettingEdges(
  edges: EdgeSet,
  { services, facts, settings, ownersOf, isFieldUnread }: Sources,
): void {
  // `ORDERS_URL=` is yet to be filled in.
  const filled = settings().filter(({ value }) => value !== '')
  const given = new Set(filled.map(({ service, name }) => `${service.name}\0${name}`))
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
  for (const fact of facts.of('env-read')) {
    const called = fact.onlyNamed || isTestFile(fact.at.file) ? undefined : form.exec(fact.name)?.[1]
    const isPage = called !== undefined && (page.test(nameStem(called)) || pageOf.test(called))
    const to = called === undefined || isPage ? undefined : named(called)
    if (to === undefined) continue
    const owners = ownersOf(fact.at.file).filter((owner) => !isFieldUnread(owner, fact))
    // What a library reads that the named one is built with as well is where that one itself is found.
    if (owners.length > 1 && owners.includes(to)) continue
    for (const from of owners) {
      if (
        from.known === 'declared' ||
        isTold(from, fact) ||
        comesThrough(from, to) ||
        edges.has(from.name, to.name, 'http') ||
        edges.has(from.name, to.name, 'grpc')
      )
        continue
      const told = { kind: 'setting-name', confidence: 0.5, setting: fact.name }
      const detail = `reads ${fact.name}, which is named after ${to.name}, and nothing here leads there`
      edges.observe(from.name, to.name, 'http', { ...fact.at, ...told, detail })
    }
  }
}

/** An address of a host that is neither this machine nor one of the Internet: it says whom it means. */
function leadsElsewhere(value: string): boolean {
  const host = parseAddress(value)?.host
  return host !== undefined && !isLocal(host) && !host.includes('.')
}
