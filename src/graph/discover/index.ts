import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { envFiles } from '../env-files.ts'
import type { Service } from '../graph.ts'
import type { ImportResolver } from '../imports/resolver.ts'
import { imageName, isInfrastructureImage, nameOfWorkload } from '../infrastructure.ts'
import { plainName, type SourceFolders } from '../source-folders.ts'
import { isTestFile } from '../test-file.ts'
import { deployedServices } from './deployed.ts'
import { folderName } from './folder-name.ts'
import { builtFolder, type FindNamesake, folderOfDockerfile, namesakes } from './folders.ts'
import { FoundServices, foldersAbove } from './found-services.ts'
import { programFolders, servingPrograms } from './programs.ts'
import { rootService } from './root-service.ts'
import { startedFolder, startsServer } from './servers.ts'

/**
 * Services that the tree shows: what compose builds, what has a Dockerfile beside its code, what Kubernetes runs from a
 * folder of its name, packages and programs that start a server, and what manifests run though its code lies elsewhere;
 * where there are none, the repository as a whole.
 * Names of workloads win over those of folders.
 */
export function discoverServices(facts: FactIndex, sources: SourceFolders, resolve: ImportResolver): Service[] {
  const found = new FoundServices(infrastructureFolders(facts))
  const workloads = facts.of('workload').filter(({ partial }) => !partial)
  const nameFor = folderNames(workloads.filter(({ source }) => source === 'kubernetes'))
  const begins = new Set(facts.of('program').flatMap(programFolders))
  const find = namesakes(sources, begins)

  const builds = buildsOf(workloads, facts, sources, find)
  for (const { name, folder, at } of builds) found.add(name, folder, at)
  const built = new Set(builds.map(({ dockerfile }) => dockerfile))
  const images = facts.of('base-image').filter(({ at, final }) => final && !built.has(at.file))
  // Code may lie deeper than its manifest; a manifest of several packages is none of one service.
  const manifests = new Set(
    facts.of('package').flatMap(({ at, members }) => (members.length === 0 ? [posix.dirname(at.file)] : [])),
  )
  const isWhole = (folder: string): boolean => sources.hasOwn(folder) || manifests.has(folder)
  const holdImages = new Set(images.flatMap(({ at }) => foldersAbove(posix.dirname(at.file))))
  for (const { at } of [...images].sort((a, b) => depth(a.at.file) - depth(b.at.file))) {
    const path = folderOfDockerfile(at.file, sources, find)
    // An image for generating or testing, inside a service, is not another one; nor is one that others build on.
    const holder = found.holderOf(path)
    const isPart = holder !== undefined && isWhole(holder)
    const isBase = holdImages.has(path) && !isWhole(path)
    if (!isPart && !isBase) found.add(nameFor(path), path, { ...at, line: 1, column: 1 })
  }
  for (const { folder, name, at } of namedAfter(workloads, find, begins)) {
    // Another file may run the same under another spelling, and from another folder of its.
    if (found.isApart(folder) && !found.isCalled(name)) found.add(name, folder, at)
  }
  for (const fact of facts.of('package')) {
    const path = posix.dirname(fact.at.file)
    if (startsServer(fact) && found.isApart(path)) found.add(nameFor(path), path, fact.at)
  }
  // Where anything runs projects of .NET, the others are parts of them or left behind.
  const projects = facts.of('package').filter(({ ecosystem, at }) => ecosystem === 'nuget' && !isTestFile(at.file))
  const isRun = projects.some(({ at }) => found.holderOf(`${posix.dirname(at.file)}/.`) !== undefined)
  for (const { at, starts } of isRun ? [] : projects) {
    const path = posix.dirname(at.file)
    if (starts && found.isApart(path)) found.add(nameFor(path), path, at)
  }
  const programs = servingPrograms(facts, resolve)
  for (const { folder, at } of programs) {
    if (found.isApart(folder)) found.add(nameFor(folder), folder, { ...at, line: 1, column: 1 })
  }
  for (const fact of facts.of('import')) {
    const path = startedFolder(fact)
    if (path !== undefined && found.isApart(path)) found.add(nameFor(path), path, { ...fact.at, line: 1, column: 1 })
  }
  const inFolders = found.all()
  const services = [...inFolders, ...deployedServices(workloads, inFolders, find)]
  const root = services.length === 0 ? rootService(facts, sources, programs) : undefined
  return root ? [{ ...root, path: '.', known: 'discovered' }] : services
}

