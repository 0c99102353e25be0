import { posix } from 'node:path'
import type { WorkloadFact } from '../../../facts/fact.ts'
import { imageName } from '../../../products/image-name.ts'
import { isInfrastructureImage } from '../../../products/infrastructure-image.ts'
import { mainContainer } from '../../main-container.ts'
import { stagesOfOthers } from '../builds.ts'
import { copiedFrom } from '../copied-code.ts'
import { extraCompose } from '../extra-compose.ts'
import { folderOfDockerfile, nameOfDockerfile } from '../folders.ts'
import { imageBuilds } from '../image-builds.ts'
import type { Tree } from '../tree.ts'

/** An image that is made here, the folder of its code, and all that runs from it. */
export interface RunImage {
  readonly folder: string
  /** Those of the place that runs most of them: others run the same in another way. */
  readonly workloads: readonly WorkloadFact[]
  /** What each starts where its own command says nothing, if several Dockerfiles make the image, each to start another part. */
  readonly started: ReadonlyMap<WorkloadFact, string>
}

/** Workloads that one Dockerfile makes the image of, or one stage of it. */
interface Made {
  readonly dockerfile: string
  readonly isStage: boolean
  readonly folder: string
  readonly workloads: readonly WorkloadFact[]
}

/** Images that more than one workload runs from; those of several Dockerfiles, where they hold the same code, are as one. */
export function imagesOfSeveral(tree: Tree): RunImage[] {
  const places = placesOf(tree.workloads)
  return sameCode(madeImages(tree), tree).flatMap((made) => {
    const together = new Map<string, WorkloadFact[]>()
    for (const each of made.flatMap(({ workloads }) => workloads))
      together.set(places(each), [...(together.get(places(each)) ?? []), each])
    const [most = []] = [...together.values()].sort((a, b) => b.length - a.length)
    const [first] = made
    if (first === undefined || most.length < 2) return []
    const run = withoutBuilder(most, startOf(first.dockerfile, tree))
    const started = new Map(
      made.length < 2
        ? []
        : made.flatMap(({ dockerfile, workloads }) =>
            workloads.map((each) => [each, startOf(dockerfile, tree)] as const),
          ),
    )
    return [{ folder: first.folder, workloads: run, started }]
  })
}

/**
 * Without what compose only builds the image with: it opens no port and starts the program as it is, which the others that
 * run the image all tell a word more, those that open a port among them (`shop` beside `shop orders`, `shop users`).
 */
