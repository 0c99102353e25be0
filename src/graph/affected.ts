import { posix } from 'node:path'
import type { PackageFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { isMember } from '../workspace/registrations/member-globs.ts'
import type { Graph, Service } from './graph.ts'
import { importersOf } from './imports/importers.ts'
import { serviceOf } from './subjects.ts'

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

/** A change, and the graph that it is looked for in. */
export interface AffectedInput {
  readonly graph: Graph
  readonly facts: FactIndex
  /** Relative to the root. */
  readonly changedFiles: readonly string[]
}

/**
 * The services that a change concerns, by name: those with a changed file, those whose provider's contract changed, those
 * that import changed code from elsewhere, and the members of a root workspace whose manifest or lock changed.
 * `msvc.yaml` concerns all. Other files outside every service (README, CI, catalog root, compose) concern none.
 */
export function affectedServices({ graph, facts, changedFiles }: AffectedInput): AffectedService[] {
  const reasons = new Map<string, string>()
  const add = (name: string, reason: string): void => {
    if (!reasons.has(name)) reasons.set(name, reason)
  }
  const changed = new Set(changedFiles)
  for (const file of changedFiles) {
    const owner = serviceOf(graph, file)
    if (owner) add(owner.name, `${file} changed`)
  }
  for (const [file, origin] of importersOf(changedFiles, facts)) {
    const service = serviceOf(graph, file)
    if (service) add(service.name, `it imports ${origin}, which changed`)
  }
  for (const edge of graph.edges) {
    if (edge.kind === 'code') continue
    const provider = graph.services.find(({ name }) => name === edge.to)
    const offered = provider && changedFiles.find((file) => contract.test(file) && serviceOf(graph, file) === provider)
    if (offered) add(edge.from, `it uses ${edge.to}, whose contract ${offered} changed`)
  }
  for (const [service, file] of sharedImports({ graph, facts, changedFiles })) add(service, `it imports ${file}`)
  if (changed.has('msvc.yaml')) for (const { name } of graph.services) add(name, 'msvc.yaml changed')
  const manifest = changedFiles.find((file) => rootManifest.test(file))
  if (manifest) for (const { name } of rootMembers(graph, facts)) add(name, `${manifest} at the root changed`)
  return graph.services.flatMap((service) => {
    const reason = reasons.get(service.name)
    return reason === undefined ? [] : [{ service, reason }]
  })
}

/** Services that depend, by package manifest, on a package outside all services in which something changed. */
function* sharedImports({ graph, facts, changedFiles }: AffectedInput): Iterable<[service: string, file: string]> {
  const packages = facts.of('package').filter(({ at }) => serviceOf(graph, at.file) === undefined)
  const folderOf = (file: string): string => posix.dirname(file)
  // Packages that changed themselves, then those that depend on them, until no more come.
  const touched = new Map<string, string>()
  for (const { name, at } of packages) {
    const file = changedFiles.find((path) => folderOf(at.file) !== '.' && path.startsWith(`${folderOf(at.file)}/`))
    if (name !== undefined && file !== undefined) touched.set(name, file)
  }
  for (let grew = true; grew; ) {
    grew = false
    for (const { name, dependencies } of packages) {
      const through = dependencies.find((dependency) => touched.has(dependency.name))
      if (name === undefined || touched.has(name) || through === undefined) continue
      touched.set(name, touched.get(through.name) ?? '')
      grew = true
    }
  }
  for (const { at, dependencies } of facts.of('package')) {
    const service = serviceOf(graph, at.file)
    const through = dependencies.find(({ name }) => touched.has(name))
    if (service && through) yield [service.name, `${through.name}, in which ${touched.get(through.name)} changed`]
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
