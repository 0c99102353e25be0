import { posix } from 'node:path'
import type { PackageFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { isMember } from '../workspace/registrations/member-globs.ts'
import type { Graph, Service } from './graph.ts'
import { importersOf } from './imports/importers.ts'
import { linkedSources, projectDependencies } from './imports/projects.ts'
import { serviceOf, servicesOf } from './subjects/of-file.ts'

/** A service that a change concerns, and why. */
export interface AffectedService {
  readonly service: Service
  /** In words: its own file, or the change elsewhere that reaches it. */
  readonly reason: string
}

/** Files by which a provider says what it offers: a change there concerns those who call it. */
const contract = /(?:^|\/)(?:openapi|asyncapi)[^/]*\.(?:ya?ml|json)$|\.(?:proto|graphqls?)$/

/** Manifests and lock files at the root, which pin what the members of a workspace are built with. */
const rootManifest = /^(?:package(?:-lock)?\.json|pnpm-(?:lock|workspace)\.yaml|yarn\.lock|tsconfig[^/]*\.json)$/

/** What build tools take from a folder above the projects that they build, by the languages of these. */
const buildSettings: readonly (readonly [file: RegExp, languages: readonly string[]])[] = [
  [/^(?:Directory\.(?:Build|Packages)\.(?:props|targets)|global\.json|nuget\.config)$/i, ['csharp']],
  [/^pom\.xml$/, ['java', 'kotlin']],
  [/^(?:(?:build|settings)\.gradle(?:\.kts)?|gradle\.properties|libs\.versions\.toml)$/, ['java', 'kotlin']],
  [/^Cargo\.(?:toml|lock)$/, ['rust']],
  [/^go\.(?:mod|sum|work|work\.sum)$/, ['go']],
  [/^(?:uv|poetry)\.lock$/, ['python']],
]

/** A change, and the graph that it is looked for in. */
export interface AffectedInput {
  readonly graph: Graph
  readonly facts: FactIndex
  /** Relative to the root. */
  readonly changedFiles: readonly string[]
}

/**
 * The services that a change concerns, by name: those with a changed file, those whose provider's contract changed, those
 * that import changed code from elsewhere or are built with a project that changed, and those whose manifest, lock or
 * build settings in a folder above changed.
 * `msvc.yaml` concerns all. Other files outside every service (README, CI, catalog root, compose) concern none.
 */
export function affectedServices({ graph, facts, changedFiles }: AffectedInput): AffectedService[] {
  const reasons = new Map<string, string>()
  const add = (name: string, reason: string): void => {
    if (!reasons.has(name)) reasons.set(name, reason)
  }
  const changed = new Set(changedFiles)
  for (const file of changedFiles) {
    for (const { name } of servicesOf(graph, file)) add(name, `${file} changed`)
  }
  for (const [file, origin] of importersOf(changedFiles, facts)) {
    for (const { name } of servicesOf(graph, file)) add(name, `it imports ${origin}, which changed`)
  }
  for (const edge of graph.edges) {
    if (edge.kind === 'code') continue
    const provider = graph.services.find(({ name }) => name === edge.to)
    const offered = provider && changedFiles.find((file) => contract.test(file) && serviceOf(graph, file) === provider)
    if (offered) add(edge.from, `it uses ${edge.to}, whose contract ${offered} changed`)
  }
  for (const [service, reason] of changedProjects({ graph, facts, changedFiles })) add(service, reason)
  if (changed.has('msvc.yaml')) for (const { name } of graph.services) add(name, 'msvc.yaml changed')
  for (const [service, file] of changedSettings(graph, changedFiles))
    add(service, `${file} changed, which sets how it is built`)
  const manifest = changedFiles.find((file) => rootManifest.test(file))
  if (manifest) for (const { name } of rootMembers(graph, facts)) add(name, `${manifest} at the root changed`)
  return graph.services.flatMap((service) => {
    const reason = reasons.get(service.name)
    return reason === undefined ? [] : [{ service, reason }]
  })
}

/** Services that are built with a project or package outside them, over however many steps, in which something changed. */
function* changedProjects({ graph, facts, changedFiles }: AffectedInput): Iterable<[service: string, reason: string]> {
  const dependencies = projectDependencies(
    facts.all.map(({ at }) => at.file),
    facts,
  )
  const links = linkedSources(facts)
  const changedIn = (folder: string): string | undefined =>
    folder === '.' || serviceOf(graph, `${folder}/.`) !== undefined
      ? undefined
      : changedFiles.find((file) => file.startsWith(`${folder}/`))
  for (const start of new Set([...dependencies.keys(), ...links.keys()])) {
    const service = start === '.' ? undefined : serviceOf(graph, `${start}/.`)
    if (service === undefined) continue
    const seen = new Set([start])
    for (const folder of seen) {
      const file = changedIn(folder)
      if (file !== undefined)
        yield [service.name, `it is built with ${folder}, in which ${posix.relative(folder, file)} changed`]
      const isLinked = links.get(folder)
      const linked = isLinked && changedFiles.find(isLinked)
      if (linked) yield [service.name, `${linked} changed, which is compiled into ${folder === start ? 'it' : folder}`]
      for (const next of dependencies.get(folder) ?? []) seen.add(next.folder)
    }
  }
}

/** Services below a folder in which settings of their build tool changed; Gradle's versions lie one folder deeper. */
function* changedSettings({ services }: Graph, changedFiles: readonly string[]): Iterable<[string, string]> {
  for (const file of changedFiles) {
    const languages = buildSettings.find(([name]) => name.test(posix.basename(file)))?.[1]
    if (languages === undefined) continue
    const folder = posix.dirname(file).replace(/(?:^|\/)gradle$/, '') || '.'
    for (const { name, path, language = '' } of services) {
      const isBelow = folder === '.' || path.startsWith(`${folder}/`)
      if (isBelow && languages.includes(language)) yield [name, file]
    }
  }
}

/** Services that the workspace at the root takes in as members; they have a manifest of their own. */
function rootMembers(graph: Graph, facts: FactIndex): Service[] {
  const folderOf = ({ at }: PackageFact): string => posix.dirname(at.file)
  const packages = facts.of('package')
  const globs = packages.filter((fact) => folderOf(fact) === '.').flatMap(({ members }) => members)
  const withManifest = new Set(packages.map(folderOf))
  return graph.services.filter(({ path }) => withManifest.has(path) && isMember(path, globs))
}
