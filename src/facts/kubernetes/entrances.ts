import type { At, EntranceFact, FrontFact } from '../fact.ts'
import { asList, asMap, asNumber, asText } from '../loose.ts'
import { present } from '../present.ts'
import type { Manifest } from './manifest.ts'

/** Where requests from outside of the cluster come in: by routes, or by a Service that is open on the nodes themselves. */
export function entrances(manifest: Manifest): EntranceFact[] {
  const { data, name, at } = manifest
  const spec = asMap(data.spec)
  const stated = (by: EntranceFact['by'], service: unknown, place: At, port?: number | string): EntranceFact[] => {
    const text = asText(service)
    const more = { ...present({ port }), ...classOf(manifest) }
    return text === undefined ? [] : [{ kind: 'entrance', at: place, by, service: text, ...more }]
  }
  switch (data.kind) {
    case 'Service': {
      const by = (['LoadBalancer', 'NodePort'] as const).find((type) => type === spec.type)
      return by ? stated(by, name, at(['spec', 'type'])) : []
    }
    case 'Ingress':
      return asList(spec.rules).flatMap((rule, index) =>
        asList(asMap(asMap(rule).http).paths).flatMap((path, number) => {
          const backend = asMap(asMap(path).backend)
          const place = at(['spec', 'rules', index, 'http', 'paths', number, 'backend'])
          const port = asMap(asMap(backend.service).port)
          return stated(
            'Ingress',
            asMap(backend.service).name ?? backend.serviceName,
            place,
            portOf(port.number) ?? portOf(port.name) ?? portOf(backend.servicePort),
          )
        }),
      )
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'VirtualService':
      return [{ kind: 'entrance', at: at(['metadata', 'name']), by: 'Route', service: name }]
    default:
      return []
  }
}

/** A number or a name; a chart may leave it empty, and a template is yet to be filled in. */
function portOf(value: unknown): number | string | undefined {
  const text = asText(value) ?? ''
  return asNumber(value) ?? (/^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(text) ? text : undefined)
}

/** Hosts of an Ingress behind which one Service answers, whatever the path. */
export function hostsFromOutside({ data, at }: Manifest): FrontFact[] {
  if (data.kind !== 'Ingress') return []
  const rules = asList(asMap(data.spec).rules)
  return rules.flatMap((rule, index): FrontFact[] => {
    const host = asText(asMap(rule).host) ?? ''
    const backends = asList(asMap(asMap(rule).http).paths).map((path) => {
      const backend = asMap(asMap(path).backend)
      return asText(asMap(backend.service).name ?? backend.serviceName)
    })
    const [name, ...others] = new Set(backends)
    if (name === undefined || others.length > 0 || !/^[a-z0-9][\w-]*(?:\.[\w-]+)+$/i.test(host)) return []
    const place = at(['spec', 'rules', index])
    return [
      { kind: 'front', at: place, ports: [], hosts: [host], address: { host: name, shown: name }, fromOutside: true },
    ]
  })
}

function classOf({ data }: Manifest): { class?: string } {
  const text =
    asText(asMap(data.spec).ingressClassName) ??
    asText(asMap(asMap(data.metadata).annotations)['kubernetes.io/ingress.class'])
  return text === undefined ? {} : { class: text }
}
