import { posix } from 'node:path'
import { plainName } from '../../source-folders.ts'
import type { Build } from '../builds.ts'
import { folderName } from '../folder-name.ts'
import { runImages } from '../image-builds.ts'
import type { Finder } from './finder.ts'

/** What compose files build. A compose file may call it otherwise than it is deployed as, which is its name. */
export const composeBuilds: Finder = (tree, found) => {
  const { facts, workloads, builds, isDeployed, isOnlyProject, isNoService } = tree
  // Scripts, pipelines and Tilt make an image with the same file, which a cluster then runs.
  const runAs = new Map(runImages(facts, workloads).map(({ dockerfile, name }) => [dockerfile, name]))
  const ambiguous = ambiguousNames(builds)
  const isGuessed = guessedInside(builds, new Set(facts.of('base-image').map(({ at }) => at.file)))
  for (const build of builds) {
    const { name, folder, at, dockerfile, isStage } = build
    if (isGuessed(build)) continue
    // What runs a project alone, on the machine of a developer, runs the same that an image is built from.
    if (builds.some((other) => isOnlyProject(folder, other.folder))) continue
    // The settings of somebody else's program lie in one folder, and what it is built from may be all of them.
    if (!isStage && isNoService(folder, dockerfile)) continue
    const own = posix.basename(folder)
    const deployed = [own, runAs.get(dockerfile)].find((each) => each !== undefined && isDeployed(each))
    const isOther = deployed !== undefined && !isDeployed(name)
    found.add(isOther ? deployed : ambiguous.has(name) && folder !== '.' ? folderName(folder) : name, folder, at)
  }
}

/** What compose files of several services each call their own, as `app`, and none of the folders is called. */
function ambiguousNames(builds: readonly Build[]): ReadonlySet<string> {
  const folders = new Map<string, Set<string>>()
  for (const { name, folder } of builds) folders.set(name, (folders.get(name) ?? new Set()).add(folder))
  const isNone = ([name, each]: [string, Set<string>]): boolean =>
    each.size > 1 && ![...each].some((folder) => plainName(folder).includes(plainName(name)))
  return new Set([...folders].filter(isNone).map(([name]) => name))
}

/**
 * Whether compose builds something by a Dockerfile that is not there, so that only its name leads to a folder, and that one
 * lies inside of what something else is built from.
 */
function guessedInside(builds: readonly Build[], dockerfiles: ReadonlySet<string>): (build: Build) => boolean {
  const isIn = (folder: string, above: string): boolean => above === '.' || `${folder}/`.startsWith(`${above}/`)
  return ({ dockerfile, context, folder }) =>
    !dockerfiles.has(dockerfile) &&
    !isIn(folder, context) &&
    builds.some((other) => other.folder !== '.' && other.folder !== folder && isIn(folder, other.folder))
}
