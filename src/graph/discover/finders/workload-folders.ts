import { posix } from 'node:path'
import type { WorkloadFact } from '../../../facts/fact.ts'
import { imageName } from '../../../products/image-name.ts'
import { foldersAbove } from '../../folders-above.ts'
import { mainContainer } from '../../main-container.ts'
import { plainName } from '../../source-folders.ts'
import { isDemonstration } from '../../telling-names.ts'
import { isTestFile } from '../../test-file.ts'
import { holdsNoProgram } from '../programs/packages-of-go.ts'
import { startsServer } from '../servers.ts'
import type { Tree } from '../tree.ts'
import { imageUsers, namedAfter } from '../workload-names.ts'
import type { Finder } from './finder.ts'

/** Folders that workloads, or projects of an application host, are called after. */
export const workloadFolders: Finder = (tree, found) => {
  const { workloads, manifests, begins, find } = tree
  const isBuilt = imagesBuilt(workloads, (image) => found.isCalled(image))
  for (const { folder, name, images, at, isOfHost } of namedAfter(workloads, find, begins, partsOfPackages(tree))) {
    // What tests run, or what readers are shown, may be called as any part of what lies here.
    if (isAside(at.file) && !isAside(`${folder}/.`)) continue
    // A project of an application host may hold the pages that the host runs beside it.
    const isAround = isOfHost && manifests.has(folder) && found.holderOf(`${folder}/.`) === undefined
    // `web/cmd/server.go` beside `web/cmd/bot/main.go`: one that begins in the folder itself is not the other.
    const isBeside = begins.has(`${folder}/cmd`) && found.holderOf(`${folder}/.`) === undefined
    // Another file may run the same under another spelling, and from another folder of its; or build its image.
    if ((isAround || isBeside || found.isApart(folder)) && !found.isCalled(name) && !images.some(isBuilt))
      found.add(name, folder, at)
  }
}

const isAside = (file: string): boolean => isTestFile(file) || isDemonstration(file)

/**
 * Whether a folder in which no program begins is a library's, or lies inside of a package. Manifests of Kubernetes name what is
 * deployed, so that of them only what cannot start is none: a folder of Go, of which an image that nothing else runs is not made, nor
 * one that compose runs, too, nor one that is another program's by its name.
 */
function partsOfPackages({
  facts,
  sources,
  workloads,
  manifests,
  begins,
  libraries,
  find,
}: Tree): (folder: string, workload: WorkloadFact) => boolean {
  const shared = new Set(
    facts
      .of('package')
      .flatMap((fact) =>
        fact.name !== undefined && libraries.has(fact.name) && !startsServer(fact) ? [posix.dirname(fact.at.file)] : [],
      ),
  )
  // Nothing of Go starts without a program, and no folder of a module holds one that others know by its name alone.
  const isPackage = holdsNoProgram(sources, begins)
  const areKnown = facts.of('program').some(({ language }) => language === 'go')
  const users = imageUsers(workloads)
  const runsItsOwn = (workload: WorkloadFact): boolean => {
    const image = mainContainer(workload)?.image
    return image !== undefined && users.get(imageName(image))?.size === 1
  }
  // `shopd` is run as another workload as well: a mode of that program, whatever package is called as the mode.
  const runsAnother = (workload: WorkloadFact): boolean => {
    const image = imageName(mainContainer(workload)?.image ?? '')
    const program = plainName(image) === plainName(workload.name) ? undefined : find(image)
    return program !== undefined && begins.has(program)
  }
  const composed = new Set(workloads.flatMap(({ source, name }) => (source === 'compose' ? [name] : [])))
  return (folder, workload) =>
    !begins.has(folder) &&
    (workload.source === 'compose'
      ? isPackage(folder) ||
        shared.has(folder) ||
        (!manifests.has(folder) && foldersAbove(folder).some((above) => manifests.has(above)))
      : workload.source === 'kubernetes' &&
        areKnown &&
        (runsItsOwn(workload) || composed.has(workload.name) || runsAnother(workload)) &&
        isPackage(folder))
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
