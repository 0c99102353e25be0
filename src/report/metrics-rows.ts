import type { ServiceMetrics } from '../lint/metrics.ts'

export const metricsHeader = [
  'service',
  'used by',
  'uses',
  'instability',
  'chain',
  'in a circle',
  'changes with',
] as const

const mostNamed = 3

/** The measures of services as cells, under `metricsHeader`. */
export function metricsRows(metrics: readonly ServiceMetrics[]): string[][] {
  return metrics.map(({ service, afferent, efferent, instability, chain, inCycle, changesWith }) => [
    service,
    String(afferent),
    String(efferent),
    instability.toFixed(2),
    String(chain),
    inCycle ? 'yes' : 'no',
    changesWith
      .slice(0, mostNamed)
      .map((other) => `${other.service} (${other.commits})`)
      .join(', '),
  ])
}
