import { posix } from 'node:path'
import { parse } from 'yaml'
import { UserError } from '../../errors/user-error.ts'
import { readAnyText } from '../../repository/read-any-text.ts'
import type { Repository } from '../../repository/repository.ts'
import { readYaml } from '../../yaml/read.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'

/** What a chart says of itself. */
export interface Chart {
  readonly name: string
  readonly version: string
  readonly appVersion: string
  /** Charts that it is made of, by the names that it has for them. */
  readonly parts: readonly Part[]
  /** The values that it comes with. */
  readonly values: Loose
}

/** A chart that another one is made of. */
export interface Part {
  readonly folder: string
  readonly name: string
  /** The path of a value that turns it off. */
  readonly condition: string | undefined
}

/** A chart that is made of another one. */
export interface Holder {
  readonly holder: string
  readonly part: Part
}

/** What says what a chart is, or what a script makes that of: `Chart.yaml`, `Chart-template.yaml`, `Chart.yaml.tmpl`. */
const chartFile = /^Chart(?:[-.](?:template|tmpl|tpl|in))?\.ya?ml(?:\.(?:template|tmpl|tpl|in|gotmpl))?$/

/** The folders of charts, each with the file that says what it is. */
export function chartFolders(files: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const file of files) {
    const [folder, name] = [posix.dirname(file), posix.basename(file)]
    if (chartFile.test(name) && (name === 'Chart.yaml' || !found.has(folder))) found.set(folder, file)
  }
  return found
}

/** Reads a chart. `folders`: where all charts lie, as `chartFolders` has them. Throws UserError where its files are no YAML. */
export function readChart(repository: Repository, folder: string, folders: ReadonlyMap<string, string>): Chart {
  const about = dataOf(repository, folders.get(folder) ?? posix.join(folder, 'Chart.yaml'))
  return {
    name: asText(about.name) ?? posix.basename(folder),
    version: asText(about.version) ?? '',
    appVersion: asText(about.appVersion) ?? '',
    parts: readParts(repository, folder, folders, about),
    values: dataOf(repository, posix.join(folder, 'values.yaml')),
  }
}

/** What a chart names as its parts (the second version of charts in a file of its own), and what lies in its `charts`. */
function readParts(
  repository: Repository,
  folder: string,
  folders: ReadonlyMap<string, string>,
  about: Loose,
): readonly Part[] {
  const requirements = dataOf(repository, posix.join(folder, 'requirements.yaml'))
  const named = [...asList(about.dependencies), ...asList(requirements.dependencies)].flatMap((entry): Part[] => {
    const { name, alias, repository: from, condition } = asMap(entry)
    const local = /^file:\/\/(.+)$/.exec(asText(from) ?? '')?.[1]
    const beside = posix.join(folder, local ?? `charts/${asText(name) ?? ''}`).replace(/\/$/, '')
    const isOfAlias = /^(?:@|alias:)/.test(asText(from) ?? '')
    const used = isOfAlias && !folders.has(beside) ? packedFrom(folder, asText(name) ?? '', folders) : beside
    const part = { folder: used ?? '', name: asText(alias) ?? asText(name) ?? '', condition: asText(condition) }
    return used !== undefined && folders.has(used) ? [part] : []
  })
  const taken = new Set(named.map((part) => part.folder))
  const lying = [...folders].flatMap(([each, file]): Part[] => {
    if (posix.dirname(each) !== posix.join(folder, 'charts') || taken.has(each)) return []
    const name = asText(dataOf(repository, file).name) ?? posix.basename(each)
    return [{ folder: each, name, condition: undefined }]
  })
  return [...named, ...lying]
}

const chartsByName = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, readonly string[]>>()

/**
 * The chart that a repository of the maker's own machine (`repository: "@local"`) has under a name, where makefiles pack the
 * charts that lie here into it: the nearest one, and none where two are as near.
 */
function packedFrom(folder: string, name: string, folders: ReadonlyMap<string, string>): string | undefined {
  let named = chartsByName.get(folders)
  if (named === undefined) {
    const byName = new Map<string, string[]>()
    for (const each of folders.keys())
      byName.set(posix.basename(each), [...(byName.get(posix.basename(each)) ?? []), each])
    chartsByName.set(folders, byName)
    named = byName
  }
  const shared = (each: string): number => {
    const [ours, theirs] = [folder.split('/'), each.split('/')]
    const apart = ours.findIndex((part, at) => part !== theirs[at])
    return apart < 0 ? ours.length : apart
  }
  const [first, second] = (named.get(name) ?? [])
    .filter((each) => each !== folder)
    .map((each) => ({ each, near: shared(each) }))
    .sort((a, b) => b.near - a.near)
  return first === undefined || first.near === second?.near ? undefined : first.each
}

/** As Helm reads it, where of a key that is there twice the last one holds. Throws UserError where the file is no YAML. */
function dataOf(repository: Repository, file: string): Loose {
  const written = readAnyText(repository, file)
  if (written === undefined) return {}
  // What a script fills in is no YAML yet; in values it is text for later.
  const text = posix.basename(file).startsWith('Chart') ? written.replace(/\{\{[^{}]*\}\}/g, 'unknown') : written
  const { documents, problems } = readYaml(text, file)
  const [problem] = problems
  if (problem === undefined) return asMap(documents[0]?.data)
  try {
    return asMap(parse(text, { uniqueKeys: false, logLevel: 'error' }))
  } catch {
    throw new UserError([{ ...problem, message: `${file}:${problem.place?.line ?? 1}: ${problem.message}` }])
  }
}
