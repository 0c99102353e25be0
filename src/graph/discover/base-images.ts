import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { imageName, imagePath } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { imageBuilds } from './image-builds.ts'

/**
 * Finds the Dockerfiles of images that others of the repository are built upon: what such an image holds runs as a part of
 * them, and never by itself. They are known by the image's name in compose, or by their folder's where a registry stands
 * before it; an image of that folder's name that it is built upon itself is somebody else's.
 */
export function isBuiltUpon(facts: FactIndex, workloads: readonly WorkloadFact[]): (dockerfile: string) => boolean {
  const all = facts.of('base-image').filter(({ internal }) => !internal)
  const named = new Map(
    workloads.flatMap(({ build, containers: [container] }) =>
      build && container?.image
        ? [[build.dockerfile ?? posix.join(build.context, 'Dockerfile'), imagePath(container.image)] as const]
        : [],
    ),
  )
  const inScripts = new Map(imageBuilds(facts).map(({ dockerfile, image }) => [dockerfile, image] as const))
  return (dockerfile) => {
    const own = named.get(dockerfile)
    const called = inScripts.get(dockerfile)
    const folder = posix.basename(posix.dirname(dockerfile))
    const isIt = (image: string): boolean =>
      (called !== undefined && image.includes('/') && imageName(image).toLowerCase() === called) ||
      (own === undefined ? image.includes('/') && imageName(image) === folder : imagePath(image) === own)
    // `node/Dockerfile` on `node` is built on somebody else's of that name.
    const isNamesake = all.some(({ at, image }) => at.file === dockerfile && imageName(image) === folder)
    return !isNamesake && all.some(({ image }) => isIt(image))
  }
}

/** Finds the Dockerfiles whose image is somebody else's database, cache, broker or the like, with something added. */
export function madeOfOthers(facts: FactIndex): (dockerfile: string) => boolean {
  const made = new Map<string, boolean>()
  for (const { at, final, stage, internal, image } of facts.of('base-image')) {
    const key = (name: string): string => `${at.file}\0${name.toLowerCase()}`
    const isOthers = internal ? made.get(key(image)) === true : isInfrastructureImage(image)
    if (stage !== undefined) made.set(key(stage), isOthers)
    if (final) made.set(at.file, isOthers)
  }
  return (dockerfile) => made.get(dockerfile) === true
}

/**
 * Whether an image holds nothing but files for others to copy: from nothing, without a start, and run by no compose file. No
 * container can come of it.
 */
export function startsNothing(facts: FactIndex, workloads: readonly WorkloadFact[]): (dockerfile: string) => boolean {
  const run = new Set(
    workloads.flatMap(({ build }) =>
      build ? [posix.normalize(build.dockerfile ?? `${build.context}/Dockerfile`)] : [],
    ),
  )
  const started = new Set(facts.of('image-start').map(({ at }) => at.file))
  const empty = new Set(
    facts.of('base-image').flatMap(({ at, image, final }) => (final && image === 'scratch' ? [at.file] : [])),
  )
  const filled = new Set(facts.of('image-copy').map(({ at }) => at.file))
  return (dockerfile) =>
    empty.has(dockerfile) && filled.has(dockerfile) && !started.has(dockerfile) && !run.has(dockerfile)
}
