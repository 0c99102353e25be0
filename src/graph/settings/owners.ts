import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'

/** Who gets what is given in a file, to a workload of it or to the folder it lies in. */
export type Owner = (file: string, workload: string | undefined) => Service | undefined

/** Finds owners by the workloads of each file. */
export function ownersOfWorkloads(services: readonly Service[], facts: FactIndex): Owner {
  const owners = new Map(
    facts.of('workload').map((fact) => [groupOf(fact.at.file, fact.name), serviceOfWorkload({ services }, fact)]),
  )
  return (file, workload) => {
    const key = groupOf(file, workload)
    return owners.has(key) ? owners.get(key) : serviceOf({ services }, file)
  }
}

/** What is given together has one group: that of a workload, or of a file. */
export const groupOf = (file: string, workload: string | undefined): string => `${file}\0${workload ?? ''}`
