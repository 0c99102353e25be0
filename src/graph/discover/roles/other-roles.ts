import { posix } from 'node:path'
import type { WorkloadFact } from '../../../facts/fact.ts'
import type { Service } from '../../graph.ts'
import { plainName } from '../../source-folders.ts'
import { withoutCopy } from './copies.ts'

/**
 * Tells whether a workload runs the image of another one in another role: both are in manifests of one folder, and each is
 * called otherwise than the image and than a copy of the other. `images`: those that workloads run, by their names.
 */
export function otherRoles(images: ReadonlyMap<string, string>): (workload: WorkloadFact, twin: Service) => boolean {
  return ({ name, source, type, at, containers }, twin) => {
    const isHere = twin.at !== undefined && posix.dirname(twin.at.file) === posix.dirname(at.file)
    const program = plainName(twin.image ?? '')
    const [own, other] = [name, twin.name].map((each) => plainName(withoutCopy(each)))
    const isCalledSo = [own, other].some((each) => each?.includes(program) || program.includes(each ?? ''))
    const isWhole = source === 'kubernetes' && /^(?:Deployment|StatefulSet)$/.test(type) && containers.length > 0
    return isHere && isWhole && own !== other && !isCalledSo && !areOfTwoSets(name, twin.name, images)
  }
}

/**
 * Whether two workloads are each of a set, and both sets run the same images: `north-web` and `north-api` beside `south-web`
 * and `south-api` are two banks with the same programs.
 */
function areOfTwoSets(name: string, other: string, images: ReadonlyMap<string, string>): boolean {
  const tail = commonTail(name, other)
  const [own, its] = [name, other].map((each) => each.slice(0, each.length - tail.length))
  if (tail === '' || own === undefined || its === undefined) return false
  return [...images].some(
    ([each, image]) =>
      each.startsWith(`${own}-`) && !each.endsWith(tail) && images.get(its + each.slice(own.length)) === image,
  )
}

/** The words at their ends that two names have in common, with the hyphen before them: `-api`. */
function commonTail(name: string, other: string): string {
  const [own, its] = [name.split('-'), other.split('-')]
  let words = 0
  while (words < Math.min(own.length, its.length) - 1 && own.at(-1 - words) === its.at(-1 - words)) words++
  return own
    .slice(own.length - words)
    .map((word) => `-${word}`)
    .join('')
}
