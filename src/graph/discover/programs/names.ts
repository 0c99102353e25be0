import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { isInfrastructureImage } from '../../../products/infrastructure-image.ts'
import { mainContainer } from '../../main-container.ts'
import { plainName } from '../../source-folders.ts'
import { isTestFile } from '../../test-file.ts'
import { commonWords } from '../common-words.ts'

/** What programs are called when they are compiled, where that tells more than the folder that they are made of. */
export interface ProgramNames {
  /** The folder of the one program that is called so. */
  folderOf(name: string): string | undefined
  /** What the program of a folder is called. */
  namesOf(folder: string): readonly string[]
}

/** What a program inside an image may be called whatever it does. */
const general = /^(?:a|app|application|bin|binary|main|manager|out|output|prog(?:ram)?|release|run|server|service)$/

/** The one program of all that lies there, which may run in several roles and is found by what runs it. */
const isOfAll = (folder: string): boolean => folder === '.' || posix.basename(folder) === 'cmd'

/**
 * Reads what Makefiles, scripts and releases call the programs that they compile, and what manifests call those of one
 * `cmd/` that they run. `begins`: folders in which one begins.
 */
export function programNames(facts: FactIndex, begins: ReadonlySet<string>): ProgramNames {
  const folders = new Map<string, Set<string>>()
  const names = new Map<string, Set<string>>()
  for (const { name, sources } of [...facts.of('program-build'), ...deployedPrograms(facts, begins)]) {
    const folder = sources.find((source) => begins.has(source))
    if (folder === undefined || isOfAll(folder) || general.test(name.toLowerCase())) continue
    if (plainName(name) === plainName(posix.basename(folder))) continue
    folders.set(plainName(name), (folders.get(plainName(name)) ?? new Set()).add(folder))
    names.set(folder, (names.get(folder) ?? new Set()).add(name))
  }
  return {
    folderOf: (name) => {
      const [folder, ...others] = folders.get(plainName(name)) ?? []
      return others.length === 0 ? folder : undefined
    },
    namesOf: (folder) => [...(names.get(folder) ?? [])].filter((name) => folders.get(plainName(name))?.size === 1),
  }
}

/**
 * Programs of one `cmd/` whose workloads are called as they are behind the words that all workloads beside them begin with:
 * `cmd/carts` and `cmd/orders` of `shop-carts` and `shop-orders`.
 */
function deployedPrograms(facts: FactIndex, begins: ReadonlySet<string>): { name: string; sources: string[] }[] {
  const beside = new Map<string, Set<string>>()
  for (const workload of facts.of('workload')) {
    const image = workload.source === 'kubernetes' ? mainContainer(workload)?.image : undefined
    if (image === undefined || isInfrastructureImage(image) || isTestFile(workload.at.file)) continue
    const folder = posix.dirname(workload.at.file)
    beside.set(folder, (beside.get(folder) ?? new Set()).add(workload.name))
  }
  const commands = [...begins].filter((folder) => posix.basename(posix.dirname(folder)) === 'cmd')
  return [...beside.values()].flatMap((names) => {
    const start = commonWords([...names])
    const found = [...names].flatMap((name) => {
      const [folder, ...others] = commands.filter((each) => `${start}${posix.basename(each)}` === name)
      return folder === undefined || others.length > 0 ? [] : [{ name, sources: [folder] }]
    })
    return start !== '' && found.length > 1 ? found : []
  })
}
