import type { At } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { portVariable } from '../settings/port-variable.ts'
import { serviceOf, serviceOfWorkload } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'
import { localFronts } from './fronts.ts'
import { type Host, whoRuns } from './who-runs.ts'

/** Where frameworks of the JVM answer that are told of no other port. */
const usualPort = 8080
const ofJvm = new Set(['java', 'kotlin', 'scala', 'groovy'])
/**
 * Ports that exactly one service has on the machine it is developed on: those that the catalog and compose give, and
 * where they give a port to nobody those that code, settings and files of variables open. `onlySaid`: not those that a framework has by default.
 */
export function localPorts(
  services: readonly Service[],
  facts: FactIndex,
  { onlySaid } = { onlySaid: false },
): Map<number, Host> {
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
  for (const { at, port } of [...facts.of('listen'), ...portsInEnvFiles(facts)]) {
    const service = port === undefined || isTestFile(at.file) ? undefined : serviceOf({ services }, at.file)
    if (service === undefined || port === undefined) continue
    told.add(service)
    if (!given.has(port)) claim(port, service)
  }
  for (const { at, language } of onlySaid ? [] : facts.of('program')) {
    const service = ofJvm.has(language) ? serviceOf({ services }, at.file) : undefined
    if (service && !told.has(service) && !given.has(usualPort)) claim(usualPort, service)
  }
  const found = new Map<number, Host>(
    [...claims].flatMap(([port, [service, ...others]]) =>
      service && others.length === 0 ? [[port, { kind: 'service', service }] as const] : [],
    ),
  )
  // Stores that compose runs for a developer answer there as well.
  for (const workload of facts.of('workload')) {
    const host = workload.source === 'compose' ? whoRuns(workload, services) : undefined
    for (const { ports } of host?.kind === 'resource' ? workload.containers : []) {
      for (const { host: port } of ports) if (host && port !== undefined && !claims.has(port)) found.set(port, host)
    }
  }
  return found
}

const envFile = /(?:^|\/)\.env(?:\.[\w.-]+)?$|\.env$/

/** `PORT=3500` in the file of variables of a service: where it answers on the machine of a developer. */
function portsInEnvFiles(facts: FactIndex): { readonly at: At; readonly port: number }[] {
  return facts.of('env-set').flatMap(({ at, name, value = '', workload }) => {
    const isPort = workload === undefined && portVariable.test(name) && /^\d{2,5}$/.test(value)
    return isPort && envFile.test(at.file) ? [{ at, port: Number(value) }] : []
  })
}
