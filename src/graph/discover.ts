import { posix } from 'node:path'
import type { At, PackageFact, WorkloadFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { envFiles } from './env-files.ts'
import type { Service } from './graph.ts'
import { imageName, isInfrastructureImage, isTooling, nameOfWorkload } from './infrastructure.ts'
import { plainName, type SourceFolders } from './source-folders.ts'

/** Folders inside a service that hold its Dockerfile or its code, and are not the service itself. */
const inner = /\/(?:docker|deploy|deployment|build|ops|infra|k8s|kubernetes|\.docker|src)$/
/** Packages that answer requests. */
const server =
  /^(?:express|fastify|koa|hapi|@hapi\/hapi|restify|polka|hono|@hono\/node-server|h3|next|nuxt|@nestjs\/(?:core|common|microservices)|apollo-server|@apollo\/server|moleculer|@grpc\/grpc-js|grpc|socket\.io|ws)$/
/** Where a process starts, in a repository whose applications share one manifest. */
const entry = /^((?:.*\/)?(?:apps?|services|microservices)\/[^/]+)\/(?:src\/)?(?:main|server|index|app)\.[cm]?[jt]s$/
/** A Nest application, wherever it lies. */
const nestEntry = /^(.+)\/src\/main\.ts$/

/**
 * Services that the tree shows: what compose builds, what has a Dockerfile beside its code, what Kubernetes runs from a
 * folder of its name, and packages that start a server. Names of workloads win over those of folders.
 */
export function discoverServices(facts: FactIndex, sources: SourceFolders): Service[] {
  const found = new Map<string, Service>()
  /** Folders above those found. */
  const above = new Set<string>()
  const taken = new Set<string>()
  const ofInfrastructure = infrastructureFolders(facts)
  const add = (name: string, path: string, at: At): void => {
    if (path.startsWith('.') || found.has(path) || isTooling(name) || path.split('/').some(isTooling)) return
    if (ofInfrastructure.has(path)) return
    const free = freeName(name, path, taken)
    taken.add(free.toLowerCase())
    found.set(path, { name: free, path, known: 'discovered', at })
    for (const folder of foldersAbove(path)) above.add(folder)
  }
  const isApart = (path: string): boolean => !above.has(path) && !foldersAbove(path).some((folder) => found.has(folder))
  const workloads = facts.of('workload').filter(({ partial }) => !partial)
  const nameFor = folderNames(workloads.filter(({ source }) => source === 'kubernetes'))
  const variables = envFiles(facts)
  const dockerfiles = new Set(facts.of('base-image').map(({ at }) => at.file))
  const built = new Set<string | undefined>()
  const builds = workloads.flatMap(({ build, name, at }) => {
    if (build === undefined) return []
    const dockerfile = posix.normalize(
      variables.filled(build.dockerfile ?? `${build.context}/Dockerfile`, at.file) ?? '',
    )
    built.add(dockerfile)
    return [{ name, at, folder: builtFolder(dockerfile, build.context, name, sources, dockerfiles) }]
  })
  // Of several that are built from one folder, the one of its name stands for it.
  const isNamesake = ({ name, folder }: { name: string; folder: string }): number =>
    Number(plainName(name) === plainName(posix.basename(folder)))
  for (const { name, folder, at } of builds.sort((a, b) => isNamesake(b) - isNamesake(a))) add(name, folder, at)
  const images = facts.of('base-image').filter(({ at, final }) => final && !built.has(at.file))
  const holdImages = new Set(images.flatMap(({ at }) => foldersAbove(posix.dirname(at.file))))
  for (const { at } of [...images].sort((a, b) => depth(a.at.file) - depth(b.at.file))) {
    const path = folderOfDockerfile(at.file, sources)
    // An image for generating or testing, inside a service, is not another one; nor is one that others build on.
    const isPart = foldersAbove(path).some((folder) => found.has(folder) && sources.hasOwn(folder))
    const isBase = holdImages.has(path) && !sources.hasOwn(path)
    if (!isPart && !isBase) add(nameFor(path), path, { ...at, line: 1, column: 1 })
  }
  for (const workload of workloads) {
    const folder = workload.build ? undefined : folderNamedAfter(workload, sources)
    if (folder !== undefined && isApart(folder)) add(nameOfWorkload(workload.name), folder, workload.at)
  }
  for (const fact of facts.of('package')) {
    const path = posix.dirname(fact.at.file)
    if (startsServer(fact) && isApart(path)) add(nameFor(path), path, fact.at)
  }
  for (const { at, specifier, typeOnly } of facts.of('import')) {
    if (typeOnly || !server.test(specifier)) continue
    const path = (specifier === '@nestjs/core' ? nestEntry : entry).exec(at.file)?.[1] ?? entry.exec(at.file)?.[1]
    if (path !== undefined && isApart(path)) add(nameFor(path), path, { ...at, line: 1, column: 1 })
  }
  return [...found.values()]
}

/** The folder of what compose builds: where the code is, which may be the context, the Dockerfile's place, or neither. */
function builtFolder(
  dockerfile: string,
  context: string,
  name: string,
  sources: SourceFolders,
  dockerfiles: ReadonlySet<string>,
): string {
  const beside = serviceFolder(posix.dirname(dockerfile))
  const isCode = (folder: string): boolean => folder !== '.' && sources.languageOf(folder) !== undefined
  if (isCode(beside)) return beside
  if (isCode(context)) return context
  // One of a plain name stands in its own folder, if only with configuration.
  const isOwn = beside !== '.' && posix.basename(dockerfile) === 'Dockerfile' && dockerfiles.has(dockerfile)
  return isOwn ? beside : (namesake(name, sources) ?? beside)
}

/** The folder with code that is called so, where there is just one. */
function namesake(name: string, sources: SourceFolders): string | undefined {
  const [folder, ...others] = sources.named(name)
  // A folder of that name below the first is a package or module inside it.
  return others.every((other) => other.startsWith(`${folder}/`)) ? folder : undefined
}

/** All folders that a folder lies in, but for the root. */
function foldersAbove(path: string): string[] {
  const steps = path.split('/')
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('/'))
}

