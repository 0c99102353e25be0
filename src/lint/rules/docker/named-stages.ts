import { posix } from 'node:path'
import type { BaseImageFact, WorkloadFact } from '../../../facts/fact.ts'
import { imageName } from '../../../products/image-name.ts'
import type { RuleContext } from '../../rule.ts'

/** Of so many stages of a file it is no accident that images are called after them behind the name of the system. */
const fewestBehind = 3

/**
 * The stage of a Dockerfile that the image of a service ends with, where one file makes the images of several: what compose
 * builds the service as, or the one that is called after the service or its image, though that begin with the name of the system. By the
 * service's name.
 */
export function namedStages({ facts, subjectOf }: RuleContext): ReadonlyMap<string, BaseImageFact> {
  const byFile = new Map<string, Map<string, BaseImageFact>>()
  for (const fact of facts.of('base-image')) {
    if (fact.stage === undefined) continue
    const stages = byFile.get(fact.at.file) ?? new Map<string, BaseImageFact>()
    byFile.set(fact.at.file, stages.set(fact.stage.toLowerCase(), fact))
  }
  const targets = new Map<string, BaseImageFact>()
  const called = new Map<string, Map<string, BaseImageFact>>()
  const behind = new Map<string, Map<string, BaseImageFact>>()
  const add = (known: typeof called, path: string, service: string, stage: BaseImageFact): void => {
    known.set(path, (known.get(path) ?? new Map<string, BaseImageFact>()).set(service, stage))
  }
  for (const workload of byFile.size === 0 ? [] : facts.of('workload')) {
    const subject = workload.partial ? undefined : subjectOf(workload)
    if (subject === undefined) continue
    const service = subject.name
    const { build, containers } = workload
    const file = build && (build.dockerfile ?? posix.join(build.context, 'Dockerfile'))
    const target = byFile.get(file ?? '')?.get(build?.target?.toLowerCase() ?? '')
    if (target && !isForWriting(workload, subject.path)) targets.set(service, target)
    const [main, ...others] = containers.filter(({ role }) => role === 'main')
    const image = main?.image === undefined || others.length > 0 ? [] : [imageName(main.image)]
    for (const [path, stages] of byFile) {
      const stage = [service, ...image].flatMap((name) => stages.get(name.toLowerCase()) ?? [])[0]
      if (stage) add(called, path, service, stage)
      const ends = image.flatMap((name) => longestEnd(name.toLowerCase(), stages) ?? [])[0]
      if (ends) add(behind, path, service, ends)
    }
  }
  // A stage may be called after the one service of its file, too, whose image goes on behind it.
  const ofAtLeast = (known: typeof called, fewest: number) =>
    [...known.values()].filter((services) => new Set(services.values()).size >= fewest).flatMap((each) => [...each])
  return new Map([...ofAtLeast(behind, fewestBehind), ...ofAtLeast(called, 2), ...targets])
}

/** Whether compose lays a service's code over the image, so that it runs while somebody writes it: what is deployed ends otherwise. */
const isForWriting = ({ mounts = [], build }: WorkloadFact, path: string): boolean =>
  mounts.some((mount) => mount === path || mount === build?.context)

/** The stage that the name of an image ends with, of several the longest: `service-catalog` of `shop-service-catalog`. */
function longestEnd(image: string, stages: ReadonlyMap<string, BaseImageFact>): BaseImageFact | undefined {
  for (let dash = image.indexOf('-'); dash >= 0; dash = image.indexOf('-', dash + 1)) {
    const stage = stages.get(image.slice(dash + 1))
    if (stage) return stage
  }
  return undefined
}
