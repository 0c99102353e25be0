import { posix } from 'node:path'
import { takesMessages } from '../../../facts/code/topic-roles.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { isInfrastructureImage } from '../../../products/infrastructure-image.ts'
import { foldersAbove } from '../../folders-above.ts'
import { isTestFile } from '../../test-file.ts'
import type { Finder } from './finder.ts'

/** Projects of .NET that answer, or that are programs and open a port or take messages. Where anything runs such projects, the others are parts of them or left behind. */
export const dotnetProjects: Finder = ({ facts, nameFor }, found) => {
  const projects = facts.of('package').filter(({ ecosystem, at }) => ecosystem === 'nuget' && !isTestFile(at.file))
  if (runsAny(facts) && projects.some(({ at }) => found.holderOf(`${posix.dirname(at.file)}/.`) !== undefined)) return
  const takers = foldersOfTakers(facts)
  for (const { at, starts, runs } of projects) {
    const path = posix.dirname(at.file)
    if ((starts || (runs && takers.has(path))) && found.isApart(path)) found.add(nameFor(path), path, at)
  }
}

/** Folders in and below which code opens a port or takes messages: endpoints of NServiceBus and the like need no server. */
const foldersOfTakers = (facts: FactIndex): ReadonlySet<string> =>
  new Set(
    [...facts.of('topic').filter(takesMessages), ...facts.of('listen')].flatMap(({ at: { file } }) =>
      /\.(?:cs|fs|vb)$/.test(file) && !isTestFile(file) ? foldersAbove(file) : [],
    ),
  )

/** Whether compose files or manifests run more than databases, brokers and the like: what one works with while programs run by hand. */
const runsAny = (facts: FactIndex): boolean =>
  facts
    .of('workload')
    .some(
      ({ source, build, containers }) =>
        source !== 'compose' ||
        build !== undefined ||
        containers.some(({ image }) => image !== undefined && !isInfrastructureImage(image)),
    )
