import type { At, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'

/**
 * What a workload takes whole for its variables and is not in the repository: Secrets, ConfigMaps and files. `of` is what
 * people call it: `Secret shop-settings`, `file cart/.env`.
 */
export function absentSettings(
  facts: FactIndex,
): (workload: WorkloadFact) => readonly { readonly at: At; readonly of: string }[] {
  const known = new Set(facts.of('config-object').map(({ source, name }) => `${source} ${name}`))
  return ({ at: place, envFrom, envFiles }) => [
    ...envFrom.flatMap(({ at, source, object }) =>
      known.has(`${source} ${object}`) ? [] : [{ at, of: `${source === 'secret' ? 'Secret' : 'ConfigMap'} ${object}` }],
    ),
    ...envFiles.flatMap((file) => (facts.in(file).length > 0 ? [] : [{ at: place, of: `file ${file}` }])),
  ]
}
