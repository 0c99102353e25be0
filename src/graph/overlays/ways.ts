import { posix } from 'node:path'
import type { KustomizationFact } from '../../facts/fact.ts'

/** How a file gets into what is deployed: through the kustomization that takes it, those that take that, and so on. */
export type Way = readonly KustomizationFact[]

/** Nobody has more overlays of one base; kustomizations that take each other all the time would have no end of ways. */
const mostWays = 100

/** Finds every way of a file to the outermost kustomizations, in the order of their files. */
export function waysOut(kustomizations: readonly KustomizationFact[]): (file: string) => readonly Way[] {
  const takers = new Map<string, KustomizationFact[]>()
  for (const each of kustomizations) {
    for (const taken of each.takes) takers.set(taken, [...(takers.get(taken) ?? []), each])
  }
  const known = new Map<KustomizationFact, readonly Way[]>()
  const from = (each: KustomizationFact): readonly Way[] => {
    const ways = known.get(each)
    if (ways) return ways
    // One that takes itself on the way has no end there.
    known.set(each, [])
    const above = takers.get(posix.dirname(each.at.file)) ?? []
    const found = above.length === 0 ? [[each]] : above.flatMap(from).map((way) => [each, ...way])
    const kept = found.slice(0, mostWays)
    known.set(each, kept)
    return kept
  }
  const byFile = new Map(kustomizations.map((each) => [each.at.file, each]))
  return (file) => {
    const own = byFile.get(file)
    return own ? from(own) : (takers.get(file) ?? []).flatMap(from).slice(0, mostWays)
  }
}

/** What a name in a file has become at the end of a way. */
export const nameAfter = (name: string, way: Way): string =>
  way.reduce((text, { prefix = '', suffix = '' }) => `${prefix}${text}${suffix}`, name)

/** The namespace that all of a way ends up in: the outermost says it last. */
export const namespaceAfter = (way: Way): string | undefined =>
  way.findLast(({ namespace }) => namespace !== undefined)?.namespace

/** How many kustomizations two ways have in common at their ends; none for ways of two deployments. */
export function inCommon(one: Way, other: Way): number {
  let count = 0
  while (count < one.length && one.at(-1 - count) === other.at(-1 - count)) count++
  return count
}
