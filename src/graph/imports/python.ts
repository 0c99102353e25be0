import { posix } from 'node:path'
import type { MakeResolver, ResolvedImport } from './resolver.ts'

/**
 * Python modules. A relative import says where it begins; an absolute one begins where some folder on the path does, and
 * that is the folder of the importer, or one above it, or a `src` beside those: the nearest that has the module. The
 * importer's own part of a namespace package has other parts beside it, in whatever project they lie.
 */
export const python: MakeResolver = (files) => {
  const known = new Set(files.filter((file) => file.endsWith('.py')))
  const cache = new Map<string, ResolvedImport>()
  let portions: ReadonlyMap<string, readonly string[]> | undefined

  /** The module of a dotted name below a folder; what is named last may be something inside of a module. */
  function below(folder: string, parts: readonly string[]): string | undefined {
    for (let length = parts.length; length >= Math.max(1, parts.length - 1); length--) {
      const base = posix.join(folder, ...parts.slice(0, length))
      const file = [`${base}.py`, `${base}/__init__.py`].find((each) => known.has(each))
      if (file !== undefined) return file
    }
    return undefined
  }

  function relative(specifier: string, folder: string): ResolvedImport {
    const dots = /^\.+/.exec(specifier)?.[0].length ?? 0
    const start = posix.join(folder, ...Array.from({ length: dots - 1 }, () => '..'))
    const parts = specifier.slice(dots).split('.').filter(Boolean)
    if (start.startsWith('..')) return { kind: 'unresolved' }
    const init = posix.join(start, '__init__.py')
    const file = below(start, parts) ?? (known.has(init) ? init : undefined)
    return file === undefined ? { kind: 'unresolved' } : { kind: 'file', file }
  }

  function absolute(specifier: string, folder: string): ResolvedImport {
    const parts = specifier.split('.')
    for (let place = folder; ; place = posix.dirname(place)) {
      const file = below(place, parts) ?? below(posix.join(place, 'src'), parts)
      if (file !== undefined) return { kind: 'file', file }
      if (place === '.' || place === '/') break
    }
    const file = inNamespace(parts, folder)
    return file === undefined ? { kind: 'package', name: parts[0] ?? specifier } : { kind: 'file', file }
  }

  function inNamespace(parts: readonly string[], folder: string): string | undefined {
    const [name = '', inside = ''] = parts
    portions ??= namespaces(known)
    const all = portions.get(name) ?? []
    const isOwn = all.some((place) => folder === `${place}/${name}` || folder.startsWith(`${place}/${name}/`))
    if (!isOwn || inside === '') return undefined
    const found = all.flatMap((place) => below(place, parts) ?? [])
    return found.length === 1 ? found[0] : undefined
  }

  return ({ specifier, at }) => {
    const folder = posix.dirname(at.file)
    const key = `${folder}\0${specifier}`
    const resolved =
      cache.get(key) ?? (specifier.startsWith('.') ? relative(specifier, folder) : absolute(specifier, folder))
    cache.set(key, resolved)
    return resolved
  }
}

/**
 * The folders in which a namespace package of each name has a part. It is a folder of packages alone: one that has modules
 * of its own is a package like any other, and many projects have one of the same name.
 */
function namespaces(modules: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const withModules = new Set([...modules].map((file) => posix.dirname(file)))
  const found = new Map<string, Set<string>>()
  for (const folder of withModules) {
    const above = posix.dirname(folder)
    if (above === '.' || withModules.has(above)) continue
    const name = posix.basename(above)
    found.set(name, (found.get(name) ?? new Set()).add(posix.dirname(above)))
  }
  return new Map([...found].map(([name, places]) => [name, [...places]]))
}
