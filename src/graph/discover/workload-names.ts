import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import { imageName } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { makerOf } from '../../products/makers.ts'
import { mainContainer } from '../main-container.ts'
import { plainName } from '../source-folders.ts'
import { chartCalled, isStoreName, workloadCalled } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'
import { commonStart } from './common-words.ts'
import { folderName } from './folder-name.ts'
import { byNamesake, type FindNamesake } from './folders.ts'
import type { ProgramNames } from './programs/names.ts'
import { namesInShort } from './short-images.ts'

/** The workload's name wins over the folder's: it is what people and other services call it. */
export function folderNames(workloads: readonly WorkloadFact[], compiled: ProgramNames): (path: string) => string {
  const byName = new Map<string, string>()
  const byImage = new Map<string, string | undefined>()
  const add = (names: Map<string, string | undefined>, text: string, workload: WorkloadFact): void => {
    const [key, name] = [plainName(text), workloadCalled(workload)]
    if (!names.has(key)) names.set(key, name)
    // One image that several workloads run is none of them.
    else if (names === byImage && names.get(key) !== name) names.set(key, undefined)
  }
  for (const workload of workloads) {
    add(byName, workloadCalled(workload), workload)
    const ours = workload.containers.filter(
      ({ role, image }) => role === 'main' && image && !isInfrastructureImage(image),
    )
    // A pod of several programs is called after one of them, with or without what all images begin with, or after none.
    const pod = plainName(workloadCalled(workload))
    const isCalledAfter = (image: string): boolean => {
      const program = plainName(imageName(image))
      return pod.includes(program) || program.includes(pod)
    }
    const named = ours.filter(({ image }) => image !== undefined && isCalledAfter(image))
    for (const { image } of workload.containers) {
      const isNamed = ours.length < 2 || (image !== undefined && named.length < 2 && isCalledAfter(image))
      if (image && isNamed) add(byImage, imageName(image), workload)
    }
  }
  const inShort = namesInShort(workloads)
  return (path) => {
    const folder = folderName(path)
    // `shop` in `web`, which runs as `web-shop`; `orders` in `rpc`, which runs as `orders-rpc`.
    const [own, above] = [posix.basename(path), posix.basename(posix.dirname(path))]
    const keys = [folder, `${above}-${own}`, `${own}-${above}`, ...startedIn(above, own)].map(plainName)
    const found = keys.map((key) => byName.get(key) ?? byImage.get(key)).find((name) => name !== undefined)
    const compiledAs = compiled.namesOf(path).flatMap((name) => byName.get(plainName(name)) ?? [])
    return found ?? compiledAs[0] ?? inShort(folder) ?? folder
  }
}

/** The service whose program a module of it is: `orders/orders-main` beside `orders/orders-domain`. */
const startedIn = (above: string, own: string): string[] =>
  above !== '' && own.startsWith(`${above}-`) && startingModule.test(own.slice(above.length + 1)) ? [above] : []
const startingModule = /^(?:main|app|application|boot|bootstrap|start|starter|launcher|runner)$/

