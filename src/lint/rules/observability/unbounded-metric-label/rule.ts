import type { MetricLabelFact } from '../../../../facts/fact.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Rule } from '../../../rule.ts'

const words: Readonly<Record<MetricLabelFact['holds'], string>> = {
  path: 'the path of each request as it came',
  id: 'an id',
  caller: 'what each caller brings',
}

export const unboundedMetricLabel: Rule = {
  id: 'unbounded-metric-label',
  group: 'observability',
  severity: 'warning',
  summary: 'A label of a metric that has no end of values.',
  why: 'Each value is a series of its own: whoever calls unknown paths fills the memory of the service and of the store of metrics.',
  help: 'Label with what there are few of, such as the pattern of the route; ids belong into traces and logs.',
  *check({ facts, serviceOf }) {
    const all = facts.of('metric-label').filter(({ at }) => !isTestFile(at.file))
    // What is called so in one file of a service is the same in the others.
    const keyOf = ({ at, value }: MetricLabelFact): string => `${serviceOf(at.file)?.name}\0${value.split('.').at(-1)}`
    const tended = new Set(all.flatMap((each) => (each.tended ? [keyOf(each)] : [])))
    for (const fact of all) {
      const { at, value, holds } = fact
      const service = serviceOf(at.file)
      if (service === undefined || (holds === 'id' && tended.has(keyOf(fact)))) continue
      const message = `${service.name} labels a metric with ${words[holds]}: ${value}.`
      yield { message, at, services: [service.name] }
    }
  },
}