function withoutBuilder(workloads: readonly WorkloadFact[], start: string): readonly WorkloadFact[] {
  const wordsOf = (command: string): string[] => command.split(/[\s"'`,[\]]+/).filter((word) => word !== '')
  const commandOf = (workload: WorkloadFact): string[] => wordsOf(mainContainer(workload)?.command ?? '')
  const opens = ({ containers }: WorkloadFact): boolean => containers.some(({ ports }) => ports.length > 0)
  const [builder, ...more] = workloads.filter(
    (each) => each.build !== undefined && commandOf(each).length === 0 && !opens(each),
  )
  const others = workloads.filter((each) => each !== builder)
  const begins = wordsOf(start)
  const saysMore = (workload: WorkloadFact): boolean => {
    const command = commandOf(workload)
    return (
      workload.build === undefined && command.length > begins.length && begins.every((word, at) => word === command[at])
    )
  }
  const isNoPart =
    builder !== undefined && more.length === 0 && others.length > 1 && others.every(saysMore) && others.some(opens)
  return isNoPart ? others : workloads
}

/** What a Dockerfile is called besides, where what it makes is no part of the program: for work on it, tests and migrations. */
const forWork =
  /^(?:dev|development|debug|local|tests?|ci|lint|e2e|build|builder|base|migrat\w*|seed\w*|setup|init|clean\w*|docs|storybook)$/i
/** The same program once more: compiled otherwise, on another system or for another machine. */
const otherForm =
  /^(?:jvm|native|micro|legacy|cpu|gpu|cuda|rocm|arm64|amd64|aarch64|alpine|debian|ubuntu|slim|distroless|simple|simplified|minimal|lite|full|fast|optimi[sz]ed|multi(?:stage)?|standalone|prod|production|release|qa|staging)$/i

/** Dockerfiles of the same folder of code, each of which says by itself what it starts, are put together. */
function sameCode(all: readonly Made[], tree: Tree): Made[][] {
  const groups = new Map<string, Made[]>()
  for (const [index, made] of all.entries()) {
    const { dockerfile, folder, isStage } = made
    const words = nameOfDockerfile(dockerfile).split(/[._-]/)
    const isPart =
      !isStage &&
      takesAll(dockerfile, folder, tree) &&
      startOf(dockerfile, tree) !== '' &&
      !words.some((word) => forWork.test(word) || otherForm.test(word)) &&
      tree.sources.languageOf(folder) !== undefined
    const key = isPart ? folder : `\0${index}`
    groups.set(key, [...(groups.get(key) ?? []), made])
  }
  return [...groups.values()]
}

/** Whether an image takes in a folder as a whole: of what lies around several programs, each may have a part of its own. */
const takesAll = (dockerfile: string, folder: string, tree: Tree): boolean =>
  copiedFrom(tree.facts, dockerfile, contextOf(dockerfile, tree) ?? folder).some(
    (source) => source === '.' || source === folder || folder.startsWith(`${source}/`),
  )

/** What an image starts when nobody says otherwise, in one line. */
function startOf(dockerfile: string, { facts }: Tree): string {
  const starts = facts.in(dockerfile).flatMap((fact) => (fact.kind === 'image-start' ? [fact] : []))
  const last = (instruction: string): string =>
    starts.findLast((fact) => fact.instruction === instruction)?.command ?? ''
  // Words of a list, as a shell would have them.
  return `${last('ENTRYPOINT')} ${last('CMD')}`.replace(/"\s*,\s*"/g, '" "').trim()
}

function madeImages(tree: Tree): Made[] {
  const { workloads } = tree
  const packsOthers = stagesOfOthers(tree.facts)
  const built = new Map(tree.builds.map((build) => [keyOf(build), build] as const))
  const dockerfiles = dockerfilesByImage(tree)
  const groups = new Map<string, WorkloadFact[]>()
  for (const workload of workloads) {
    const image = mainContainer(workload)?.image
    const build = built.get(keyOf(workload))
    const dockerfile =
      build?.dockerfile ??
      (image === undefined || workload.build ? undefined : dockerfiles.get(imageName(image).toLowerCase()))
    // Several may be run of somebody else's program, too; of a stage it is not known what the last one holds.
    const target = workload.build?.target
    if (
      dockerfile === undefined ||
      (target === undefined ? tree.isOthers(dockerfile) : packsOthers(dockerfile, target))
    )
      continue
    // Stages of one Dockerfile may hold different code.
    const key = target === undefined ? dockerfile : `${dockerfile}\0${build?.folder}`
    groups.set(key, [...(groups.get(key) ?? []), workload])
  }
  return [...groups].map(([key, all]) => {
    const [dockerfile = '', stage] = key.split('\0')
    return { dockerfile, isStage: stage !== undefined, folder: codeFolder(dockerfile, all, tree), workloads: all }
  })
}

/**
 * What is run together: all plain manifests; the charts that lie beside each other; a compose file with those of its folder
 * that name nothing which it has, and so add to it. One that does is another way to run the same.
 */
function placesOf(workloads: readonly WorkloadFact[]): (workload: WorkloadFact) => string {
  const names = new Map<string, Set<string>>()
  for (const { source, name, at } of workloads)
    if (source === 'compose') names.set(at.file, (names.get(at.file) ?? new Set()).add(name))
  const mains = new Map<string, string>()
  const extra = new Set(workloads.filter(extraCompose(workloads)).map(({ at }) => at.file))
  // The one that runs most is the main one, and none that only adds to another.
  const byRank = [...names].sort(
    ([a, ofA], [b, ofB]) => Number(extra.has(a)) - Number(extra.has(b)) || ofB.size - ofA.size,
  )
  for (const [file, own] of byRank) {
    const folder = posix.dirname(file)
    const main = mains.get(folder)
    if (main === undefined) mains.set(folder, file)
    else if (![...own].some((name) => names.get(main)?.has(name))) mains.set(file, main)
  }
  return ({ source, at: { file } }) => {
    if (source === 'compose') return mains.get(file) ?? file
    const [, chart] = /^(.*?)(?:^|\/)templates\//.exec(file) ?? []
    return chart === undefined ? source : `charts beside ${posix.dirname(chart)}`
  }
}

const keyOf = ({ name, at }: Pick<WorkloadFact, 'name' | 'at'>): string => `${at.file}\0${name}`

/** Dockerfiles by the names of the images that compose files and scripts make of them. */
function dockerfilesByImage(tree: Tree): ReadonlyMap<string, string> {
  const { facts, workloads, builds } = tree
  const found = new Map(imageBuilds(facts).map(({ image, dockerfile }) => [image, dockerfile] as const))
  const images = new Map(
    workloads.flatMap((workload) =>
      workload.containers.flatMap(({ image }) => (image ? [[keyOf(workload), image]] : [])),
    ),
  )
  for (const build of builds) {
    const image = images.get(keyOf(build))
    if (image !== undefined) found.set(imageName(image).toLowerCase(), build.dockerfile)
  }
  const own = unnamedImage(tree, new Set(found.values()))
  return own === undefined || found.has(own) ? found : new Map([...found, [own, 'Dockerfile']])
}

/**
 * The image of the Dockerfile at the root, where nothing says what it is called: the only one that several workloads run
 * from, that is nobody else's and that no folder here is called after.
 */
function unnamedImage({ facts, workloads, sources, find }: Tree, known: ReadonlySet<string>): string | undefined {
  const isThere = facts.of('base-image').some(({ at, final }) => final && at.file === 'Dockerfile')
  if (!isThere || known.has('Dockerfile') || sources.languageOf('.') === undefined) return undefined
  const users = new Map<string, Set<string>>()
  for (const workload of workloads) {
    const { source, name } = workload
    const image = mainContainer(workload)?.image
    if (source !== 'kubernetes' || image === undefined || !image.includes('/') || isInfrastructureImage(image)) continue
    const key = imageName(image).toLowerCase()
    users.set(key, (users.get(key) ?? new Set()).add(name))
  }
  const [image, ...others] = [...users].flatMap(([key, names]) =>
    names.size > 1 && find(key) === undefined ? [key] : [],
  )
  return others.length === 0 ? image : undefined
}

/** Where compose, a script or a pipeline builds an image from. */
function contextOf(dockerfile: string, { builds, facts }: Tree): string | undefined {
  const isOfIt = (build: { readonly dockerfile: string }): boolean => build.dockerfile === dockerfile
  return (builds.find(isOfIt) ?? imageBuilds(facts).find(isOfIt))?.context
}

/** The one folder inside the context that an image takes its code from, where it takes no more; else that of the Dockerfile. */
function codeFolder(dockerfile: string, workloads: readonly WorkloadFact[], tree: Tree): string {
  const { facts, sources, find, builds } = tree
  const context = contextOf(dockerfile, tree)
  // Several Dockerfiles of one folder, each of a program below it.
  const [program, ...more] = new Set(
    builds.filter((build) => build.dockerfile === dockerfile).map(({ folder }) => folder),
  )
  const beside = folderOfDockerfile(dockerfile, sources, find)
  const own = more.length === 0 && program?.startsWith(`${beside}/`) ? program : beside
  const around = sources.languageOf(own) === undefined && context !== undefined ? context : own
  const copied = copiedFrom(facts, dockerfile, context ?? around)
  const named = new Set(workloads.flatMap(({ name }) => find(name, around) ?? []))
  const isTaken = (folder: string): boolean => copied.some((source) => `${source}/`.startsWith(`${folder}/`))
  const isAllTaken = copied.includes(around)
  const [folder, ...others] = [...named].filter(isTaken)
  const isOne = folder !== undefined && others.length === 0 && !isAllTaken
  return isOne ? folder : (tree.copied(dockerfile, around) ?? around)
}
