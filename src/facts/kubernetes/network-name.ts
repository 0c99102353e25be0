import type { NetworkNameFact } from '../fact.ts'
import { asList, asMap, asNumber, asText, asTexts } from '../loose.ts'
import { present } from '../present.ts'
import type { Manifest } from './manifest.ts'

/** The name by which a Service makes workloads known inside the cluster. */
export function networkNames({ data, name, at }: Manifest): NetworkNameFact[] {
  if (data.kind !== 'Service' || name === '' || !String(data.apiVersion).startsWith('v1')) return []
  const spec = asMap(data.spec)
  if (spec.type === 'ExternalName') return []
  const ports = asList(spec.ports).flatMap((entry) => {
    const port = asNumber(asMap(entry).port)
    const target = asNumber(asMap(entry).targetPort) ?? asText(asMap(entry).targetPort)
    if (port === undefined) return []
    const node = asNumber(asMap(entry).nodePort)
    // Meshes and ingresses ask for the protocol in one of these two.
    const isGrpc = /^grpc(?:-|$)/.test(asText(asMap(entry).appProtocol) ?? asText(asMap(entry).name) ?? '')
    const label = asText(asMap(entry).name)
    return [{ port, ...present({ name: label, target, node }), ...(isGrpc ? { protocol: 'grpc' as const } : {}) }]
  })
  return [
    {
      kind: 'network-name',
      at: at(['metadata', 'name']),
      source: 'kubernetes',
      name,
      selector: asTexts(spec.selector),
      ports,
    },
  ]
}
