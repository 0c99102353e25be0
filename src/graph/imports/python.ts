import { posix } from 'node:path'
import type { MakeResolver, ResolvedImport } from './resolver.ts'

/**
 * Python modules. A relative import says where it begins; an absolute one begins where some folder on the path does, and
 * that is the folder of the importer, or one above it, or a `src` beside those: the nearest that has the module.
 */
export const python: MakeResolver = (files) => {
  const known = new Set(files.filter((file) => file.endsWith('.py')))
  const cache = new Map<string, ResolvedImport>()

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
      if (place === '.' || place === '/') return { kind: 'package', name: parts[0] ?? specifier }
    }
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
