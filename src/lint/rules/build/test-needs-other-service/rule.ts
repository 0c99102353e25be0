import type { Service } from '../../../../graph/graph.ts'
import type { Rule } from '../../../rule.ts'

/** A service with one or two others is what somebody tests. */
const fewestOfSystem = 4

export const testNeedsOtherService: Rule = {
  id: 'test-needs-other-service',
  group: 'build',
  severity: 'warning',
  summary: 'To test one service, another is built and started.',
  why: 'Its tests fail when the other service does, and neither team can release without the other’s build.',
  help: 'Test against the contract of the other service: a stub made from its OpenAPI document, or a consumer contract.',
  *check({ facts, graph, serviceOf, subjectOf }) {
    // What builds most of the system starts it as a whole, wherever it lies.
    const started = new Map<string, Set<Service>>()
    for (const workload of facts.of('workload')) {
      const service = workload.source === 'compose' && workload.build ? subjectOf(workload) : undefined
      const { file } = workload.at
      if (service) started.set(file, (started.get(file) ?? new Set()).add(service))
    }
    const isWhole = (file: string): boolean => {
      const size = started.get(file)?.size ?? 0
      return size >= fewestOfSystem && size * 2 > graph.services.length
    }
    for (const workload of facts.of('workload')) {
      if (workload.source !== 'compose' || workload.build === undefined || isWhole(workload.at.file)) continue
      const [own, other] = [serviceOf(workload.at.file), subjectOf(workload)]
      if (own === undefined || own.path === '.' || other === undefined || own === other) continue
      if (own.program !== undefined && own.program === other.program) continue
      // A worker in the folder of its service is a part of it, though it be run by itself.
      if (other.path.startsWith(`${own.path}/`)) continue
      yield {
        message: `The compose file of ${own.name} builds and starts ${other.name}.`,
        at: workload.at,
        services: [own.name, other.name],
      }
    }
  },
}
