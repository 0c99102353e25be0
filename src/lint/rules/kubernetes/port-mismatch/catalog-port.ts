import type { Report, RuleContext } from '../../../rule.ts'
import { selects } from '../copies.ts'

/** Ports that the catalog names, against what the containers of the service state: one of them must have it. */
export function* portsOfCatalog({ facts, graph, subjectOf }: RuleContext): Iterable<Report> {
  for (const service of graph.services) {
    if (service.known !== 'declared' || service.port === undefined) continue
    const workloads = facts
      .of('workload')
      .filter((workload) => workload.source === 'kubernetes' && subjectOf(workload)?.name === service.name)
    const ports = workloads.flatMap(({ containers }) =>
      containers.flatMap((each) => (each.role === 'init' ? [] : each.ports.map(({ container }) => container))),
    )
    const [first] = workloads
    if (first === undefined || ports.length === 0 || ports.includes(service.port)) continue
    // What answers at its Service's port is reached there, whatever its containers have.
    const isServed = facts
      .of('network-name')
      .some(
        ({ selector, ports: served }) =>
          Object.keys(selector).length > 0 &&
          served.some(({ port }) => port === service.port) &&
          workloads.some(({ labels }) => selects(selector, labels)),
      )
    if (isServed) continue
    yield {
      message: `The catalog says that ${service.name} answers at port ${service.port}; its ${first.type} ${first.name} has ${[...new Set(ports)].join(', ')}.`,
      at: service.at,
      services: [service.name],
      severity: 'warning',
      related: [{ ...first.at, message: `${first.type} ${first.name}` }],
      help: `Give the annotation msvc.dev/port and the containerPort the same number.`,
    }
  }
}
