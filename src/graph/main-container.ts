import type { Container, WorkloadFact } from '../facts/fact.ts'

/** The container that a workload is there for; those beside it prepare or watch it. */
export const mainContainer = ({ containers }: Pick<WorkloadFact, 'containers'>): Container | undefined =>
  containers.find(({ role }) => role === 'main')
