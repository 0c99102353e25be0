import type { Fact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Graph, Service } from '../graph.ts'
import { workloadSelector } from '../owners/selected-workload.ts'
import { portVariable } from '../settings/port-variable.ts'
import { subjectOf } from '../subjects/of-fact.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'

/** A port that a service listens on, and the one of this machine that it is published on. */
export interface FoundPort {
  readonly container: number
  readonly host?: number
}

/** Published ports as compose files have them: `8080:80`. */
export const shownPorts = (ports: readonly FoundPort[]): string =>
  ports.map(({ container, host }) => (host === undefined ? `${container}` : `${host}:${container}`)).join(' ')

interface Claim {
  /** What tells whose port it is. */
  readonly fact: Fact
  readonly port: FoundPort
}

/** The ports of each service, by its name: as compose files and manifests have them, else its Dockerfile, else its code. */
export function portsOf(graph: Graph, facts: FactIndex): ReadonlyMap<string, readonly FoundPort[]> {
  const sources: readonly (readonly Claim[])[] = [
    facts.of('workload').flatMap((workload) =>
      workload.containers
        .filter(({ role }) => role === 'main')
        .flatMap(({ ports }) =>
          ports.map(({ container, host }) => ({
            fact: workload,
            port: { container, ...(host === undefined ? {} : { host }) },
          })),
        ),
    ),
    servedPorts(facts),
    facts.of('env-set').flatMap((fact) => numbered(fact, portVariable.test(fact.name) ? fact.value : undefined)),
    facts.of('expose').map((fact) => ({ fact, port: { container: fact.port } })),
    facts.of('listen').flatMap((fact) => (fact.port === undefined ? [] : [{ fact, port: { container: fact.port } }])),
    facts.of('env-read').flatMap((fact) => numbered(fact, portVariable.test(fact.name) ? fact.fallback : undefined)),
  ]
  const found = new Map<string, readonly FoundPort[]>()
  for (const source of sources) {
    const here = new Map<string, Map<number, FoundPort>>()
    for (const { fact, port } of source) {
      const name = subjectOf(graph, facts, fact)?.name
      if (name === undefined || found.has(name)) continue
      const ports = here.get(name) ?? new Map<number, FoundPort>()
      // What a manifest has no number for is none: `containerPort: 0`.
      if (port.container === 0) continue
      // What is published says more than what is not.
      if (ports.get(port.container)?.host === undefined) ports.set(port.container, port)
      here.set(name, ports)
    }
    for (const [name, ports] of here)
      found.set(
        name,
        [...ports.values()].sort((a, b) => a.container - b.container),
      )
  }
  return found
}

const numbered = (fact: Fact, text: string | undefined): Claim[] =>
  /^\d{2,5}$/.test(text ?? '') ? [{ fact, port: { container: Number(text) } }] : []

/** Where Services of Kubernetes send what they get: a pod need not say which ports it opens. */
function servedPorts(facts: FactIndex): Claim[] {
  const select = workloadSelector(facts.of('workload'))
  return facts.of('network-name').flatMap((name) => {
    const workload = name.source === 'kubernetes' ? select(name) : undefined
    return name.ports.flatMap(({ port, target = port }): Claim[] =>
      workload === undefined || typeof target !== 'number' ? [] : [{ fact: workload, port: { container: target } }],
    )
  })
}

/** Whether a service opens a port in its container that compose publishes as another one: there it is its own. */
export function portsInside(
  services: readonly Service[],
  facts: FactIndex,
): (service: Service, port: number | undefined) => boolean {
  const inside = new Set(
    facts.of('workload').flatMap((workload) => {
      const service = workload.source === 'compose' ? serviceOfWorkload({ services }, workload) : undefined
      const ports = service === undefined ? [] : workload.containers.flatMap((each) => each.ports)
      return ports.flatMap(({ container, host }) =>
        host === undefined || host === container ? [] : [`${service?.name}\0${container}`],
      )
    }),
  )
  return (service, port) => inside.has(`${service.name}\0${port}`)
}
