import { posix } from 'node:path'
import type { At, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { present } from '../../facts/present.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { envFiles } from '../env-files.ts'
import { plainName, type SourceFolders } from '../source-folders.ts'
import { commonStart } from './common-words.ts'
import { type CopiedCode, copiedFrom, copiedIntoStage } from './copied-code.ts'
import { builtFolder, byNamesake, type FindNamesake } from './folders.ts'
import { startedProjects } from './started-projects.ts'

/** What Sail of Laravel calls an application in every compose file that it writes. */
const sail = 'laravel.test'

/** What a compose file builds, and the folder of its code. */
export interface Build {
  readonly name: string
  readonly at: At
  readonly dockerfile: string
  readonly context: string
  readonly folder: string
  /** It ends with a stage that compose names and is not the last one of the file, which says nothing of it. */
  readonly isStage?: true
}

/** What stages are called after that say how an image is made or where it runs, and not what is in it. */
const anyStage =
  /^(?:dev(?:elop(?:ment)?)?|prod(?:uction)?|tests?|testing|build(?:er)?|base|run(?:time|ner)?|final|release|deploy|local|debug|deps|dependencies|app|main|image)$/i

/** Tells whether a stage of a Dockerfile is somebody else's program, that is no part of the system. */
export function stagesOfOthers(facts: FactIndex): (dockerfile: string, stage: string) => boolean {
  const stages = new Set(
    facts
      .of('base-image')
      .flatMap(({ at, stage, image }) => (stage && isInfrastructureImage(image) ? [`${at.file}\0${stage}`] : [])),
  )
  return (dockerfile, stage) => stages.has(`${dockerfile}\0${stage}`)
}

/** What compose builds, from which Dockerfile and folder; of several of one folder, the one of its name first. */
export function buildsOf(
  workloads: readonly WorkloadFact[],
  facts: FactIndex,
  sources: SourceFolders,
  find: FindNamesake,
  copied: CopiedCode,
): readonly Build[] {
  const variables = envFiles(facts)
  const packsOthers = stagesOfOthers(facts)
  const dockerfiles = new Set(facts.of('base-image').map(({ at }) => at.file))
  const written = workloads.flatMap(({ build, name, at }) => {
    if (build === undefined) return []
    const { args = [], target } = build
    const said = posix.normalize(variables.filled(build.dockerfile ?? `${build.context}/Dockerfile`, at.file) ?? '')
    // `context: app/cart` with `dockerfile: cmd/cart/Dockerfile`, which somebody took for a path from where compose is.
    const behind = posix.join(posix.dirname(at.file), posix.relative(build.context, said))
    const isMistaken = !dockerfiles.has(said) && dockerfiles.has(behind)
    const [dockerfile, context] = isMistaken ? [behind, posix.dirname(at.file)] : [said, build.context]
    // What is not there may be in another repository; a name then is all that tells.
    if (!dockerfiles.has(dockerfile) && isInfrastructureImage(name)) return []
    // A stage that only packs somebody else's program, beside those of ours: `FROM prom/prometheus AS prometheus`.
    if (target !== undefined && packsOthers(dockerfile, target)) return []
    return [{ name, at, dockerfile, context, args, target }]
  })
  // A copy of a compose file in another folder builds from where nothing is.
  const built = new Set(written.flatMap(({ dockerfile, name }) => (dockerfiles.has(dockerfile) ? [name] : [])))
  const whole = written.filter(({ dockerfile, name }) => dockerfiles.has(dockerfile) || !built.has(name))
  const started = startedProjects(facts)
  const misplaced = misplacedContexts(whole, dockerfiles, sources)
  const users = new Map<string, Set<string>>()
  const parts = new Map<string, Set<string>>()
  for (const { dockerfile, name, context } of whole) {
    users.set(dockerfile, (users.get(dockerfile) ?? new Set()).add(name))
    parts.set(context, (parts.get(context) ?? new Set()).add(dockerfile))
  }
  const isOfAll = argumentsOfAll(whole)
  const earlier = new Set(
    facts.of('base-image').flatMap(({ at, stage, final }) => (stage && !final ? [`${at.file}\0${stage}`] : [])),
  )
  const builds = whole.map(({ args, target, ...build }) => {
    const isShared = (users.get(build.dockerfile)?.size ?? 0) > 1
    const isOneOfContext = (parts.get(build.context)?.size ?? 0) > 1
    const moved = misplaced.get(build.context)
    if (moved !== undefined) return { ...build, dockerfile: `${moved}/Dockerfile`, folder: moved }
    const taken = copiedFrom(facts, build.dockerfile, build.context)
    const takes = (folder: string): boolean =>
      taken.some((source) => source === '.' || `${folder}/`.startsWith(`${source}/`) || source.startsWith(`${folder}/`))
    const told = args.filter((each) => !isOfAll(build.dockerfile, each))
    const stage = target === undefined || anyStage.test(target) ? undefined : target
    const found = builtFolder(
      { ...build, isShared, isOneOfContext, takes, told, ...present({ stage }) },
      sources,
      find,
      dockerfiles,
      copied,
    )
    // The folder of all is nobody's: what the image starts lies in one of its own.
    const ofStage =
      isShared && target !== undefined && found === build.context
        ? copiedIntoStage(facts, build.dockerfile, target, build.context, sources)
        : undefined
    const folder = ofStage ?? ((isOneOfContext && found === build.context && started(build.dockerfile)) || found)
    const isOfSail = build.name === sail && folder !== '.'
    return {
      ...build,
      folder,
      ...(earlier.has(`${build.dockerfile}\0${target}`) ? { isStage: true as const } : {}),
      ...(isOfSail ? { name: posix.basename(folder) } : {}),
    }
  })
  // A copy of a compose file that has moved names a folder that is not there.
  const isThere = ({ dockerfile, folder }: (typeof builds)[number]): boolean =>
    dockerfiles.has(dockerfile) || sources.languageOf(folder) !== undefined
  const there = new Set(builds.filter(isThere).map(({ name }) => name))
  const inFile = (file: string) => builds.filter((build) => build.at.file === file && isThere(build))
  const isLeft = ({ name, at }: (typeof builds)[number]): boolean =>
    leftBehind(workloads, new Set(inFile(at.file).map((build) => build.name)))(name)
  const isPart = partsOfImages(builds, dockerfiles)
  const isGone = gone(dockerfiles)
  const isBefore = frontsOfOthers(builds, facts)
  return builds
    .filter(
      (build) => !isPart(build) && !isGone(build) && (isThere(build) || !(there.has(build.name) || isLeft(build))),
    )
    .map((build) => (isBefore(build) ? { ...build, folder: `${build.folder}#${build.name}` } : build))
    .sort(byNamesake)
}

/** Finds arguments of a Dockerfile that all who build by it give alike: they tell nobody apart. */
function argumentsOfAll(
  builds: readonly { readonly dockerfile: string; readonly name: string; readonly args: readonly string[] }[],
): (dockerfile: string, argument: string) => boolean {
  const users = new Map<string, Set<string>>()
  const add = (key: string, name: string) => users.set(key, (users.get(key) ?? new Set()).add(name))
  for (const { dockerfile, name, args } of builds)
    for (const key of [dockerfile, ...args.map((each) => `${dockerfile}\0${each}`)]) add(key, name)
  return (dockerfile, argument) => users.get(`${dockerfile}\0${argument}`)?.size === users.get(dockerfile)?.size
}

/**
 * Whether what is run without an image, as Tye does with a project, is the only one in the folder of what another file
 * builds an image of: the same service, for the machine of a developer.
 */
function partsOfImages<Build extends { readonly dockerfile: string; readonly folder: string }>(
  builds: readonly Build[],
  dockerfiles: ReadonlySet<string>,
): (build: Build) => boolean {
  const [images, projects] = [true, false].map((is) => builds.filter((each) => dockerfiles.has(each.dockerfile) === is))
  const isIn = (folder: string, above: string): boolean => above !== '.' && folder.startsWith(`${above}/`)
  const holdsOne = (above: string): boolean =>
    new Set(projects?.flatMap(({ folder }) => (isIn(folder, above) ? [folder] : []))).size === 1
  return ({ dockerfile, folder }) =>
    !dockerfiles.has(dockerfile) && (images ?? []).some((image) => isIn(folder, image.folder) && holdsOne(image.folder))
}

/**
 * Whether a web server is made in the folder that those lie in which it stands before: what is there besides is none of its code,
 * and the folder not its own.
 */
function frontsOfOthers<Build extends { readonly dockerfile: string; readonly folder: string }>(
  builds: readonly Build[],
  facts: FactIndex,
): (build: Build) => boolean {
  const servers = new Set(
    facts.of('base-image').flatMap(({ at, final, image }) => (final && webServer.test(image) ? [at.file] : [])),
  )
  return ({ dockerfile, folder }) =>
    servers.has(dockerfile) &&
    folder === posix.dirname(dockerfile) &&
    new Set(builds.flatMap((other) => (other.folder.startsWith(`${folder}/`) ? [other.folder] : []))).size > 1
}
const webServer = /(?:^|\/)(?:nginx|nginx-unprivileged|httpd|caddy|haproxy|traefik|envoy)(?:[:@]|$)/

/**
 * Whether compose builds something by a Dockerfile that is no longer there, and its context is where those of several others
 * lie: the code is gone, too, and the folder of all is not it.
 */
function gone<Build extends { readonly dockerfile: string; readonly context: string; readonly folder: string }>(
  dockerfiles: ReadonlySet<string>,
): (build: Build) => boolean {
  const folders = [...dockerfiles].map((file) => posix.dirname(file))
  const holdsSeveral = (context: string): boolean =>
    new Set(folders.filter((folder) => (context === '.' ? folder !== '.' : folder.startsWith(`${context}/`)))).size > 1
  return ({ dockerfile, context, folder }) =>
    !dockerfiles.has(dockerfile) &&
    folder === context &&
    !dockerfiles.has(`${context}/Dockerfile`) &&
    holdsSeveral(context)
}

/**
 * Whether what compose builds from where nothing is was forgotten there: Kubernetes runs most of the others, and nothing of
 * that name.
 */
function leftBehind(workloads: readonly WorkloadFact[], there: ReadonlySet<string>): (name: string) => boolean {
  const start = commonStart([...there])
  const bare = (name: string): string => plainName(name.slice(name.startsWith(start) ? start.length : 0))
  const run = workloads.flatMap(({ source, name, partial }) =>
    source === 'kubernetes' && !partial ? [plainName(name)] : [],
  )
  const isRun = (name: string): boolean => run.some((other) => other.endsWith(bare(name)))
  const isMost = there.size > 1 && [...there].filter(isRun).length * 2 > there.size
  return (name) => isMost && !isRun(name)
}

/**
 * Contexts that are no folders here, since they were moved or misspelt, by the folder that must be meant: the only one with
 * a Dockerfile that ends alike and that nothing else is built from.
 */
function misplacedContexts(
  builds: readonly { readonly context: string; readonly dockerfile: string }[],
  dockerfiles: ReadonlySet<string>,
  sources: SourceFolders,
): Map<string, string> {
  const isHere = (context: string): boolean => sources.languageOf(context) !== undefined
  const taken = new Set(builds.map(({ context }) => context))
  const free = [...dockerfiles].map((file) => posix.dirname(file)).filter((folder) => !taken.has(folder))
  return new Map(
    builds.flatMap(({ context, dockerfile }) => {
      if (context === '.' || isHere(context) || dockerfiles.has(dockerfile)) return []
      const [folder, ...others] = free.filter((each) => posix.basename(each) === posix.basename(context))
      return folder !== undefined && others.length === 0 ? [[context, folder] as const] : []
    }),
  )
}
