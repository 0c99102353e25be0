import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'

const plain = /^(?:docker-)?compose\.ya?ml$/

/** Whether a workload stands in a compose file that adds to another: `compose.logging.yaml` beside `compose.yaml`. */
export function extraCompose(workloads: readonly WorkloadFact[]): (workload: WorkloadFact) => boolean {
  const mains = new Set(
    workloads.flatMap(({ source, at: { file } }) =>
      source === 'compose' && plain.test(posix.basename(file)) ? [posix.dirname(file)] : [],
    ),
  )
  return ({ source, at: { file } }) =>
    source === 'compose' && !plain.test(posix.basename(file)) && mains.has(posix.dirname(file))
}
