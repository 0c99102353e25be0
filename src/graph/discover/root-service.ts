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
import { isKeptRunning } from './programs/kept-running.ts'
import type { ServingProgram } from './programs/serving.ts'
import { startsServer } from './servers.ts'
import type { Tree } from './tree.ts'

/** Names of workloads that say nothing of what the one thing in a repository is. */
const vague = /^(?:laravel\.test|app|application|api|backend|main|server|service|web)$/i

/** What hands requests on to the one thing, and is built from the same folder. */
const inFront = /^(?:nginx|caddy|traefik|haproxy|(?:reverse-?)?proxy)$/i

/** The service that a repository is as a whole: what is built at its root, and nothing else was found in it. */
export function rootService(
  facts: FactIndex,
  sources: SourceFolders,
  programs: readonly ServingProgram[],
): { readonly name: string; readonly at: At } | undefined {
  if (sources.languageOf('.') === undefined) return undefined
  const isAtRoot = ({ at }: { readonly at: At }): boolean => posix.dirname(at.file) === '.'
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
 * The service that begins at the root, where others lie in folders below: what compose builds there (`build: .`), or the one
 * workload of a manifest that lies there beside a Dockerfile. A server has to start there, so that it is no workspace of others
 * and no image that takes them in.
 */
export function rootBesideOthers(tree: Tree, others: readonly Service[]): Service | undefined {
  const { facts, programs, workloads, builds } = tree
  const isAtRoot = ({ at }: { readonly at: At }): boolean => posix.dirname(at.file) === '.'
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
  if (run === undefined || !isFree(run)) return undefined
  const apart = facts.of('package').flatMap((each) => (isAtRoot(each) ? [] : [posix.dirname(each.at.file)]))
  const place = { path: '.', others: [...new Set(apart)], at: run.at }
  return { name: nameOfWorkload(run.name), ...place, known: 'discovered' }

  /** Whether the image of a workload is neither somebody else's product nor one that a service here is called after. */
  function isOfNobody(workload: WorkloadFact): boolean {
    const name = mainContainer(workload)?.image
    return name !== undefined && !isInfrastructureImage(name) && isFree({ name: imageName(name) }) && isFree(workload)
  }
}

/** As its workload is called, else as its manifest calls it: without scope, group or path. */
function nameOf(workload: WorkloadFact | undefined, manifest: string | undefined): string {
  const run = workload === undefined ? undefined : nameOfWorkload(workload.name)
  const called = manifest?.split(/[/:]/).findLast((part) => !/^v\d+$/.test(part))
  return (run !== undefined && !vague.test(run) ? run : undefined) ?? called ?? run ?? 'app'
}
