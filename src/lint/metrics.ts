import { coChanges, massOf } from '../graph/co-change.ts'
import type { Commit } from '../graph/commit.ts'
import { type Coupling, couplingOf } from '../graph/coupling.ts'
import { serviceOf } from '../graph/subjects/of-file.ts'
import type { Survey } from '../graph/survey.ts'

/** How a service hangs together with the others. */
export interface ServiceMetrics extends Coupling {
  readonly service: string
  /** Services that changed in the same commits, the most often first. */
  readonly changesWith: readonly { readonly service: string; readonly commits: number }[]
}

/** As for the rule `changes-together`. */
const mass = 4

/** The measures of every service, by name; what changes together by these commits. */
export function measure({ graph }: Survey, commits: readonly Commit[]): ServiceMetrics[] {
  const coupling = couplingOf(graph)
  const together = coChanges(commits, (file) => serviceOf(graph, file)?.name, massOf(graph.services.length, mass))
  return graph.services.flatMap(({ name }) => {
    const measures = coupling.get(name)
    const changesWith = together
      .filter(({ rarer, other }) => rarer === name || other === name)
      .map(({ rarer, other, both }) => ({ service: rarer === name ? other : rarer, commits: both }))
      .sort((a, b) => b.commits - a.commits)
    return measures ? [{ service: name, ...measures, changesWith }] : []
  })
}
