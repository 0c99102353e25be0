import { posix } from 'node:path'
import type { At, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { imageName } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import type { Service } from '../graph.ts'
import { mainContainer } from '../main-container.ts'
import { plainName, type SourceFolders } from '../source-folders.ts'
import { isTooling, nameOfWorkload } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'
import { extraCompose } from './extra-compose.ts'
import { imageBuilds } from './image-builds.ts'
import { isKeptRunning } from './programs/kept-running.ts'
import type { ServingProgram } from './programs/serving.ts'
import { startsServer } from './servers.ts'
import type { Tree } from './tree.ts'

/** Names of workloads that say nothing of what the one thing in a repository is. */
const vague = /^(?:laravel\.test|app|application|api|backend|main|server|service|web)$/i

/** What hands requests on to the one thing, and is built from the same folder. */
const inFront = /^(?:nginx|caddy|traefik|haproxy|(?:reverse-?)?proxy)$/i

const isAtRoot = ({ at }: { readonly at: At }): boolean => posix.dirname(at.file) === '.'

/** Folders below the root that have a manifest of their own. */
const foldersApart = (facts: FactIndex): string[] => [
  ...new Set(facts.of('package').flatMap((each) => (isAtRoot(each) ? [] : [posix.dirname(each.at.file)]))),
]

/** The service that a repository is as a whole: what is built at its root, and nothing else was found in it. */
export function rootService(
  facts: FactIndex,
  sources: SourceFolders,
  programs: readonly ServingProgram[],
): { readonly name: string; readonly at: At } | undefined {
  if (sources.languageOf('.') === undefined) return undefined
  const all = facts.of('workload').filter(({ build }) => build?.context === '.')
  // What a compose file beside the others adds, as a debugger, is another form of it.
  const isExtra = extraCompose(all)
  const usual = all.some((each) => !isExtra(each)) ? all.filter((each) => !isExtra(each)) : all
  const behind = usual.filter(({ name }) => !inFront.test(name))
  const built = behind.length > 0 ? behind : usual
  // Of what runs one image, what answers is what people call it by, and what prepares something for it is not.
  const opens = ({ containers }: WorkloadFact): boolean => containers.some(({ ports }) => ports.length > 0)
  const workload = built.find(opens) ?? built.find(({ name }) => !isTooling(name)) ?? built[0]
  const image = facts
    .of('base-image')
    .find((fact) => fact.final && isAtRoot(fact) && !isInfrastructureImage(fact.image))
  const manifest = facts.of('package').find((fact) => isAtRoot(fact) && fact.name !== undefined)
  // A script may open a port with nothing but what Node brings.
  const isOpen = facts.of('listen').some(({ at }) => /\.[cm]?[jt]s$/.test(at.file) && !isTestFile(at.file))
  const started = facts.of('package').find((fact) => isAtRoot(fact) && (startsServer(fact) || (fact.starts && isOpen)))
  const program = programs.find(({ folder }) => folder === '.')
  const process = facts.of('process').find((fact) => fact.folder === '.' && isKeptRunning(fact))
  const at = [workload, image, started, program, process].find((each) => each !== undefined)?.at
  return at && { name: nameOf(workload, manifest?.name), at }
}

/**
 * The service that begins at the root, where others lie in folders below: what compose builds there (`build: .`), the one
 * workload of a manifest that lies there beside a Dockerfile, what else names the root, or what its own manifest starts. A
 * server has to start there, so that it is no workspace of others and no image that takes them in.
 */
export function rootBesideOthers(tree: Tree, others: readonly Service[]): Service | undefined {
  const { facts, programs, workloads, builds } = tree
  const image = facts.of('base-image').find((each) => each.final && isAtRoot(each))
  if (image === undefined || isInfrastructureImage(image.image) || tree.isNoService('.', image.at.file))
    return undefined
  const isStarted = facts
    .of('package')
    .some((each) => isAtRoot(each) && each.members.length === 0 && startsServer(each))
  const isOpen = facts.of('listen').some((each) => isAtRoot(each) && !isTestFile(each.at.file))
  // That of a module of Go may begin further down, and be found there.
  const isBegun = programs.some(({ folder, at }) => folder === '.' && (!at.file.endsWith('.go') || isAtRoot({ at })))
  if (!isStarted && !isOpen && !isBegun) return undefined
  const isExtra = extraCompose(workloads)
  const isFree = ({ name }: { readonly name: string }): boolean =>
    !isTooling(name) && !others.some((other) => plainName(other.name) === plainName(name))
  const built = builds.filter((each) => each.folder === '.' && each.dockerfile === image.at.file)
  const opens = (name: string): boolean =>
    workloads.some((each) => each.name === name && each.containers.some(({ ports }) => ports.length > 0))
  const isRun = workloads.filter(
    (each) => !isExtra(each) && built.some(({ name }) => name === each.name) && isFree(each),
  )
  const [beside, ...more] = workloads.filter(
    (each) => each.source === 'kubernetes' && isAtRoot(each) && isOfNobody(each),
  )
  const run = isRun.find(({ name }) => opens(name)) ?? isRun[0] ?? (more.length === 0 ? beside : undefined)
  // What compose builds of it under another's name is that one's.
  const told = run ?? (built.length > 0 || holdsOthers(facts) ? undefined : namedRoot(tree, others, image.at.file))
  if (told === undefined || !isFree(told)) return undefined
  const place = { path: '.', others: foldersApart(facts), at: told.at }
  return { name: nameOfWorkload(told.name), ...place, known: 'discovered' }

  /** Whether the image of a workload is neither somebody else's product nor one that a service here is called after. */
  function isOfNobody(workload: WorkloadFact): boolean {
    const name = mainContainer(workload)?.image
    return name !== undefined && !isInfrastructureImage(name) && isFree({ name: imageName(name) }) && isFree(workload)
  }
}

/** What builds many packages from one root, and is installed there. */
const ofMonorepos = /^(?:nx|turbo|lerna|@nrwl\/.+|@nx\/.+|@microsoft\/rush)$/

/** Whether the root is one of packages that lie below: a workspace, or a parent with modules. */
const holdsOthers = (facts: FactIndex): boolean =>
  facts
    .of('package')
    .some(
      ({ at, members, dependencies }) =>
        isAtRoot({ at }) && (members.length > 0 || dependencies.some(({ name }) => ofMonorepos.test(name))),
    )

/**
 * What the root is called by what deploys or builds it: a workload whose image is called after its package, a script that
 * builds its Dockerfile, or a list of processes; and where none does so, by a package or module that starts what opens a port
 * in a file of its own, and of which none of the others is a part.
 */
function namedRoot(
  { facts, workloads, programs, copied }: Tree,
  others: readonly Service[],
  dockerfile: string,
): { readonly name: string; readonly at: At } | undefined {
  // Its image is of another folder's code.
  if (copied(dockerfile, '.') !== undefined) return undefined
  const manifest = facts.of('package').find((each) => isAtRoot(each) && each.name !== undefined)
  const own = manifest && nameOf(undefined, manifest.name)
  const images = new Set(imageBuilds(facts).flatMap((each) => (each.dockerfile === dockerfile ? [each.image] : [])))
  // One file for many images tells them apart by arguments: each is another program.
  if (images.size > 1) return undefined
  const [image] = images
  const isCalled = (name: string): boolean =>
    [own, image].some((each) => each !== undefined && plainName(each) === plainName(name))
  const runs = workloads.filter((each) => {
    const written = each.build === undefined ? mainContainer(each)?.image : undefined
    return written !== undefined && !isInfrastructureImage(written) && isCalled(imageName(written))
  })
  const run = runs.find(({ type }) => !/^(?:Cron)?Job$/.test(type))
  if (run !== undefined) return run
  const build = facts.of('image-build').find(({ places }) => places.some((each) => each.dockerfile === dockerfile))
  const process = facts.of('process').find((each) => each.folder === '.' && isKeptRunning(each))
  const isStarted =
    (manifest?.ecosystem === 'npm' && startsServer(manifest)) ||
    programs.some(({ folder, at }) => folder === '.' && at.file.endsWith('.go') && isAtRoot({ at }))
  const isBelow = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`)
  const isOthers = (file: string): boolean => others.some(({ path }) => path !== '.' && isBelow(file, path))
  // Programs of the same module or package are its commands, and its image may be theirs.
  const apart = foldersApart(facts)
  const isAlone = others.every(({ path }) => apart.some((folder) => isBelow(path, folder)))
  const isOpen = facts
    .of('listen')
    .some(({ at: { file } }) => /^(?:src\/)?[^/]+$/.test(file) && !isTestFile(file) && !isOthers(file))
  const at = (build ?? process ?? (isStarted && isOpen && isAlone ? manifest : undefined))?.at
  const called = process === undefined || vague.test(process.name) ? undefined : process.name
  const name = own ?? called ?? image
  return at && name !== undefined ? { name, at } : undefined
}

/** As its workload is called, else as its manifest calls it: without scope, group or path. */
function nameOf(workload: WorkloadFact | undefined, manifest: string | undefined): string {
  const run = workload === undefined ? undefined : nameOfWorkload(workload.name)
  const called = manifest?.split(/[/:]/).findLast((part) => !/^v\d+$/.test(part))
  return (run !== undefined && !vague.test(run) ? run : undefined) ?? called ?? run ?? 'app'
}
