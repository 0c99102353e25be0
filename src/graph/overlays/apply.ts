import type { Fact, WorkloadFact } from '../../facts/fact.ts'
import { saysNothing } from '../telling-names.ts'
import { type ObjectNames, objectNames } from './object-names.ts'
import { nameAfter, namespaceAfter, type Way, waysOut } from './ways.ts'

/**
 * What kustomizations make of the names in manifests: the namespaces of workloads, the names of Services beside those that
 * stand there, and the names of ConfigMaps, Secrets and claims. Workloads keep theirs: patches and others speak of them by it. One
 * that has its labels from a kustomization alone is whole.
 */
export function withOverlays(facts: readonly Fact[]): readonly Fact[] {
  const kustomizations = facts.filter((fact) => fact.kind === 'kustomization')
  const isPlain = kustomizations.every(
    ({ prefix, suffix, namespace, labels }) => (prefix ?? suffix ?? namespace ?? labels) === undefined,
  )
  if (isPlain) return facts
  const waysTo = waysOut(kustomizations)
  const nameOf = objectNames(facts, waysTo)
  return facts.map((fact) => {
    const ways = waysTo(fact.at.file)
    return ways.length === 0 ? fact : placed(fact, ways, nameOf)
  })
}

function placed(fact: Fact, ways: readonly Way[], nameOf: ObjectNames): Fact {
  const { file } = fact.at
  switch (fact.kind) {
    case 'workload': {
      const [namespace] = ways.flatMap((way) => namespaceAfter(way) ?? [])
      const named = <Use extends { source: 'config-map' | 'secret' | 'claim'; object: string }>(use: Use): Use => ({
        ...use,
        object: nameOf({ file, source: use.source, name: use.object }),
      })
      return {
        ...fact,
        ...labelled(fact, ways),
        ...(namespace === undefined ? {} : { namespace }),
        envFrom: fact.envFrom.map(named),
        volumes: fact.volumes.map(named),
      }
    }
    case 'env-set': {
      const { from } = fact
      if (from.source === 'literal') return fact
      return { ...fact, from: { ...from, object: nameOf({ file, source: from.source, name: from.object }) } }
    }
    case 'config-object':
      return { ...fact, name: nameOf({ file, source: fact.source, name: fact.name }) }
    case 'network-name': {
      // The name of a side-car of Dapr is no name of an object.
      const overlaid = fact.workload === undefined ? namesAfter(fact.name, ways) : []
      return overlaid.length === 0 ? fact : { ...fact, overlaid }
    }
    default:
      return fact
  }
}

/** What looks like a part of a workload for want of labels, and is one that a kustomization takes as a whole and gives them to. */
function labelled(fact: WorkloadFact, ways: readonly Way[]): Partial<Pick<WorkloadFact, 'labels' | 'partial'>> {
  const { containers, partial, at } = fact
  const way = ways.find(([taker]) => taker !== undefined && !taker.patches.includes(at.file))
  const labels: Readonly<Record<string, string>> = Object.assign(
    {},
    fact.labels,
    ...(way ?? []).map((each) => each.labels),
  )
  // One `service` of several that only prefixes tell apart is known by none of its names.
  const isNamed = !saysNothing.test(fact.name) || way?.every(({ prefix }) => prefix === undefined)
  const isWhole = isNamed && containers.length > 0 && containers.every(({ image }) => image !== undefined)
  return partial && isWhole && Object.keys(labels).length > 0 ? { labels, partial: false } : {}
}

/** Names that differ from what stands there, each with the first kustomization that gives another one. */
function namesAfter(name: string, ways: readonly Way[]): { readonly name: string; readonly by: string }[] {
  const found = new Map<string, string>()
  for (const way of ways) {
    const after = nameAfter(name, way)
    const by = way.find(({ prefix, suffix }) => (prefix ?? suffix) !== undefined)
    if (by && after !== name && !found.has(after)) found.set(after, by.at.file)
  }
  return [...found].map(([after, by]) => ({ name: after, by }))
}