/** The workloads that run each image, by its name. */
export function imageUsers(workloads: readonly WorkloadFact[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>()
  for (const workload of workloads) {
    for (const { image } of workload.containers) {
      if (image) users.set(imageName(image), (users.get(imageName(image)) ?? new Set()).add(workloadCalled(workload)))
    }
  }
  return users
}

/** Whether a workload is the only one of a cluster, or of compose files, that runs an image as it is: others give it a command. */
function plainUsers(workloads: readonly WorkloadFact[]): (workload: WorkloadFact, image: string) => boolean {
  const users = new Map<string, Set<string>>()
  const keyOf = ({ source }: WorkloadFact, image: string): string => `${source}\0${image}`
  for (const workload of workloads) {
    const { image, command = '' } = mainContainer(workload) ?? {}
    if (image === undefined || command !== '') continue
    const key = keyOf(workload, imageName(image))
    users.set(key, (users.get(key) ?? new Set()).add(workload.name))
  }
  return (workload, image) => {
    const names = users.get(keyOf(workload, image))
    return names?.size === 1 && names.has(workload.name)
  }
}

const isOfCluster = ({ source }: WorkloadFact): boolean => source === 'kubernetes'

/** Folders that workloads are named after; of several for one folder, the one of its very name first. */
export function namedAfter(
  workloads: readonly WorkloadFact[],
  find: FindNamesake,
  begins: ReadonlySet<string>,
  isInside: (folder: string, workload: WorkloadFact) => boolean,
) {
  const users = { all: imageUsers(workloads), isPlain: plainUsers(workloads) }
  const isAmong = projectsOfHosts(workloads, find)
  const inClusterFirst = [...workloads].sort((a, b) => Number(isOfCluster(b)) - Number(isOfCluster(a)))
  // Code in a folder of that name is what others reach the store with.
  const mayBe = inClusterFirst.filter(({ build, name }) => !build && !isStoreName(name))
  const found = new Map(mayBe.map((workload) => [workload, folderNamedAfter(workload, find, users, begins)]))
  const around = foldersOfManifests(
    mayBe.filter((workload) => workload.source === 'kubernetes' && found.get(workload) === undefined),
    find,
  )
  const named = inClusterFirst.flatMap((workload) => {
    const called = found.get(workload) ?? around(workload)
    const folder = called === undefined ? undefined : (isAmong(workload, called) ?? called)
    const images = workload.containers.flatMap(({ role, image }) =>
      role === 'main' && image ? [imageName(image)] : [],
    )
    // A folder inside of a package is a part of it, and a package that others are built with is their library, whatever
    // somebody else's program is called.
    const isPart = folder !== undefined && isInside(folder, workload)
    const isOfHost = workload.source === 'app-host'
    if (folder === undefined || isPart) return []
    const ofChart = chartCalled(workload)
    const isOfChart = ofChart !== undefined && plainName(ofChart) === plainName(posix.basename(folder))
    return [{ folder, name: isOfChart ? ofChart : workloadCalled(workload), images, at: workload.at, isOfHost }]
  })
  return named.sort(byNamesake)
}

/**
 * Finds the folder of the project that an application host runs, where a folder of its name holds others that it runs as well:
 * `bot/Shop.Bot` beside `bot/Shop.BotWorker`.
 */
function projectsOfHosts(
  workloads: readonly WorkloadFact[],
  find: FindNamesake,
): (workload: WorkloadFact, folder: string) => string | undefined {
  const projectOf = ({ containers }: WorkloadFact): string | undefined => {
    const image = containers[0]?.image
    return image === undefined ? undefined : find(image)
  }
  const ofHosts = workloads.filter(({ source, build }) => source === 'app-host' && build === undefined)
  const run = ofHosts.map((workload) => ({ name: workload.name, project: projectOf(workload) }))
  return (workload, folder) => {
    const own = workload.source === 'app-host' ? projectOf(workload) : undefined
    const isIn = (project: string | undefined): boolean => project?.startsWith(`${folder}/`) === true
    const holdsOthers = run.some(({ name, project }) => name !== workload.name && isIn(project))
    return holdsOthers && isIn(own) ? own : undefined
  }
}

/**
 * A folder with code, where there is just one, that is called as the workload or as its image; not an image of many. One
 * that holds a program comes first.
 */
function folderNamedAfter(
  workload: WorkloadFact,
  find: FindNamesake,
  users: { readonly all: ReturnType<typeof imageUsers>; readonly isPlain: ReturnType<typeof plainUsers> },
  begins: ReadonlySet<string>,
): string | undefined {
  const { name, containers, at } = workload
  const images = containers.filter(({ role }) => role === 'main').flatMap(({ image }) => (image ? [image] : []))
  if (images.some((image) => isInfrastructureImage(image.startsWith('$') ? name : image))) return undefined
  const own = images.map(imageName).filter((image) => {
    const names = [...(users.all.get(image) ?? [])]
    // `shop-orders` in two roles: `orders-full` and `orders-readonly`.
    const start = plainName(commonStart(names))
    return (
      names.length === 1 ||
      users.isPlain(workload, image) ||
      names.every((each) => plainName(each).includes(plainName(image))) ||
      (start.length > 3 && plainName(image).endsWith(start))
    )
  })
  // `svix/svix-server`, and a folder `webhook/svix`: whoever makes it is called so, and what is there calls it.
  // So does who puts a word behind it: `restatedev/restate`, `n8nio/n8n`.
  const others = new Set(
    images.flatMap((image) => {
      const maker = plainName(makerOf(image)?.split('/').at(-1) ?? '-')
      return [maker, maker.replace(/(?:dev|io|hq|org|labs?|inc|team|ai|project)$/, '')]
    }),
  )
  const isOwn = (folder: string): boolean =>
    begins.has(folder) ||
    (!isTestFile(`${folder}/.`) && (!folder.includes('/') || !others.has(plainName(posix.basename(folder)))))
  const folders = [name, chartCalled({ name, at }), ...own]
    .flatMap((each) => (each ? (find(each) ?? []) : []))
    .filter(isOwn)
  const around = find(name, '.', true)
  return (
    folders.find((folder) => begins.has(folder)) ??
    folders[0] ??
    (around !== undefined && isOwn(around) ? around : undefined)
  )
}

/** Folders for manifests that lie with the code of what they run. */
const forManifests = /^(.+?)\/(?:helm|charts?|k8s|kubernetes|kustomize|manifests?|deploy(?:ments?)?)\//
/** The host of a registry and whose the image is, before what it is called there. */
const registry = /^(?:[^/]+[.:][^/]*\/[^/]+\/)?|[:@][^/]*$/g

/**
 * Finds the folder with code around a manifest, where the workload or its image is called after that, and no other workload
 * there: `orders/helm/templates` of `orders-connector`, and `sources-api/helm` of `ghcr.io/shop/sources/api`.
 */
function foldersOfManifests(homeless: readonly WorkloadFact[], find: FindNamesake) {
  const named = new Map<string, Set<string>>()
  const homeOf = ({ name, at, containers }: WorkloadFact): string | undefined => {
    const folder = forManifests.exec(at.file)?.[1]
    if (folder === undefined) return undefined
    const called = plainName(posix.basename(folder))
    const images = containers.flatMap(({ role, image }) => (role === 'main' && image ? [image] : []))
    if (images.some((image) => isInfrastructureImage(image))) return undefined
    const isCalledAfter = [name, ...images.map((image) => image.replace(registry, ''))].some((each) =>
      plainName(each).includes(called),
    )
    const isOwn = called.length > 2 && isCalledAfter && find(posix.basename(folder), posix.dirname(folder)) === folder
    return isOwn ? folder : undefined
  }
  const homes = new Map(homeless.map((workload) => [workload, homeOf(workload)]))
  for (const [{ name }, home] of homes) if (home) named.set(home, (named.get(home) ?? new Set()).add(name))
  return (workload: WorkloadFact): string | undefined => {
    const home = homes.get(workload)
    return home !== undefined && named.get(home)?.size === 1 ? home : undefined
  }
}
