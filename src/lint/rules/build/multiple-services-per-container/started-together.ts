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
    yield {
      message: `${place} starts ${allOf(services)} in one container.`,
      at,
      services,
      related: others.map(([service, where]) => ({ ...where, message: `${service} is started here` })),
    }
  }
}

/** What is started together stands in one file, or in the files of one folder: `conf.d/orders.ini`, `services.d/orders/run`. */
function startedWith(file: string): string {
  const folder = posix.dirname(file)
  if (posix.basename(file) === 'run') return posix.dirname(folder)
  return /(?:^|\/)conf\.d$/.test(folder) ? folder : file
}
