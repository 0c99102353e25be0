import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { imageName } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import type { ImportResolver } from '../imports/resolver.ts'
import { withAliases } from '../owners/aliases.ts'
import { plainName, type SourceFolders } from '../source-folders.ts'
import { isDemonstration, nameStem, workloadCalled } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'
import { isBuiltUpon, madeOfOthers } from './base-images.ts'
import { buildsOf } from './builds.ts'
import { deployedServices } from './deployed.ts'
import { folderName } from './folder-name.ts'
import { folderOfDockerfile, namesakes } from './folders.ts'
import { FoundServices } from './found-services.ts'
import { runImages } from './image-builds.ts'
import { programFolders, servingPrograms } from './programs.ts'
import { rootService } from './root-service.ts'
import { rustPrograms } from './rust-programs.ts'
import { builtWith, startedFolder, startsServer } from './servers.ts'
import { libraryImages, setupScripts, toolImages, withoutJobs } from './tools.ts'
import { folderNames, namedAfter } from './workload-names.ts'

/**
 * Services that the tree shows: what compose builds, what has a Dockerfile beside its code, what Kubernetes runs from a
 * folder of its name, packages and programs that start a server, and what manifests run though its code lies elsewhere;
 * where there are none, the repository as a whole.
 * Names of workloads win over those of folders.
 */
export function discoverServices(facts: FactIndex, sources: SourceFolders, resolve: ImportResolver): Service[] {
  const { services, programs } = discovered(facts, sources, resolve, false)
  if (services.length > 0) return services
  // Samples of a library may be a system, which a compose file at the root runs.
  const shown = runTogether(facts) ? discovered(facts, sources, resolve, true).services : []
  if (shown.length > 1) return shown
  const root = rootService(facts, sources, programs)
  return root ? [{ ...root, path: '.', known: 'discovered' }] : []
}

/** Whether a file outside of all samples builds more than one of them. */
function runTogether(facts: FactIndex): boolean {
  const built = facts.of('workload').flatMap(({ build, at }) => {
    const place = build?.dockerfile ?? `${build?.context ?? ''}/`
    return build !== undefined && !isDemonstration(at.file) && isDemonstration(place) ? [place] : []
  })
  return new Set(built).size > 1
}

