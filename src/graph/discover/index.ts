import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { storeKind } from '../../products/protocols.ts'
import type { Service } from '../graph.ts'
import type { ImportResolver } from '../imports/resolver.ts'
import { withAliases } from '../owners/aliases.ts'
import { plainName, type SourceFolders } from '../source-folders.ts'
import { isDemonstration, isTooling, workloadCalled } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'
import { deployedServices } from './deployed.ts'
import { finders } from './finders/index.ts'
import { FoundServices } from './found-services.ts'
import { withRoles } from './roles/index.ts'
import { rootBesideOthers, rootService } from './root-service.ts'
import { withoutDeveloping, withoutJobs } from './tools.ts'
import { type Tree, treeOf } from './tree.ts'

/**
 * Services that the tree shows, by the finders; and what manifests run though its code lies elsewhere. Where there are
 * none, the repository as a whole. Names of workloads win over those of folders.
 */
export function discoverServices(facts: FactIndex, sources: SourceFolders, resolve: ImportResolver): Service[] {
  const tree = treeOf(facts, sources, resolve)
  const services = servicesIn(tree, false)
  if (services.length > 0) return withRoles(services, tree, resolve)
  // Samples of a library may be a system, which a compose file at the root runs; or there is nothing but samples.
  const shown = runTogether(facts) || isAllShown(facts) ? servicesIn(tree, true) : []
  if (shown.length > 1) return shown
  const root = rootService(facts, sources, tree.programs)
  return withRoles(root ? [{ ...root, path: '.', known: 'discovered' }] : [], tree, resolve)
}

/** `isShown`: a folder of samples may hold services. */
function servicesIn(tree: Tree, isShown: boolean): Service[] {
  const found = new FoundServices(infrastructureFolders(tree), isShown, runFromOutside(tree))
  for (const find of finders) find(tree, found)
  const own = withoutDeveloping(found.all(), tree)
  const inFolders = withoutJobs(withAliases(own, tree.facts), tree.workloads)
  const root = isShown || inFolders.length === 0 ? undefined : rootBesideOthers(tree, inFolders)
  const here = root === undefined ? inFolders : [...inFolders, root]
  return [...here, ...deployedServices(tree.facts, tree.workloads, here, tree.find)]
}

/** Whether a manifest of Kubernetes outside of a folder runs the service: a system may be called a demo itself. */
function runFromOutside({ workloads }: Tree): (service: Service, folder: string) => boolean {
  const files = new Map<string, string[]>()
  for (const workload of workloads) {
    const name = plainName(workloadCalled(workload))
    if (workload.source === 'kubernetes') files.set(name, [...(files.get(name) ?? []), workload.at.file])
  }
  return ({ name }, folder) => {
    const below = folder.endsWith('/') ? folder : `${folder}/`
    return files.get(plainName(name))?.some((file) => !file.startsWith(below)) === true
  }
}

/** Whether a file outside of all samples builds more than one of them. */
function runTogether(facts: FactIndex): boolean {
  const built = facts.of('workload').flatMap(({ build, at }) => {
    const place = build?.dockerfile ?? `${build?.context ?? ''}/`
    return build !== undefined && !isDemonstration(at.file) && isDemonstration(place) ? [place] : []
  })
  return new Set(built).size > 1
}

/** Whether a repository holds nothing but samples: no package, program or image begins anywhere else. */
function isAllShown(facts: FactIndex): boolean {
  const begins = [...facts.of('package'), ...facts.of('program'), ...facts.of('base-image')]
  const isAside = (file: string): boolean =>
    isDemonstration(file) || isTestFile(file) || actions.test(file) || file.split('/').slice(0, -1).some(isTooling)
  return begins.length > 0 && begins.every(({ at }) => isAside(at.file))
}

/** Steps of pipelines on GitHub that a repository keeps for itself. */
const actions = /^(?:\.github\/)?actions\//

/** `activemq`: called as a database or broker and no more, and without code, it packs that one. */
const isPacked = (folder: string, sources: SourceFolders): boolean => {
  const name = posix.basename(folder)
  return /^[a-z\d]+$/i.test(name) && storeKind(name) !== undefined && sources.languageOf(folder) === undefined
}

/** Folders whose Dockerfiles only pack, seed or tune a database, or watch the others: they make a resource or nothing. */
function infrastructureFolders({ facts, sources }: Tree): Set<string> {
  const folders = new Map<string, boolean>()
  for (const { at, image, final } of facts.of('base-image')) {
    const folder = posix.dirname(at.file)
    const isOfProduct = isInfrastructureImage(image) || isPacked(folder, sources)
    if (final) folders.set(folder, (folders.get(folder) ?? true) && isOfProduct)
  }
  return new Set([...folders].flatMap(([folder, isInfrastructure]) => (isInfrastructure ? [folder] : [])))
}
