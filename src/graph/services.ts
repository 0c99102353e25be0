import { posix } from 'node:path'
import type { Catalog } from '../catalog/catalog.ts'
import { namesNobody } from '../catalog/placeholder-owner.ts'
import { annotation, type DeclaredService, declaredServices } from '../catalog/services.ts'
import { compareTexts } from '../facts/compare.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { present } from '../facts/present.ts'
import { sourceLanguage } from '../facts/source-language.ts'
import { discoverServices } from './discover/index.ts'
import type { Service } from './graph.ts'
import type { ImportResolver } from './imports/resolver.ts'
import type { SourceFolders } from './source-folders.ts'

/** What programs are written in beside whose manifest pages may lie with more files than they have. */
const languagesOf: Readonly<Record<string, readonly string[]>> = {
  nuget: ['csharp'],
  maven: ['java', 'kotlin'],
  gradle: ['java', 'kotlin'],
}

/** Services of the catalog, and those that the tree shows besides: by name. */
export function findServices(
  catalog: Catalog,
  facts: FactIndex,
  sources: SourceFolders,
  resolve: ImportResolver,
): Service[] {
  const seen = discoverServices(facts, sources, resolve)
  const builtIn = new Map(
    facts.of('package').flatMap(({ ecosystem, at, starts }) => {
      const languages = starts ? languagesOf[ecosystem] : undefined
      return languages ? [[posix.dirname(at.file), languages] as const] : []
    }),
  )
  const languageIn = (folder: string): string | undefined =>
    sources.languageOf(folder, builtIn.get(folder)) ?? sources.languageOf(folder) ?? sourceLanguage(folder)
  const written = declaredOnce(catalog, (folder) => sources.languageOf(folder) !== undefined).map((entry): Service => {
    const { name, system, description, port, stack, at } = entry
    // A word that stands where an owner should is no team.
    const owner = entry.owner === undefined || namesNobody(entry.owner) ? undefined : entry.owner
    const language = entry.language ?? languageIn(entry.folder)
    const optional = { owner, system, description, port, stack, language }
    return { name, path: entry.folder, ...present(optional), known: 'declared', at }
  })
  const programs = new Map(seen.map(({ path, program }) => [path, program]))
  const places = new Map(seen.map(({ name, path }) => [name.toLowerCase(), path]))
  const declared = written.map((service): Service => {
    const program = programs.get(service.path)
    const language = service.language ?? (program === undefined ? undefined : languageIn(program))
    const place = places.get(service.name.toLowerCase())
    const seenAt = place === service.path || place === '.' ? undefined : place
    return atItsCode({ ...service, ...present({ program, language, seenAt }) }, seen, sources)
  })
  const names = new Set(declared.map(({ name }) => name.toLowerCase()))
  const paths = new Set([...declared.map(({ path }) => path), ...otherComponents(catalog)])
  const discovered = seen
    .filter(({ name, path }) => !paths.has(path) && !names.has(name.toLowerCase()))
    // A catalog that names services says that the repository is not one as a whole.
    .filter(({ path }) => path !== '.' || declared.length === 0)
    .map((service) => ({ ...service, ...present({ language: languageIn(service.program ?? service.path) }) }))
  return [...declared, ...discovered].sort((a, b) => compareTexts(a.name, b.name))
}

/** Of entries that say the same service twice, the one with code in its folder, or the first: a name means one service. */
function declaredOnce(catalog: Catalog, isCode: (folder: string) => boolean): readonly DeclaredService[] {
  const byName = new Map<string, DeclaredService>()
  for (const entry of declaredServices(catalog)) {
    const known = byName.get(entry.name.toLowerCase())
    if (known === undefined || (isCode(entry.folder) && !isCode(known.folder)))
      byName.set(entry.name.toLowerCase(), entry)
  }
  return [...byName.values()]
}

/** A catalog file may have a folder of its own inside that of its service: `apps/orders/catalog/catalog-info.yaml`. */
function atItsCode(service: Service, seen: readonly Service[], sources: SourceFolders): Service {
  const { path } = service
  const isCode = sources.languageOf(path) !== undefined || seen.some((other) => `${other.path}/`.startsWith(`${path}/`))
  const above = posix.dirname(path)
  if (isCode || above === '.' || !seen.some((other) => other.path === above)) return service
  return { ...service, path: above, ...present({ language: service.language ?? sources.languageOf(above) }) }
}

/** Folders of which the catalog says that they are a website, a library or whatever else. */
function otherComponents(catalog: Catalog): string[] {
  return catalog.entities
    .filter(({ kind, spec }) => kind.toLowerCase() === 'component' && spec['type'] !== 'service')
    .map(({ annotations, folder }) => annotations[annotation.path] ?? folder)
}