/** What compose builds, from which Dockerfile and folder; of several of one folder, the one of its name first. */
function buildsOf(workloads: readonly WorkloadFact[], facts: FactIndex, sources: SourceFolders, find: FindNamesake) {
  const variables = envFiles(facts)
  const dockerfiles = new Set(facts.of('base-image').map(({ at }) => at.file))
  const written = workloads.flatMap(({ build, name, at }) => {
    if (build === undefined) return []
    const { context } = build
    const dockerfile = posix.normalize(variables.filled(build.dockerfile ?? `${context}/Dockerfile`, at.file) ?? '')
    // What is not there may be in another repository; a name then is all that tells.
    if (!dockerfiles.has(dockerfile) && isInfrastructureImage(name)) return []
    return [{ name, at, dockerfile, context }]
  })
  // A copy of a compose file in another folder builds from where nothing is.
  const built = new Set(written.flatMap(({ dockerfile, name }) => (dockerfiles.has(dockerfile) ? [name] : [])))
  const whole = written.filter(({ dockerfile, name }) => dockerfiles.has(dockerfile) || !built.has(name))
  const misplaced = misplacedContexts(whole, dockerfiles, sources)
  const users = new Map<string, Set<string>>()
  for (const { dockerfile, name } of whole) {
    users.set(dockerfile, (users.get(dockerfile) ?? new Set()).add(name))
  }
  const builds = whole.map((build) => {
    const isShared = (users.get(build.dockerfile)?.size ?? 0) > 1
    const moved = misplaced.get(build.context)
    if (moved !== undefined) return { ...build, dockerfile: `${moved}/Dockerfile`, folder: moved }
    return { ...build, folder: builtFolder({ ...build, isShared }, sources, find, dockerfiles) }
  })
  const isNamesake = ({ name, folder }: { name: string; folder: string }): number =>
    Number(plainName(name) === plainName(posix.basename(folder)))
  // A copy of a compose file that has moved names a folder that is not there.
  const isThere = ({ dockerfile, folder }: (typeof builds)[number]): boolean =>
    dockerfiles.has(dockerfile) || sources.languageOf(folder) !== undefined
  const there = new Set(builds.filter(isThere).map(({ name }) => name))
  return builds
    .filter((build) => isThere(build) || !there.has(build.name))
    .sort((a, b) => isNamesake(b) - isNamesake(a))
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

/** The workload's name wins over the folder's: it is what people and other services call it. */
function folderNames(workloads: readonly WorkloadFact[]): (path: string) => string {
  const byName = new Map<string, string>()
  const byImage = new Map<string, string | undefined>()
  const add = (names: Map<string, string | undefined>, text: string, workload: WorkloadFact): void => {
    const [key, name] = [plainName(text), nameOfWorkload(workload.name)]
    if (!names.has(key)) names.set(key, name)
    // One image that several workloads run is none of them.
    else if (names === byImage && names.get(key) !== name) names.set(key, undefined)
  }
  for (const workload of workloads) {
    add(byName, nameOfWorkload(workload.name), workload)
    for (const { image } of workload.containers) if (image) add(byImage, imageName(image), workload)
  }
  return (path) => {
    const folder = folderName(path)
    // `shop` in `web`, which runs as `web-shop`.
    const longer = plainName(`${posix.basename(posix.dirname(path))}-${posix.basename(path)}`)
    const name = plainName(folder)
    return byName.get(name) ?? byImage.get(name) ?? byName.get(longer) ?? byImage.get(longer) ?? folder
  }
}

/** The workloads that run each image, by its name. */
function imageUsers(workloads: readonly WorkloadFact[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>()
  for (const { name, containers } of workloads) {
    for (const { image } of containers) {
      if (image) users.set(imageName(image), (users.get(imageName(image)) ?? new Set()).add(nameOfWorkload(name)))
    }
  }
  return users
}

/** Folders that workloads are named after; of several for one folder, the one of its very name first. */
function namedAfter(workloads: readonly WorkloadFact[], find: FindNamesake, begins: ReadonlySet<string>) {
  const users = imageUsers(workloads)
  const named = workloads.flatMap((workload) => {
    const folder = workload.build ? undefined : folderNamedAfter(workload, find, users, begins)
    return folder === undefined ? [] : [{ folder, name: nameOfWorkload(workload.name), at: workload.at }]
  })
  const isNamesake = ({ folder, name }: { folder: string; name: string }): number =>
    Number(plainName(name) === plainName(posix.basename(folder)))
  return named.sort((a, b) => isNamesake(b) - isNamesake(a))
}

/**
 * A folder with code, where there is just one, that is called as the workload or as its image; not an image of many. One
 * that holds a program comes first.
 */
function folderNamedAfter(
  { name, containers }: WorkloadFact,
  find: FindNamesake,
  users: ReadonlyMap<string, ReadonlySet<string>>,
  begins: ReadonlySet<string>,
): string | undefined {
  const images = containers.filter(({ role }) => role === 'main').flatMap(({ image }) => (image ? [image] : []))
  if (images.some(isInfrastructureImage)) return undefined
  const own = images.map(imageName).filter((image) => {
    const names = [...(users.get(image) ?? [])]
    return names.length === 1 || names.every((each) => plainName(each).includes(plainName(image)))
  })
  const folders = [name, ...own].flatMap((each) => find(each) ?? [])
  return folders.find((folder) => begins.has(folder)) ?? folders[0]
}

/** Folders whose Dockerfiles only seed or tune a database, or watch the others: they make a resource or nothing. */
function infrastructureFolders(facts: FactIndex): Set<string> {
  const folders = new Map<string, boolean>()
  for (const { at, image, final } of facts.of('base-image')) {
    const folder = posix.dirname(at.file)
    if (final) folders.set(folder, (folders.get(folder) ?? true) && isInfrastructureImage(image))
  }
  return new Set([...folders].flatMap(([folder, isInfrastructure]) => (isInfrastructure ? [folder] : [])))
}

const depth = (file: string): number => file.split('/').length
