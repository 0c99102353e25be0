import { wordsOf } from '../../products/programs.ts'
import type { YamlPath } from '../../yaml/read.ts'
import { commandOf } from '../arguments.ts'
import type { Container, Probe, SecurityContext } from '../fact.ts'
import { asList, asMap, asNumber, asText, type Loose } from '../loose.ts'
import type { Manifest } from './manifest.ts'

/** Side-cars that meshes, log shippers and databases' proxies put beside a service. */
const sidecar = new RegExp(`${wordsOf('sidecar')}|proxy|exporter|side-?car|config(?:map)?-?reload(?:er)?`, 'i')

export interface PlacedContainer {
  readonly container: Container
  readonly data: Loose
  readonly path: YamlPath
}

/** Containers of a pod, init containers first. */
export function containersOf(spec: Loose, path: YamlPath, at: Manifest['at']): PlacedContainer[] {
  const main = asList(spec.containers)
  return (['initContainers', 'containers'] as const).flatMap((field) =>
    asList(spec[field]).map((entry, index): PlacedContainer => {
      const data = asMap(entry)
      const place = [...path, field, index]
      const name = asText(data.name) ?? ''
      const image = asText(data.image)
      const isSidecar = main.length > 1 && sidecar.test(`${name} ${image ?? ''}`)
      const container: Container = {
        at: at([...place, 'name']),
        name,
        ...(image === undefined ? {} : { image }),
        role: field === 'initContainers' ? 'init' : isSidecar ? 'sidecar' : 'main',
        ...commandOf(data.command, data.args),
        ports: asList(data.ports).flatMap(portOf),
        probes: {
          ...probe('startup', data.startupProbe, at([...place, 'startupProbe'])),
          ...probe('liveness', data.livenessProbe, at([...place, 'livenessProbe'])),
          ...probe('readiness', data.readinessProbe, at([...place, 'readinessProbe'])),
        },
        resources: {
          requests: quantities(asMap(data.resources).requests),
          limits: quantities(asMap(data.resources).limits),
        },
        ...mountedBy(data),
        security: { ...securityOf(spec.securityContext), ...securityOf(data.securityContext) },
      }
      return { container, data, path: place }
    }),
  )
}

function mountedBy(container: Loose): Pick<Container, 'mounted'> {
  const mounted = asList(container.volumeMounts).flatMap((mount) => asText(asMap(mount).name) ?? [])
  return mounted.length === 0 ? {} : { mounted }
}

/** What is asked or allowed of each: also where a script is yet to fill it in, as YAML reads `memory: {MEMORY_LIMIT}`. */
const quantities = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asMap(value)).flatMap(([key, item]) => (item == null ? [] : [[key, asText(item) ?? ''] as const])),
  )

function portOf(entry: unknown): Container['ports'][number][] {
  const { containerPort, hostPort, name } = asMap(entry)
  const port = asNumber(containerPort)
  if (port === undefined) return []
  const [host, label] = [asNumber(hostPort), asText(name)]
  return [{ container: port, ...(host === undefined ? {} : { host }), ...(label === undefined ? {} : { name: label }) }]
}

function probe(kind: 'startup' | 'liveness' | 'readiness', value: unknown, at: Probe['at']): Container['probes'] {
  const { httpGet, tcpSocket, exec, grpc, periodSeconds, failureThreshold } = asMap(value)
  const patience = (asNumber(periodSeconds) ?? 10) * (asNumber(failureThreshold) ?? 3)
  const http = asMap(httpGet)
  const asks =
    (httpGet && `http:${asText(http.path) ?? '/'}:${asText(http.port) ?? ''}`) ||
    (tcpSocket && `tcp:${asText(asMap(tcpSocket).port) ?? ''}`) ||
    (exec && `exec:${asList(asMap(exec).command).map(String).join(' ')}`) ||
    (grpc && `grpc:${asText(asMap(grpc).service) ?? ''}:${asText(asMap(grpc).port) ?? ''}`)
  return typeof asks === 'string' ? { [kind]: { at, asks, patience } } : {}
}

/** The parts of a security context that are of the types they should be. */
export function securityOf(value: unknown): SecurityContext {
  const { runAsNonRoot, runAsUser, privileged, readOnlyRootFilesystem, capabilities } = asMap(value)
  const added = asList(asMap(capabilities).add).flatMap(
    (each) => asText(each)?.toUpperCase().replace(/^CAP_/, '') ?? [],
  )
  const user = asNumber(runAsUser)
  return {
    ...(typeof runAsNonRoot === 'boolean' ? { runAsNonRoot } : {}),
    ...(user === undefined ? {} : { runAsUser: user }),
    ...(typeof privileged === 'boolean' ? { privileged } : {}),
    ...(added.length > 0 ? { capabilities: added } : {}),
    ...(typeof readOnlyRootFilesystem === 'boolean' ? { readOnlyRootFilesystem } : {}),
  }
}
