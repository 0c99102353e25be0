import { posix } from 'node:path'
import { madeOfOthers } from '../../../graph/discover/base-images.ts'
import { placeOf, type Service } from '../../../graph/graph.ts'
import { isDemonstration } from '../../../graph/telling-names.ts'
import { isTestFile } from '../../../graph/test-file.ts'
import type { RuleContext } from '../../rule.ts'
import { appFiles } from '../app-files.ts'
import { outsideImages } from './outside-images.ts'
import { servicesBuilt } from './services-built.ts'
import { spareDockerfiles } from './spare-dockerfiles.ts'

/** `Dockerfile.dev`, which starts the code as it lies, `Dockerfile.test`, `build-tools.Dockerfile`; what is deployed is made by another one. */
export const isForDevelopment = (file: string): boolean =>
  /(?:^|[._-])(?:dev|devel|development|debug|local|tests?|testing|e2e|storybook|build[-_]?(?:env|tools?))(?:$|[._-])/i.test(
    posix.basename(file),
  )

/** `Dockerfile.e2e`, `e2e.Dockerfile`: an image that tests run in. */
export const isForTests = (file: string): boolean =>
  isTestFile(file) || /(?:^|[._-])(?:e2e|tests?|testing|cypress|playwright|ci)(?:$|[._-])/i.test(posix.basename(file))

/** `CMD ["sh"]`: nothing runs before whoever starts the image says what. */
export const shell = /^(?:\[\s*")?(?:\/bin\/)?(?:ba|da|a|z)?sh(?:"\s*\])?$/

/** Whether an image starts a shell, and takes nothing in of the repository: it holds tools for scripts and pipelines. */
function startsShell(facts: RuleContext['facts']): (dockerfile: string) => boolean {
  const isOurs = (source: string): boolean => !/^https?:/.test(source)
  const holding = new Set(
    facts
      .of('image-copy')
      .flatMap(({ at, from, sources }) => (from === undefined && sources.some(isOurs) ? [at.file] : [])),
  )
  const starts = new Map<string, boolean>()
  for (const { at, command } of facts.of('image-start'))
    starts.set(at.file, (starts.get(at.file) ?? true) && shell.test(command.trim()))
  return (file) => starts.get(file) === true && !holding.has(file)
}

/** What compose builds comes before all that it does not. */
const builtFirst = 1000

/** `Dockerfile.prod` is what is deployed, before the plain name, and that before any other. */
const rankOf = (name: string): number =>
  /(?:^|[._-])prod(?:uction)?(?:$|[._-])/i.test(name) ? -0.5 : /^(?:Docker|Container)file$/.test(name) ? 0 : 0.5

/**
 * The service whose image a Dockerfile makes: the one in whose folder it lies, or whom it is built for from outside, unless that folder has another Dockerfile
 * that compose builds, that lies further up, or that has the plain name. An image for generating, testing or debugging,
 * and one that builds an app for phones, are not the service's.
 */
export function imageOwners(context: RuleContext): (dockerfile: string) => Service | undefined {
  const { facts } = context
  const outside = outsideImages(context)
  const builtFor = servicesBuilt(context)
  const isOthers = madeOfOthers(facts)
  const serviceOf = (file: string): Service | undefined => {
    if (builtFor.has(file)) return builtFor.get(file)
    const holder = context.serviceOf(file) ?? outside(file)
    // What shows people how a service is used is none of its own.
    return holder && isDemonstration(file) && !isDemonstration(`${placeOf(holder.path)}/`) ? undefined : holder
  }
  const built = new Set(
    facts
      .of('workload')
      .flatMap(({ build }) => (build ? [build.dockerfile ?? posix.join(build.context, 'Dockerfile')] : [])),
  )
  const depthOf = (file: string): number =>
    file.split('/').length + rankOf(posix.basename(file)) - (built.has(file) ? builtFirst : 0)
  const isApp = appFiles(facts)
  const isSpare = spareDockerfiles(facts)
  const isShell = startsShell(facts)
  const isNone = (file: string): boolean =>
    isApp(file) || isForTests(file) || isForDevelopment(file) || isOthers(file) || isSpare(file) || isShell(file)
  const least = new Map<Service, number>()
  for (const { at } of facts.of('base-image')) {
    const service = isNone(at.file) ? undefined : serviceOf(at.file)
    if (service) least.set(service, Math.min(least.get(service) ?? Number.POSITIVE_INFINITY, depthOf(at.file)))
  }
  return (dockerfile) => {
    const service = isNone(dockerfile) ? undefined : serviceOf(dockerfile)
    return service && depthOf(dockerfile) === least.get(service) ? service : undefined
  }
}
