import { posix } from 'node:path'
import type { Catalog } from '../catalog/catalog.ts'
import { declaredServices } from '../catalog/services.ts'
import type { At } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import type { Service } from './graph.ts'
import { isInfrastructureImage, isTooling } from './infrastructure.ts'

/** Folders inside a service that hold its Dockerfile and are not the service itself. */
const inner = /\/(?:docker|deploy|deployment|build|ops|infra|k8s|kubernetes|\.docker)$/

/** Services of the catalog, and those that the tree shows besides: by name. */
export function findServices(catalog: Catalog, facts: FactIndex): Service[] {
  const declared = declaredServices(catalog).map((entry): Service => {
    const { name, owner, system, description, port, stack, language, at } = entry
    const optional = { owner, system, description, port, stack, language: language ?? languageOf(entry.folder, facts) }
    return { name, path: entry.folder, ...present(optional), known: 'declared', at }
  })
  const names = new Set(declared.map(({ name }) => name.toLowerCase()))
  const paths = new Set(declared.map(({ path }) => path))
  const discovered = discover(facts).filter(({ name, path }) => !paths.has(path) && !names.has(name.toLowerCase()))
  return [...declared, ...discovered].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** Folders that an image is built from: by compose, or by a Dockerfile beside the code. */
function discover(facts: FactIndex): Service[] {
  const found = new Map<string, Service>()
  const add = (name: string, path: string, at: At): void => {
    if (path === '.' || found.has(path) || isTooling(name) || isTooling(posix.basename(path))) return
    if (isImageOfInfrastructure(path, facts)) return
    const language = languageOf(path, facts)
    found.set(path, { name, path, ...(language === undefined ? {} : { language }), known: 'discovered', at })
  }
  for (const workload of facts.of('workload')) {
    const { build } = workload
    if (build === undefined) continue
    const folder = build.dockerfile ? posix.dirname(build.dockerfile) : build.context
    add(workload.name, codeFolder(folder), workload.at)
  }
  for (const { at, final } of facts.of('base-image')) {
    const path = codeFolder(posix.dirname(at.file))
    if (final) add(nameFor(path, facts), path, { file: at.file, line: 1, column: 1 })
  }
  return [...found.values()]
}

function codeFolder(folder: string): string {
  const outer = folder.replace(inner, '')
  return outer === folder ? folder : outer
}

/** The workload's name wins over the folder's: it is what people and other services call it. */
function nameFor(path: string, facts: FactIndex): string {
  const folder = posix.basename(path)
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const workloads = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && !partial)
  const byImage = workloads.find(({ containers }) =>
    containers.some(({ image }) => image !== undefined && plain(imageName(image)) === plain(folder)),
  )
  const byName = workloads.find(({ name }) => plain(name) === plain(folder))
  return (byName ?? byImage)?.name ?? folder
}

const imageName = (image: string): string => posix.basename(image.replace(/@.*$/, '').replace(/:[^/]*$/, ''))

/** A Dockerfile that only seeds or tunes a database makes a resource. */
function isImageOfInfrastructure(path: string, facts: FactIndex): boolean {
  const bases = facts.of('base-image').filter(({ at, final }) => final && posix.dirname(at.file) === path)
  return bases.length > 0 && bases.every(({ image }) => isInfrastructureImage(image))
}

/** The language of most files from which facts were drawn. */
function languageOf(path: string, facts: FactIndex): string | undefined {
  const counts = new Map<string, number>()
  for (const { at, language } of facts.of('import')) {
    if (at.file.startsWith(`${path}/`)) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** Leaves out what is undefined, as optional properties must be. */
function present<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> }
}
