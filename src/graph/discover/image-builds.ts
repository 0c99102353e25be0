import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { present } from '../../facts/present.ts'
import { imageName } from '../../products/image-name.ts'
import { workloadCalled } from '../telling-names.ts'

/** An image that a script or a pipeline builds. */
export interface ImageBuild {
  /** The last part of its name. */
  readonly image: string
  readonly context: string
  readonly dockerfile: string
  /** The stage that it ends with, where the command says so. */
  readonly target?: string
}

/** Which Dockerfiles scripts and pipelines build, and from where: the first place that a command may mean and that is here. */
export function imageBuilds(facts: FactIndex): readonly ImageBuild[] {
  const known = builds.get(facts)
  if (known) return known
  const dockerfiles = new Set(facts.of('base-image').map(({ at }) => at.file))
  const found = facts.of('image-build').flatMap(({ image, places, target }): ImageBuild[] => {
    const place = places.find(({ dockerfile }) => dockerfiles.has(dockerfile))
    return place === undefined ? [] : [{ image, ...place, ...present({ target }) }]
  })
  builds.set(facts, found)
  return found
}

const builds = new WeakMap<FactIndex, readonly ImageBuild[]>()

/** Whether a Dockerfile makes, as a script or a pipeline says, an image that workloads run. */
export function deployedDockerfiles(
  facts: FactIndex,
  workloads: readonly WorkloadFact[],
): (dockerfile: string) => boolean {
  const run = new Set(
    workloads.flatMap(({ containers }) =>
      containers.flatMap(({ role, image }) => (role === 'main' && image ? [imageName(image).toLowerCase()] : [])),
    ),
  )
  const made = new Set(imageBuilds(facts).flatMap(({ image, dockerfile }) => (run.has(image) ? [dockerfile] : [])))
  return (dockerfile) => made.has(dockerfile)
}

/** What runs from images that scripts and pipelines build, one workload each, by the Dockerfile of which it is made. */
export function runImages(facts: FactIndex, workloads: readonly WorkloadFact[]) {
  const dockerfiles = new Map<string, Set<string>>()
  for (const { image, dockerfile } of imageBuilds(facts))
    dockerfiles.set(image, (dockerfiles.get(image) ?? new Set()).add(dockerfile))
  const users = new Map<string, Map<string, WorkloadFact>>()
  for (const workload of workloads) {
    const main = workload.containers.filter(({ role }) => role === 'main')
    for (const { image } of workload.build === undefined && main.length === 1 ? main : []) {
      const key = `${imageName(image ?? '').toLowerCase()}\0${workload.source}`
      users.set(key, (users.get(key) ?? new Map()).set(workloadCalled(workload), workload))
    }
  }
  return [...dockerfiles].flatMap(([image, made]) => {
    // Another file beside the plain one is for who works on what it makes: `Dockerfile.dev`.
    const plain = [...made].filter((each) => posix.basename(each) === 'Dockerfile')
    const isOfOneFolder = new Set([...made].map((each) => posix.dirname(each))).size === 1
    const [dockerfile, ...others] = isOfOneFolder && plain.length === 1 ? plain : made
    const [inCluster, inCompose] = ['kubernetes', 'compose'].map((source) => users.get(`${image}\0${source}`))
    const [[name, workload] = [], ...more] = inCluster ?? inCompose ?? []
    // One image in several roles is none of them, and one name for several Dockerfiles tells nothing.
    const isOne = dockerfile !== undefined && others.length === 0 && more.length === 0
    return isOne && name !== undefined && workload !== undefined && workload.type !== 'Job'
      ? [{ name, at: workload.at, dockerfile }]
      : []
  })
}

/**
 * Workloads of Kubernetes that run an image which a script ends with one stage of a Dockerfile of several programs, as if they
 * said themselves how it is built: each stage is another of them.
 */
export function stagedWorkloads(facts: FactIndex, workloads: readonly WorkloadFact[]): WorkloadFact[] {
  const staged = imageBuilds(facts).filter(({ target }) => target !== undefined)
  const stages = new Map<string, Set<string>>()
  for (const { dockerfile, target = '' } of staged)
    stages.set(dockerfile, (stages.get(dockerfile) ?? new Set()).add(target))
  return workloads.flatMap((workload) => {
    const main = workload.containers.filter(({ role }) => role === 'main')
    const image = imageName(main[0]?.image ?? '').toLowerCase()
    if (workload.source !== 'kubernetes' || workload.build !== undefined || main.length !== 1 || image === '') return []
    const [made, ...others] = staged.filter((each) => each.image === image)
    if (
      made === undefined ||
      others.some(({ target, dockerfile }) => target !== made.target || dockerfile !== made.dockerfile)
    )
      return []
    const { context, dockerfile, target } = made
    return (stages.get(dockerfile)?.size ?? 0) > 1
      ? [{ ...workload, build: { context, dockerfile, ...present({ target }) } }]
      : []
  })
}
