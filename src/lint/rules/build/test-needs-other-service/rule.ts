import type { Rule } from '../../../rule.ts'

export const testNeedsOtherService: Rule = {
  id: 'test-needs-other-service',
  group: 'build',
  severity: 'warning',
  summary: 'To test one service, another is built and started.',
  why: 'Its tests fail when the other service does, and neither team can release without the other’s build.',
  help: 'Test against the contract of the other service: a stub made from its OpenAPI document, or a consumer contract.',
  *check({ facts, serviceOf, subjectOf }) {
    for (const workload of facts.of('workload')) {
      if (workload.source !== 'compose' || workload.build === undefined) continue
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
