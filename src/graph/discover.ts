import { posix } from 'node:path'
import type { At, PackageFact, WorkloadFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import type { Service } from './graph.ts'
import { imageName, isInfrastructureImage, isTooling } from './infrastructure.ts'
import { plainName, type SourceFolders } from './source-folders.ts'

/** Folders inside a service that hold its Dockerfile or its code, and are not the service itself. */
const inner = /\/(?:docker|deploy|deployment|build|ops|infra|k8s|kubernetes|\.docker|src)$/
/** Packages that answer requests. */
const server =
  /^(?:express|fastify|koa|hapi|@hapi\/hapi|restify|polka|hono|@hono\/node-server|h3|next|nuxt|@nestjs\/core|apollo-server|@apollo\/server|moleculer|@grpc\/grpc-js|grpc|socket\.io|ws)$/

/**
 * Services that the tree shows: what compose builds, what has a Dockerfile beside its code, what Kubernetes runs from a
 * folder of its name, and packages that start a server. Names of workloads win over those of folders.
 */
export function discoverServices(facts: FactIndex, sources: SourceFolders): Service[] {
  const found = new Map<string, Service>()
  const add = (name: string, path: string, at: At): void => {
    if (path === '.' || found.has(path) || isTooling(name) || path.split('/').some(isTooling)) return
    if (isImageOfInfrastructure(path, facts)) return
    found.set(path, { name: freeName(name, path, [...found.values()]), path, known: 'discovered', at })
  }
  const workloads = facts.of('workload').filter(({ partial }) => !partial)
  const cluster = workloads.filter(({ source }) => source === 'kubernetes')
  for (const workload of workloads) {
    const folder = workload.build && builtFolder(workload.build, workload.name, sources)
    if (folder !== undefined) add(workload.name, folder, workload.at)
  }
  const built = new Set(workloads.map(({ build }) => build?.dockerfile))
  for (const { at, final } of facts.of('base-image')) {
    if (!final || built.has(at.file)) continue
    const path = folderOfDockerfile(at.file, sources)
    add(nameFor(path, cluster), path, { ...at, line: 1, column: 1 })
  }
  for (const workload of workloads) {
    const folder = workload.build ? undefined : folderNamedAfter(workload, sources)
    if (folder !== undefined && !isInside(folder, found)) add(workload.name, folder, workload.at)
  }
  for (const fact of facts.of('package')) {
    const path = posix.dirname(fact.at.file)
    if (startsServer(fact) && !isInside(path, found)) add(nameFor(path, cluster), path, fact.at)
  }
  return [...found.values()]
}

/** The folder of what compose builds: where the code is, which may be the context, the Dockerfile's place, or neither. */
function builtFolder(build: NonNullable<WorkloadFact['build']>, name: string, sources: SourceFolders): string {
  const beside = serviceFolder(build.dockerfile === undefined ? build.context : posix.dirname(build.dockerfile))
  const candidates = [beside, build.context, ...sources.named(name)]
  return candidates.find((folder) => folder !== '.' && sources.languageOf(folder) !== undefined) ?? beside
}

/** Beside the Dockerfile, or of the name that it bears: `docker/cart.Dockerfile`, `docker/Dockerfile.cart`. */
function folderOfDockerfile(file: string, sources: SourceFolders): string {
  const folder = serviceFolder(posix.dirname(file))
  const name = posix.basename(file).replace(/\.?(?:docker|container)file\.?/i, '')
  const [named] = name === '' || sources.languageOf(folder) !== undefined ? [] : sources.named(name)
  return named ?? folder
}

const serviceFolder = (folder: string): string => folder.replace(inner, '')

/** The workload's name wins over the folder's: it is what people and other services call it. */
function nameFor(path: string, workloads: readonly WorkloadFact[]): string {
  const folder = posix.basename(path)
  const isSame = (text: string): boolean => plainName(text) === plainName(folder)
  const byImage = workloads.find(({ containers }) => containers.some(({ image }) => image && isSame(imageName(image))))
  return (workloads.find(({ name }) => isSame(name)) ?? byImage)?.name ?? folder
}

/** A folder with code that is called as the workload or its image, where there is just one. */
function folderNamedAfter({ name, containers }: WorkloadFact, sources: SourceFolders): string | undefined {
  const images = containers.filter(({ role }) => role === 'main').flatMap(({ image }) => (image ? [image] : []))
  if (images.some(isInfrastructureImage)) return undefined
  for (const candidate of [name, ...images.map(imageName)]) {
    const [folder, ...others] = sources.named(candidate)
    // A folder of that name below the first is a package or module inside it.
    if (folder !== undefined && others.every((other) => other.startsWith(`${folder}/`))) return folder
  }
  return undefined
}

function startsServer({ starts, dependencies }: PackageFact): boolean {
  return starts && dependencies.some(({ name, dev }) => !dev && server.test(name))
}

/** Whether a folder lies in one that is a service already, or holds one. */
function isInside(path: string, found: ReadonlyMap<string, Service>): boolean {
  return [...found.keys()].some((other) => path.startsWith(`${other}/`) || other.startsWith(`${path}/`))
}

/** A Dockerfile that only seeds or tunes a database makes a resource. */
function isImageOfInfrastructure(path: string, facts: FactIndex): boolean {
  const bases = facts.of('base-image').filter(({ at, final }) => final && posix.dirname(at.file) === path)
  return bases.length > 0 && bases.every(({ image }) => isInfrastructureImage(image))
}

/** Two folders of one name are told apart by the folders that they lie in. */
function freeName(name: string, path: string, others: readonly Service[]): string {
  const isTaken = (text: string): boolean => others.some((other) => other.name.toLowerCase() === text.toLowerCase())
  const longer = `${posix.basename(posix.dirname(path))}-${name}`
  return [name, longer].find((candidate) => !isTaken(candidate)) ?? path.replaceAll('/', '-')
}