const depth = (file: string): number => file.split('/').length

/** Beside the Dockerfile, or of the name that it bears: `docker/cart.Dockerfile`, `docker/Dockerfile.cart`. */
function folderOfDockerfile(file: string, sources: SourceFolders): string {
  const folder = serviceFolder(posix.dirname(file))
  const name = posix.basename(file).replace(/\.?(?:docker|container)file\.?/i, '')
  if (name === '' || sources.languageOf(folder) !== undefined) return folder
  return namesake(name, sources) ?? folder
}

const serviceFolder = (folder: string): string => folder.replace(inner, '')

/** The workload's name wins over the folder's: it is what people and other services call it. */
function folderNames(workloads: readonly WorkloadFact[]): (path: string) => string {
  const byName = new Map<string, string>()
  const byImage = new Map<string, string>()
  const add = (names: Map<string, string>, text: string, workload: WorkloadFact): void => {
    if (!names.has(plainName(text))) names.set(plainName(text), nameOfWorkload(workload.name))
  }
  for (const workload of workloads) {
    add(byName, nameOfWorkload(workload.name), workload)
    for (const { image } of workload.containers) if (image) add(byImage, imageName(image), workload)
  }
  return (path) => {
    const folder = posix.basename(path)
    return byName.get(plainName(folder)) ?? byImage.get(plainName(folder)) ?? folder
  }
}

/** A folder with code that is called as the workload or its image, where there is just one. */
function folderNamedAfter({ name, containers }: WorkloadFact, sources: SourceFolders): string | undefined {
  const images = containers.filter(({ role }) => role === 'main').flatMap(({ image }) => (image ? [image] : []))
  if (images.some(isInfrastructureImage)) return undefined
  return [name, ...images.map(imageName)].map((each) => namesake(each, sources)).find((folder) => folder !== undefined)
}

function startsServer({ starts, dependencies }: PackageFact): boolean {
  return starts && dependencies.some(({ name, dev }) => !dev && server.test(name))
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

/** Two folders of one name are told apart by the folders that they lie in. */
function freeName(name: string, path: string, taken: ReadonlySet<string>): string {
  const longer = `${posix.basename(posix.dirname(path))}-${name}`
  return [name, longer].find((candidate) => !taken.has(candidate.toLowerCase())) ?? path.replaceAll('/', '-')
}
