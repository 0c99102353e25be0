import { posix } from 'node:path'
import type { BaseImageFact } from '../../../facts/fact.ts'
import { imageName } from '../../../products/image-name.ts'
import type { RuleContext } from '../../rule.ts'

/**
 * The stage of a Dockerfile that the image of a service ends with, where one file makes the images of several: what compose
 * builds the service as, or the one that is called after the service or its image. By the service's name.
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
  for (const workload of byFile.size === 0 ? [] : facts.of('workload')) {
    const service = workload.partial ? undefined : subjectOf(workload)?.name
    if (service === undefined) continue
    const { build, containers } = workload
    const file = build && (build.dockerfile ?? posix.join(build.context, 'Dockerfile'))
    const target = byFile.get(file ?? '')?.get(build?.target?.toLowerCase() ?? '')
    if (target) targets.set(service, target)
    const [main, ...others] = containers.filter(({ role }) => role === 'main')
    const image = main?.image === undefined || others.length > 0 ? [] : [imageName(main.image)]
    for (const [path, stages] of byFile) {
      const stage = [service, ...image].flatMap((name) => stages.get(name.toLowerCase()) ?? [])[0]
      if (stage) called.set(path, (called.get(path) ?? new Map<string, BaseImageFact>()).set(service, stage))
    }
  }
  // A stage may be called after the one service of its file, too, whose image goes on behind it.
  const ofSeveral = [...called.values()].filter((services) => new Set(services.values()).size > 1)
  return new Map([...ofSeveral.flatMap((services) => [...services]), ...targets])
}
