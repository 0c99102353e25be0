import type { WorkloadFact } from '../../../facts/fact.ts'
import type { Service } from '../../../graph/graph.ts'

interface Placed {
  readonly service: Service
  readonly workload: WorkloadFact
}

/**
 * What plain manifests call a workload of a chart, which has the name of a release or of the chart before it: `shop-orders` is the
 * `orders` of the same service once more.
 */
export function namesOutsideOfCharts(containers: readonly Placed[]): (container: Placed) => string {
  const isOfChart = ({ at }: WorkloadFact): boolean => /(?:^|\/)templates\//.test(at.file)
  const keyOf = (service: Service, name: string): string => `${service.name}\0${name}`
  const plain = new Set(
    containers.flatMap(({ service, workload }) => (isOfChart(workload) ? [] : [keyOf(service, workload.name)])),
  )
  return ({ service, workload }) => {
    const { name } = workload
    const short = isOfChart(workload) ? service.name : name
    return short !== name && name.endsWith(`-${short}`) && plain.has(keyOf(service, short)) ? short : name
  }
}
