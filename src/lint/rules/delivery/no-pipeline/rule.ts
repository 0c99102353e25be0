import { listed } from '../../../listed.ts'
import type { Rule } from '../../../rule.ts'

export const noPipeline: Rule = {
  id: 'no-pipeline',
  group: 'delivery',
  severity: 'warning',
  preset: 'strict',
  summary: 'Services that no pipeline builds and tests.',
  why: 'What is built and released by hand is released seldom and together, by whoever knows how.',
  help: 'Add a pipeline that builds, tests and releases each service by itself when its files change.',
  *check({ graph, facts }) {
    const [first] = graph.services
    if (first === undefined || facts.of('pipeline').length > 0) return
    const names = graph.services.map(({ name }) => name)
    yield {
      message: `Nothing here builds and tests ${listed(names)}: there is no configuration of a pipeline.`,
      at: first.at,
      services: names,
    }
  },
}
