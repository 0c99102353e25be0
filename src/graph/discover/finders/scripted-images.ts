import { plainName } from '../../source-folders.ts'
import { nameStem } from '../../telling-names.ts'
import { folderOfDockerfile } from '../folders.ts'
import { runImages } from '../image-builds.ts'
import type { Finder } from './finder.ts'

/** What runs from images that scripts and pipelines build. */
export const scriptedImages: Finder = (tree, found) => {
  const { facts, sources, workloads, builds, find, nameFor, isNoService } = tree
  const built = new Set(builds.map(({ dockerfile }) => dockerfile))
  const images = runImages(facts, workloads).map((each) => ({
    ...each,
    folder: folderOfDockerfile(each.dockerfile, sources, find),
  }))
  for (const { name, at, dockerfile, folder } of images) {
    // Several images of one folder, each for another role of what lies there: it is called after none of them.
    if (images.some((other) => other.folder === folder && other.dockerfile !== dockerfile)) continue
    if (built.has(dockerfile) || folder === '.' || isNoService(folder, dockerfile)) continue
    if (found.holderOf(folder) !== undefined || found.partsOf(folder) > 0) continue
    // One that lies elsewhere is found by its name.
    if (!dockerfile.startsWith(`${folder}/`)) continue
    // `acme-orders` of a folder `orders-service` only says besides whose it is, and so does `acme-orders-service`.
    const own = nameFor(folder)
    const isOwn = [plainName(own), nameStem(own)].some((end) => plainName(name).endsWith(end))
    found.add(isOwn ? own : name, folder, at)
  }
}
