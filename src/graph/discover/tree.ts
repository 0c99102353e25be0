import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { reachedFolders } from '../imports/go-packages.ts'
import type { ImportResolver } from '../imports/resolver.ts'
import { plainName, type SourceFolders } from '../source-folders.ts'
import { workloadCalled } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'
import { isBuiltUpon, madeOfOthers, startsNothing, startsTests } from './base-images.ts'
import { type Build, buildsOf } from './builds.ts'
import { type CopiedCode, copiedCode } from './copied-code.ts'
import { type FindNamesake, namesakes } from './folders.ts'
import { stagedWorkloads } from './image-builds.ts'
import { programNames } from './programs/names.ts'
import { holdsNoProgram } from './programs/packages-of-go.ts'
import { partsOfPrograms } from './programs/put-together.ts'
import { beginning, programFolders, type ServingProgram, servingPrograms, testDrivers } from './programs/serving.ts'
import { builtWith } from './servers.ts'
import { setupScripts } from './tools.ts'
import { folderNames } from './workload-names.ts'

/** What the finders ask of a tree, worked out once for all of them. */
export interface Tree {
  readonly facts: FactIndex
  readonly sources: SourceFolders
  /** Whole ones: a patch says nothing by itself. */
  readonly workloads: readonly WorkloadFact[]
  /** The one folder that an image copies its code from, if there is one. */
  readonly copied: CopiedCode
  /** What compose files build. */
  readonly builds: readonly Build[]
  /** Programs that answer. */
  readonly programs: readonly ServingProgram[]
  /** Whether the program of a folder is but a part of another one, which is built with it. */
  readonly isPart: (folder: string) => boolean
  /** Folders in which a program begins, whatever it does. */
  readonly begins: ReadonlySet<string>
  /** The packages of Go of this repository that the one of a folder imports. */
  readonly takenByGo: (folder: string) => readonly string[]
  /** Folders with the manifest of a package; one of several packages is none of one service. */
  readonly manifests: ReadonlySet<string>
  /** Names of packages that others are built with. */
  readonly libraries: ReadonlySet<string>
  readonly find: FindNamesake
  /** What a folder's service is called: as its workload in Kubernetes, else as the folder. */
  readonly nameFor: (folder: string) => string
  /** Whether Kubernetes runs something that is called so. */
  readonly isDeployed: (name: string) => boolean
  /** Whether a folder further in has the one project of .NET that is started of all that lie in the outer one. */
  readonly isOnlyProject: (inner: string, outer: string) => boolean
  /** Whether an image is somebody else's program, with something added. */
  readonly isOthers: (dockerfile: string) => boolean
  /** Whether an image is somebody else's program, what others are built upon, what tries them out, or but a script that sets others up. */
  readonly isNoService: (folder: string, dockerfile: string) => boolean
}

/** Where pipelines keep what they start with compose to try a system out in many ways, each time under other names: `docker/github_actions/compose-es.yml`. */
const inPipelines = /(?:^|\/)(?:\.?github[-_]actions|\.github|\.?circleci|\.?buildkite)\//i

/** Where people keep what they start in a cluster of their own while they work on a system, beside the manifests that deploy it. */
const forWork = /(?:^|\/)hack\//

/** Joins the facts of a tree into what finders ask. */
export function treeOf(facts: FactIndex, sources: SourceFolders, resolve: ImportResolver): Tree {
  const isOfImage = facts.of('base-image').some(({ final, at }) => final && !isTestFile(at.file))
  const isTrial = ({ source, at }: WorkloadFact): boolean =>
    source === 'compose' && (inPipelines.test(at.file) || (isOfImage && isTestFile(at.file)))
  const whole = facts.of('workload').filter((workload) => !workload.partial && !isTrial(workload))
  const isElsewhere = whole.some(({ source, at }) => source === 'kubernetes' && !forWork.test(at.file))
  const workloads = whole.filter(({ source, at }) => !(isElsewhere && source === 'kubernetes' && forWork.test(at.file)))
  const inCluster = workloads.filter(({ source }) => source === 'kubernetes')
  const deployed = new Set(inCluster.map((each) => plainName(workloadCalled(each))))
  // A file of Python begins a program wherever it lies, and says nothing of the folder.
  const isBegun = beginning(facts)
  const begun = facts.of('program').filter((program) => program.language !== 'python' && isBegun(program))
  const begins = new Set(begun.flatMap(programFolders))
  // Code may lie deeper than its manifest.
  const manifests = new Set(
    facts.of('package').flatMap(({ at, members }) => (members.length === 0 ? [posix.dirname(at.file)] : [])),
  )
  const starting = new Set(facts.of('package').flatMap(({ at, starts }) => (starts ? [posix.dirname(at.file)] : [])))
  const compiled = programNames(facts, begins)
  const answering = new Set(facts.of('listen').map(({ at }) => posix.dirname(at.file)))
  const find = namesakes(sources, begins, manifests, starting, compiled, answering)
  const copied = copiedCode(facts, sources, begins, manifests)
  // Where programs of Go begin, what compose calls an image may be a package of one of them: `internal/server`.
  const isPackage = begun.some(({ language }) => language === 'go') ? holdsNoProgram(sources, begins) : () => false
  const findBegun: FindNamesake = (...asked) => {
    const folder = find(...asked)
    return folder !== undefined && isPackage(folder) ? undefined : folder
  }
  const builds = buildsOf([...workloads, ...stagedWorkloads(facts, workloads)], facts, sources, findBegun, copied)
  const isOthers = madeOfOthers(facts)
  const isBaseOfOthers = isBuiltUpon(facts, workloads)
  const setsUp = setupScripts(facts, sources, workloads)
  const isEmpty = startsNothing(facts, workloads)
  const isForTests = startsTests(facts)
  const drivers = testDrivers(facts)
  let reached: ReturnType<typeof reachedFolders> | undefined
  return {
    facts,
    sources,
    workloads,
    copied,
    builds,
    programs: servingPrograms(facts, resolve, builds.length > 1 || deployed.size > 1),
    isPart: partsOfPrograms(facts, resolve),
    begins,
    takenByGo: (folder) => {
      reached ??= reachedFolders(facts, resolve)
      return [...(reached.get(folder) ?? [])]
    },
    manifests,
    libraries: builtWith(facts.of('package')),
    find,
    nameFor: folderNames(inCluster, compiled),
    isDeployed: (name) => deployed.has(plainName(name)),
    isOnlyProject: onlyProjects(facts),
    isOthers,
    isNoService: (folder, dockerfile) =>
      isBaseOfOthers(dockerfile) ||
      isOthers(dockerfile) ||
      isEmpty(dockerfile) ||
      isForTests(dockerfile) ||
      setsUp(folder, dockerfile) ||
      drivers.has(folder),
  }
}

function onlyProjects(facts: FactIndex): Tree['isOnlyProject'] {
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
