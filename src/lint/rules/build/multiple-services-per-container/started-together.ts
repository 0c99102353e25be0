import { posix } from 'node:path'
import type { At, SupervisedFact } from '../../../../facts/fact.ts'
import { startedBeside } from '../../../../facts/supervisor/command-line.ts'
import { isDemonstration } from '../../../../graph/telling-names.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { allOf } from '../../../listed.ts'
import type { Report, RuleContext } from '../../../rule.ts'
import { startedByImages } from './images.ts'
import { programFinder } from './program-finder.ts'

/** Services that one container starts beside each other: by a supervisor, or by commands that are not waited for. */
export function* startedTogether(context: RuleContext): Iterable<Report> {
  const serviceOf = programFinder(context.graph.services)
  const isOfImage = startedByImages(context.facts)
  const supervised = context.facts
    .of('supervised')
    .filter(({ at, workload }) => workload !== undefined || isOfImage(at.file))
  const commands = context.facts.of('image-start').flatMap(({ at, command }) => startedBeside(command, at))
  const isApart = runApart(context)
  const groups = new Map<string, SupervisedFact[]>()
  for (const fact of [...supervised, ...commands]) {
    if (isTestFile(fact.at.file) || isDemonstration(fact.at.file)) continue
    const key = fact.workload === undefined ? startedWith(fact.at.file) : `${fact.workload} in ${fact.at.file}`
    groups.set(key, [...(groups.get(key) ?? []), fact])
  }
  for (const [place, facts] of groups) {
    const started = new Map<string, At>()
    for (const fact of facts) {
      const service = serviceOf(fact)?.name
      if (service !== undefined && !started.has(service)) started.set(service, fact.at)
    }
    const [[, at] = [], ...others] = started
    if (at === undefined || others.length === 0) continue
    const services = [...started.keys()]
    // All in one, for who wants to try it: whoever deploys it has each by itself.
    if (facts.every(({ workload }) => workload === undefined) && services.every(isApart)) continue
    yield {
      message: `${place} starts ${allOf(services)} in one container.`,
      at,
      services,
      related: others.map(([service, where]) => ({ ...where, message: `${service} is started here` })),
    }
  }
}

/** Whether a service is also run by itself: by Kubernetes, or by compose from an image that is built before, or has a Dockerfile in its folder. */
function runApart({ facts, graph, serviceOf, subjectOf }: RuleContext): (service: string) => boolean {
  const paths = new Map(graph.services.map(({ name, path }) => [name, path]))
  const apart = new Set<string>()
  for (const { at } of facts.of('image-start')) {
    const owner = serviceOf(at.file)?.name
    if (owner !== undefined && paths.get(owner) === posix.dirname(at.file)) apart.add(owner)
  }
  for (const workload of facts.of('workload')) {
    const mains = workload.containers.filter(({ role }) => role === 'main')
    const isReleased =
      workload.source === 'kubernetes' || (workload.build === undefined && mains[0]?.image !== undefined)
    const service = workload.partial || mains.length > 1 || !isReleased ? undefined : subjectOf(workload)
    if (service) apart.add(service.name)
  }
  return (service) => apart.has(service)
}

/** What is started together stands in one file, or in the files of one folder: `conf.d/orders.ini`, `services.d/orders/run`. */
function startedWith(file: string): string {
  const folder = posix.dirname(file)
  if (posix.basename(file) === 'run') return posix.dirname(folder)
  return /(?:^|\/)conf\.d$/.test(folder) ? folder : file
}
