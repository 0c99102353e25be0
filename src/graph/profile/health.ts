import { posix } from 'node:path'
import type { Fact, Probe } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { healthAsked } from '../../facts/health-check/asked.ts'
import type { HealthEndpoint, Service } from '../graph.ts'
import { resolverOf } from '../imports/index.ts'
import { mountedRoutes } from '../imports/mounted-routes.ts'
import { subjectOf } from '../subjects/of-fact.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import { runtimeDependencies } from './dependencies.ts'

/** What people call the path under which a service tells how it is. */
const path =
  /^(?:(?:api|v\d+|internal|public|private|admin|system|monitor(?:ing)?|actuator|management|probes?|rest|q|-|_)\/){0,3}(?:health(?:[-_]?checks?)?|healthz|livez?|liveness|readyz?|readiness|startupz?|alive|hc|up|ping|heartbeat)(?:\/(?:live|liveness|ready|readiness|startup))?$/
/** Where frameworks answer by themselves, with a library for it: https://docs.spring.io/spring-boot/reference/actuator, https://quarkus.io/guides/smallrye-health, https://docs.micronaut.io/latest/guide/#healthEndpoint */
const libraries: readonly (readonly [RegExp, string])[] = [
  [/:spring-boot-starter-actuator$/, '/actuator/health'],
  [/:quarkus-smallrye-health$/, '/q/health'],
  [/:micronaut-management$/, '/health'],
]

/** Where each service is asked how it is, by its name: as probes ask, and besides as its code or a library answers. */
export function healthOf(
  services: readonly Service[],
  facts: FactIndex,
): ReadonlyMap<string, readonly HealthEndpoint[]> {
  const found = new Map<string, Map<string, HealthEndpoint>>()
  const isLibrary = (file: string): boolean => serviceOf({ services }, file) === undefined
  const add = (fact: Fact, asks: string, { file, line } = fact.at, purpose?: HealthEndpoint['purpose']): void => {
    const service = subjectOf({ services }, facts, fact)
    if (service === undefined || isTestFile(file)) return
    const all = found.get(service.name) ?? new Map<string, HealthEndpoint>()
    const key = `${asks} ${purpose ?? ''}`
    const isKnown = purpose === undefined && [...all.values()].some((each) => each.asks === asks)
    if (!isKnown && !all.has(key)) all.set(key, { asks, ...(purpose ? { purpose } : {}), file, line })
    found.set(service.name, all)
  }
  for (const workload of facts.of('workload')) {
    for (const { role, probes, health } of workload.containers) {
      if (role !== 'main') continue
      if (health !== undefined) add(workload, health.asks, health.at)
      for (const purpose of ['startup', 'liveness', 'readiness'] as const) {
        const asks = askedBy(probes[purpose])
        if (asks !== undefined) add(workload, asks, probes[purpose]?.at, purpose)
      }
    }
  }
  for (const check of facts.of('health-check')) add(check, check.asks)
  for (const stub of facts.of('stub')) if (stub.role === 'serves' && stub.service === 'Health') add(stub, 'gRPC')
  const pathsOf = mountedRoutes(facts, resolverOf(facts))
  const routes = facts.of('route').flatMap((route) => {
    if (route.role !== 'serves' || (route.method ?? 'GET') !== 'GET') return []
    const own = pathsOf(route).find((whole) => path.test(whole)) ?? (path.test(route.path) ? route.path : undefined)
    return own === undefined ? [] : [{ ...route, path: own }]
  })
  for (const route of routes) add(route, `/${route.path}`)
  // A project of .NET that others share answers for whoever is built with it: Aspire's `MapDefaultEndpoints`.
  for (const project of facts.of('import')) {
    if (project.language !== 'msbuild' || !project.specifier.endsWith('proj')) continue
    const folder = posix.join(posix.dirname(project.at.file), posix.dirname(project.specifier))
    for (const route of routes)
      if (route.at.file.startsWith(`${folder}/`) && isLibrary(route.at.file)) add(project, `/${route.path}`, route.at)
  }
  const dependenciesOf = runtimeDependencies(facts)
  for (const fact of facts.of('package')) {
    for (const { name, at } of dependenciesOf(fact)) {
      const answers = libraries.find(([library]) => library.test(name))?.[1]
      if (answers !== undefined) add(fact, answers, at)
    }
  }
  return new Map([...found].map(([name, all]) => [name, [...all.values()]]))
}

/** The path that a probe asks for, or `gRPC`; nothing of one that only tries a port or runs what asks nobody. */
function askedBy(probe: Probe | undefined): string | undefined {
  const [, kind, asked = ''] = /^(\w+):(.*)$/s.exec(probe?.asks ?? '') ?? []
  if (kind === 'grpc') return 'gRPC'
  if (kind === 'http') return `/${asked.replace(/:[^:/]*$/, '').replace(/^\/+/, '')}`
  return kind === 'exec' ? healthAsked(asked) : undefined
}
