import type { Rule } from '../../../rule.ts'
import { answeringServices, lacks } from '../answering.ts'

export const noMetricsEndpoint: Rule = {
  id: 'no-metrics-endpoint',
  group: 'observability',
  severity: 'warning',
  preset: 'strict',
  summary: 'A service that shows no metrics.',
  why: 'How much it is asked, how fast it answers and how often it fails is not known, so no team can promise anything of it.',
  help: 'Serve /metrics in the format of Prometheus, or send metrics by OpenTelemetry.',
  *check(context) {
    const isWithout = lacks(context, 'metrics')
    for (const service of answeringServices(context).filter(isWithout)) {
      yield {
        message: `${service.name} shows no metrics: nothing in it has to do with any.`,
        at: service.at,
        services: [service.name],
      }
    }
  },
}
