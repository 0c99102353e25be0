import { posix } from 'node:path'
import type { ConfigObjectFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import { groupOf, type Owner } from './owners.ts'
import type { Setting } from './setting.ts'

/** Values of ConfigMaps, and places in Secrets, that workloads take whole or by key. */
export function mapped(services: readonly Service[], facts: FactIndex, owner: Owner): Setting[] {
  const objects = new Map<string, ConfigObjectFact[]>()
  for (const object of facts.of('config-object')) {
    const key = objectKey(object.source, object.name)
    objects.set(key, [...(objects.get(key) ?? []), object])
  }
  const isFirst = firstCopies(facts)
  const visible = (source: ConfigObjectFact['source'], name: string, service: Service, file: string, of = '') => {
    const seen = (objects.get(objectKey(source, name)) ?? []).filter((object) => {
      const holder = serviceOf({ services }, object.at.file)
      return holder === undefined || holder === service || holder.path === '.'
    })
    const taken = source === 'config-map' ? seen : isFirst(file, of) ? besides(file, seen) : []
    return taken.map((object) => ({ values: { ...object.values, ...valuesOfFiles(object, facts) } }))
  }
  const whole = facts.of('workload').flatMap((workload) => {
    const service = workload.envFrom.length === 0 ? undefined : serviceOfWorkload({ services }, workload)
    if (service === undefined) return []
    const group = groupOf(workload.at.file, workload.name)
    return workload.envFrom.flatMap(({ source, object }) =>
      visible(source, object, service, workload.at.file, workload.name).flatMap(({ values }) =>
        Object.entries(values).flatMap(([name, { value, at }]): Setting[] =>
          value === undefined
            ? []
            : [{ service, name, value, at, source, group, inContainer: true, whole: objectKey(source, object) }],
        ),
      ),
    )
  })
  const byKey = facts.of('env-set').flatMap((fact): Setting[] => {
    const { from, name } = fact
    const service = from.source === 'literal' ? undefined : owner(fact.at.file, fact.workload)
    if (from.source === 'literal' || service === undefined) return []
    const { source } = from
    return visible(source, from.object, service, fact.at.file, fact.workload).flatMap(({ values }) => {
      const entry = values[from.key]
      if (entry?.value === undefined) return []
      const group = groupOf(fact.at.file, fact.workload)
      return [{ service, name, value: entry.value, at: entry.at, source, group, inContainer: true }]
    })
  })
  return [...whole, ...byKey]
}

/** Of several copies of a system's manifests with other Secrets, those nearest to the root: whether a workload's is one. */
function firstCopies(facts: FactIndex): (file: string, workload: string) => boolean {
  const depth = (file: string): number => file.split('/').length
  const nearest = new Map<string, number>()
  for (const { at, name, partial } of facts.of('workload')) {
    if (!partial) nearest.set(name, Math.min(nearest.get(name) ?? depth(at.file), depth(at.file)))
  }
  return (file, workload) => depth(file) <= (nearest.get(workload) ?? depth(file))
}

/** Of objects of one name, those in the folder of who takes them, where there are any. */
function besides(file: string, objects: readonly ConfigObjectFact[]): readonly ConfigObjectFact[] {
  const near = objects.filter(({ at }) => posix.dirname(at.file) === posix.dirname(file))
  return near.length > 0 ? near : objects
}

const objectKey = (source: ConfigObjectFact['source'], name: string): string => `${source}\0${name}`

/** What a generated ConfigMap takes from files of variables. */
function valuesOfFiles({ envFiles = [] }: ConfigObjectFact, facts: FactIndex): ConfigObjectFact['values'] {
  const set = envFiles.flatMap((file) => facts.in(file)).filter((fact) => fact.kind === 'env-set')
  return Object.fromEntries(
    set.map(({ name, at, value }) => [name, { at, ...(value === undefined ? {} : { value }) }] as const),
  )
}