function discovered(facts: FactIndex, sources: SourceFolders, resolve: ImportResolver, isShown: boolean) {
  const found = new FoundServices(infrastructureFolders(facts), isShown)
  const workloads = facts.of('workload').filter(({ partial }) => !partial)
  const nameFor = folderNames(workloads.filter(({ source }) => source === 'kubernetes'))
  const begins = new Set(facts.of('program').flatMap(programFolders))
  // Code may lie deeper than its manifest; a manifest of several packages is none of one service.
  const manifests = new Set(
    facts.of('package').flatMap(({ at, members }) => (members.length === 0 ? [posix.dirname(at.file)] : [])),
  )
  const find = namesakes(sources, begins, manifests)

  const builds = buildsOf(workloads, facts, sources, find)
  const deployed = new Set(
    workloads.flatMap((each) => (each.source === 'kubernetes' ? [plainName(workloadCalled(each))] : [])),
  )
  const isOthers = madeOfOthers(facts)
  const isBaseOfOthers = isBuiltUpon(facts, workloads)
  const setsUp = setupScripts(facts, sources, workloads)
  const isOnlyProject = onlyProjects(facts)
  const ambiguous = ambiguousNames(builds)
  const isGuessed = guessedInside(builds, new Set(facts.of('base-image').map(({ at }) => at.file)))
  for (const build of builds) {
    const { name, folder, at, dockerfile } = build
    if (isGuessed(build)) continue
    // What runs a project alone, on the machine of a developer, runs the same that an image is built from.
    if (builds.some((other) => isOnlyProject(folder, other.folder))) continue
    // The settings of somebody else's program lie in one folder, and what it is built from may be all of them.
    if (isBaseOfOthers(dockerfile) || isOthers(dockerfile) || setsUp(folder, dockerfile)) continue
    // A compose file may call it otherwise; what it is deployed as is its name.
    const own = posix.basename(folder)
    const isOther = deployed.has(plainName(own)) && !deployed.has(plainName(name))
    found.add(isOther ? own : ambiguous.has(name) && folder !== '.' ? folderName(folder) : name, folder, at)
  }
  const built = new Set(builds.map(({ dockerfile }) => dockerfile))
  for (const { name, at, dockerfile } of runImages(facts, workloads)) {
    const folder = folderOfDockerfile(dockerfile, sources, find)
    if (built.has(dockerfile) || folder === '.' || isBaseOfOthers(dockerfile) || isOthers(dockerfile)) continue
    if (setsUp(folder, dockerfile) || found.holderOf(folder) !== undefined || found.partsOf(folder) > 0) continue
    // One that lies elsewhere is found by its name.
    if (!dockerfile.startsWith(`${folder}/`)) continue
    // `acme-orders` of a folder `orders-service` only says besides whose it is.
    const own = nameFor(folder)
    const isOwn = plainName(name) === plainName(own) || plainName(name).endsWith(nameStem(own))
    found.add(isOwn ? own : name, folder, at)
  }
  const images = facts.of('base-image').filter(({ at, final }) => final && !built.has(at.file))
  const isWhole = (folder: string): boolean => sources.hasOwn(folder) || manifests.has(folder)
  const programs = servingPrograms(facts, resolve, builds.length > 1 || deployed.size > 1)
  // A folder that only a name leads to is no service where several of them lie in it.
  const holdsSeveral = (folder: string): boolean =>
    new Set(programs.flatMap((program) => (program.folder.startsWith(`${folder}/`) ? [program.folder] : []))).size > 1
  const allImages = facts.of('base-image').filter(({ final }) => final)
  const holdImages = new Set(allImages.flatMap(({ at }) => foldersAbove(posix.dirname(at.file))))
  // An image may be called otherwise than what it runs: `images/shop` of `cmd/orders`, which a workload `orders` runs from it.
  const codeOf = (folder: string): string => {
    const code = isWhole(folder) || sources.languageOf(folder) !== undefined ? undefined : find(nameFor(folder))
    return code !== undefined && begins.has(code) ? code : folder
  }
  const isTool = toolImages(facts, sources, workloads)
  const isLibraryImage = libraryImages(facts, programs)
  // A server inside the folder of a page, with a manifest of its own: `web/server`.
  const servers = new Set(
    facts.of('package').flatMap((fact) => (startsServer(fact) ? [posix.dirname(fact.at.file)] : [])),
  )
  const startsAlone = (folder: string, dockerfile: string): boolean =>
    dockerfile === `${folder}/Dockerfile` && servers.has(folder)
  for (const { at } of [...images].sort((a, b) => depth(a.at.file) - depth(b.at.file))) {
    const path = codeOf(folderOfDockerfile(at.file, sources, find))
    // An image for generating or testing, inside a service, is not another one; nor is one that others build on.
    const holder = found.holderOf(path)
    const isPart =
      holder !== undefined && (isWhole(holder) || isOnlyProject(path, holder)) && !startsAlone(path, at.file)
    const isBase = (holdImages.has(path) && !isWhole(path)) || isBaseOfOthers(at.file)
    if (isTool(path, at.file) || setsUp(path, at.file) || isLibraryImage(path, at.file)) continue
    // The image of a project that is run by itself, too: `shop/Dockerfile` of `shop/Shop.Api`.
    const isOfPart = !isWhole(path) && found.partsOf(path) === 1
    const isNamed = path !== '.' && !at.file.startsWith(`${path}/`)
    if (!isPart && !isBase && !isOfPart && !(isNamed && holdsSeveral(path)))
      found.add(nameFor(path), path, { ...at, line: 1, column: 1 })
  }
  const libraries = builtWith(facts.of('package'))
  const shared = new Set(
    facts
      .of('package')
      .flatMap((fact) =>
        fact.name !== undefined && libraries.has(fact.name) && !startsServer(fact) ? [posix.dirname(fact.at.file)] : [],
      ),
  )
  const isInside = (folder: string): boolean =>
    !begins.has(folder) &&
    (shared.has(folder) || (!manifests.has(folder) && foldersAbove(folder).some((above) => manifests.has(above))))
  const isBuilt = imagesBuilt(workloads, (image) => found.isCalled(image))
  for (const { folder, name, images, at, isOfHost } of namedAfter(workloads, find, begins, isInside)) {
    // A project of an application host may hold the pages that the host runs beside it.
    const isAround = isOfHost && manifests.has(folder) && found.holderOf(`${folder}/.`) === undefined
    // Another file may run the same under another spelling, and from another folder of its; or build its image.
    if ((isAround || found.isApart(folder)) && !found.isCalled(name) && !images.some(isBuilt))
      found.add(name, folder, at)
  }
  for (const fact of facts.of('package')) {
    const path = posix.dirname(fact.at.file)
    const isLibrary = fact.name !== undefined && libraries.has(fact.name)
    if (startsServer(fact) && !isLibrary && found.isApart(path)) found.add(nameFor(path), path, fact.at)
  }
  // Where anything runs projects of .NET, the others are parts of them or left behind.
  const projects = facts.of('package').filter(({ ecosystem, at }) => ecosystem === 'nuget' && !isTestFile(at.file))
  const isRun = projects.some(({ at }) => found.holderOf(`${posix.dirname(at.file)}/.`) !== undefined)
  for (const { at, starts } of isRun ? [] : projects) {
    const path = posix.dirname(at.file)
    if (starts && found.isApart(path)) found.add(nameFor(path), path, at)
  }
  const isRunCrate = (folder: string): boolean => found.holderOf(`${folder}/.`) !== undefined
  for (const { folder, at } of [...programs, ...rustPrograms(facts, isRunCrate)]) {
    if (found.isApart(folder)) found.add(nameFor(folder), folder, { ...at, line: 1, column: 1 }, true)
  }
  for (const fact of facts.of('import')) {
    const path = startedFolder(fact)
    if (path !== undefined && found.isApart(path)) found.add(nameFor(path), path, { ...fact.at, line: 1, column: 1 })
  }
  const inFolders = withoutJobs(withAliases(found.all(), facts), workloads)
  const services = [...inFolders, ...deployedServices(workloads, inFolders, find)]
  return { services, programs }
}

