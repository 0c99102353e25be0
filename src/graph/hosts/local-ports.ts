import type { At } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { pagesAmong } from '../in-browsers.ts'
import { portVariable } from '../settings/port-variable.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import { isTestFile } from '../test-file.ts'
import { localFronts } from './fronts.ts'
import { type Host, whoRuns } from './who-runs.ts'

/** Where frameworks of the JVM answer that are told of no other port. */
const usualPort = 8080
const ofJvm = new Set(['java', 'kotlin', 'scala', 'groovy'])

/** Who answers at which port of a machine. */
type Ports = ReadonlyMap<number, Host>

/**
 * Ports that exactly one service has on the machine it is developed on: those that the catalog and compose give, and
 * where they give a port to nobody those that code, settings and files of variables open. `said`: not those that a framework has by default.
 */
export function localPorts(
  services: readonly Service[],
  facts: FactIndex,
): { readonly all: Ports; readonly said: Ports } {
  const claims = new Map<number, Set<Service>>()
  const claim = (port: number, service: Service): void => {
    claims.set(port, (claims.get(port) ?? new Set()).add(service))
  }
  for (const service of services) if (service.port !== undefined) claim(service.port, service)
  for (const workload of facts.of('workload')) {
    const service = workload.source === 'compose' ? serviceOfWorkload({ services }, workload) : undefined
    for (const { ports } of service ? workload.containers : []) {
      for (const { host } of ports) if (host !== undefined && service) claim(host, service)
    }
  }
  for (const { port, service } of localFronts(facts, services)) claim(port, service)
  const given = new Set(claims.keys())
  const told = new Set<Service>()
  const opened: readonly Opened[] = [...facts.of('listen'), ...portsInEnvFiles(facts)]
  for (const { at, port, language } of opened) {
    const service = port === undefined || isTestFile(at.file) ? undefined : serviceOf({ services }, at.file)
    if (service === undefined || port === undefined) continue
    if (language !== undefined && language !== service.language) continue
    told.add(service)
    if (!given.has(port)) claim(port, service)
  }
  const inside = [...portsOfStores(services, facts), ...portsInContainers(services, facts)]
  const said = portsOf(claims, inside)
  for (const { at, language } of facts.of('program')) {
    const service = ofJvm.has(language) ? serviceOf({ services }, at.file) : undefined
    if (service && !told.has(service) && !given.has(usualPort)) claim(usualPort, service)
  }
  return { all: portsOf(claims, inside), said }
}

/** Ports that one service alone claims; and of the others those that nobody claims, each to whom it is given first. */
function portsOf(
  claims: ReadonlyMap<number, ReadonlySet<Service>>,
  others: readonly (readonly [port: number, host: Host])[],
): Ports {
  const found = new Map<number, Host>()
  for (const [port, [service, ...more]] of claims)
    if (service && more.length === 0) found.set(port, { kind: 'service', service })
  for (const [port, host] of others) if (!claims.has(port) && !found.has(port)) found.set(port, host)
  return found
}

/** Stores that compose runs for a developer answer on the machine as well. */
function portsOfStores(services: readonly Service[], facts: FactIndex): (readonly [number, Host])[] {
  const last = new Map<number, Host>()
  for (const workload of facts.of('workload')) {
    const host = workload.source === 'compose' ? whoRuns(workload, services, facts) : undefined
    for (const { ports } of host?.kind === 'resource' ? workload.containers : []) {
      for (const { host: port } of ports) if (host && port !== undefined) last.set(port, host)
    }
  }
  return [...last]
}

/** A port that a service opens; in this language, where it would say nothing of others. */
interface Opened {
  readonly at: At
  readonly port?: number
  readonly language?: string
}

const envFile = /(?:^|\/)\.env(?:\.[\w.-]+)?$|\.env$/

/** Ports at which pages and programs, also of gRPC, answer by custom: one that is published at another says nothing of whoever asks there. */
const manysPorts: ReadonlySet<number> = new Set([80, 443, 3000, 5000, 8000, usualPort, 9000, 50051])

/**
 * Ports that only one service has inside its container, or where nothing tells its code of another: without the container
 * it answers there as well.
 */
function portsInContainers(services: readonly Service[], facts: FactIndex): (readonly [number, Host])[] {
  const inside = new Map<number, Set<Service>>()
  const claim = (port: number, service: Service | undefined): void => {
    if (service && !manysPorts.has(port)) inside.set(port, (inside.get(port) ?? new Set()).add(service))
  }
  // Browsers are sent to pages, and nobody calls them.
  const pages = pagesAmong(facts, services)
  const answering = (service: Service | undefined): Service | undefined =>
    service && pages.has(service) ? undefined : service
  for (const workload of facts.of('workload')) {
    const service = serviceOfWorkload({ services }, workload)
    for (const { ports } of service ? workload.containers : []) {
      for (const { container } of ports) claim(container, workload.source === 'compose' ? service : answering(service))
    }
  }
  for (const { at, port } of facts.of('expose')) claim(port, answering(serviceOf({ services }, at.file)))
  for (const { at, name, fallback = '' } of facts.of('env-read')) {
    if (portVariable.test(name) && /^\d{2,5}$/.test(fallback) && !isTestFile(at.file))
      claim(Number(fallback), answering(serviceOf({ services }, at.file)))
  }
  return [...inside].flatMap(([port, [only, ...others]]) =>
    only && others.length === 0 ? [[port, { kind: 'service', service: only }] as const] : [],
  )
}

/** Where Laravel is found, with a port: `http://localhost:8002`. */
const ownUrl = /^https?:\/\/(?:localhost|127\.0\.0\.1):(\d{2,5})\/?$/

/**
 * Where a service answers on the machine of a developer, by its file of variables: `PORT=3500`, and `APP_URL` of Laravel,
 * which elsewhere may be a page.
 */
function portsInEnvFiles(facts: FactIndex): Opened[] {
  return facts.of('env-set').flatMap(({ at, name, value = '', workload }) => {
    if (workload !== undefined || !envFile.test(at.file)) return []
    if (portVariable.test(name) && /^\d{2,5}$/.test(value)) return [{ at, port: Number(value) }]
    const port = name === 'APP_URL' ? ownUrl.exec(value)?.[1] : undefined
    return port === undefined ? [] : [{ at, port: Number(port), language: 'php' }]
  })
}
