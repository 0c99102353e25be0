import { posix } from 'node:path'
import type { Fact, WorkloadFact } from '../../facts/fact.ts'
import { type FactIndex, indexFacts } from '../../facts/fact-index.ts'
import { foldersAbove } from '../folders-above.ts'
import { heldNames } from './held-names.ts'

/** A constant of which an application host has a name: `{Services.ShopBasket}`. */
const constant = /\{(\w+(?:\.\w+)+)\}/g

/**
 * Fills in the names that an application host of .NET has of constants: what the constant holds, wherever it is, else what it
 * is called (`shop-basket`); and the folders of projects that its own project calls otherwise than they are, or it itself
 * with other letters great and small than `files` have.
 */
export function withHostNames(facts: FactIndex, files: readonly string[]): FactIndex {
  const hosts = new Set(facts.of('workload').flatMap(({ source, at }) => (source === 'app-host' ? [at.file] : [])))
  if (hosts.size === 0) return facts
  const held = heldNames(facts)
  const placed = projectsOfTypes(facts)
  const spelledHere = foldersAsSpelled(files)
  return indexFacts(
    facts.all.map((fact): Fact => {
      if (!hosts.has(fact.at.file) || !isNamed(fact)) return fact
      const text = JSON.stringify(fact)
      const filled = text.replace(constant, (_, path: string) => held(path, fact.at.file) ?? spelled(path))
      const named: Fact = filled === text ? fact : JSON.parse(filled)
      return named.kind === 'workload' ? inFolder(placed(named), spelledHere) : named
    }),
  )
}

/** Gives a workload of a host the folder of the project that its type stands for, where the host's project says so. */
function projectsOfTypes(facts: FactIndex): (workload: WorkloadFact) => WorkloadFact {
  const folders = new Map<string, string>()
  for (const { at, language, specifier, names = [] } of facts.of('import')) {
    if (language !== 'msbuild') continue
    const host = posix.dirname(at.file)
    for (const name of names) folders.set(`${host}#${name}`, posix.dirname(posix.join(host, specifier)))
  }
  return (workload) => {
    const type = workload.containers[0]?.image ?? ''
    const hosts = folders.size === 0 || workload.build ? [] : foldersAbove(workload.at.file)
    const context = hosts.flatMap((host) => folders.get(`${host}#${type}`) ?? [])[0]
    return context === undefined ? workload : { ...workload, build: { context } }
  }
}

function inFolder(workload: WorkloadFact, spelledHere: (folder: string) => string): WorkloadFact {
  const { build } = workload
  return build === undefined ? workload : { ...workload, build: { ...build, context: spelledHere(build.context) } }
}

/** Folders as they are spelled here: most machines that such hosts are written on find them however a host has their letters. */
function foldersAsSpelled(files: readonly string[]): (folder: string) => string {
  let known: ReadonlySet<string> | undefined
  let byLetters: ReadonlyMap<string, string> | undefined
  return (folder) => {
    known ??= new Set(files.flatMap(foldersAbove))
    if (known.has(folder)) return folder
    byLetters ??= new Map([...known].map((each) => [each.toLowerCase(), each]))
    return byLetters.get(folder.toLowerCase()) ?? folder
  }
}

const isNamed = ({ kind }: Fact): boolean =>
  kind === 'workload' || kind === 'network-name' || kind === 'env-set' || kind === 'component-name'

const spelled = (path: string): string =>
  path
    .replace(/^.*\./, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase()