/** What compose files of several services each call their own, as `app`, and none of the folders is called. */
function ambiguousNames(builds: readonly { readonly name: string; readonly folder: string }[]): ReadonlySet<string> {
  const folders = new Map<string, Set<string>>()
  for (const { name, folder } of builds) folders.set(name, (folders.get(name) ?? new Set()).add(folder))
  const isNone = ([name, each]: [string, Set<string>]): boolean =>
    each.size > 1 && ![...each].some((folder) => plainName(folder).includes(plainName(name)))
  return new Set([...folders].filter(isNone).map(([name]) => name))
}

/** Whether an image is one that a compose file builds of a service that is found, by its name or by the service's. */
function imagesBuilt(
  workloads: readonly WorkloadFact[],
  isFound: (name: string) => boolean,
): (image: string) => boolean {
  const built = new Set(
    workloads.flatMap(({ build, name, containers }) =>
      build !== undefined && isFound(name)
        ? [name, ...containers.flatMap(({ image }) => (image ? [imageName(image)] : []))].map(plainName)
        : [],
    ),
  )
  return (image) => built.has(plainName(image))
}

/**
 * Whether compose builds something by a Dockerfile that is not there, so that only its name leads to a folder, and that one
 * lies inside of what something else is built from.
 */
function guessedInside<
  Build extends { readonly dockerfile: string; readonly context: string; readonly folder: string },
>(builds: readonly Build[], dockerfiles: ReadonlySet<string>): (build: Build) => boolean {
  const isIn = (folder: string, above: string): boolean => above === '.' || `${folder}/`.startsWith(`${above}/`)
  return ({ dockerfile, context, folder }) =>
    !dockerfiles.has(dockerfile) &&
    !isIn(folder, context) &&
    builds.some((other) => other.folder !== '.' && other.folder !== folder && isIn(folder, other.folder))
}

/** Whether a folder further in has the one project of .NET that is started of all that lie in the outer one. */
function onlyProjects(facts: FactIndex): (inner: string, outer: string) => boolean {
  const started = facts
    .of('package')
    .flatMap(({ ecosystem, starts, at }) => (ecosystem === 'nuget' && starts ? [posix.dirname(at.file)] : []))
    .filter((folder) => !isTestFile(`${folder}/.`))
  return (inner, outer) => {
    if (!inner.startsWith(`${outer}/`)) return false
    const inOuter = started.filter((folder) => folder.startsWith(`${outer}/`))
    return inOuter.length === 1 && (inOuter[0] === inner || inOuter[0]?.startsWith(`${inner}/`) === true)
  }
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
