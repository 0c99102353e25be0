import { posix } from 'node:path'
import type { ImportFact, PackageFact, PathAliasFact } from '../../facts/fact.ts'
import type { MakeResolver, ResolvedImport } from './resolver.ts'

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.vue', '.svelte']
/** TypeScript lets code name the file that will be made from it. */
const written: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.d.ts'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
}

/** Resolves imports of TypeScript and JavaScript: relative paths, aliases of tsconfig, packages of the workspace. */
export const typescript: MakeResolver = (files, facts) => {
  const known = new Set(files)
  const packages = new Map(
    facts
      .of('package')
      .flatMap((fact) => (fact.ecosystem !== 'npm' || fact.name === undefined ? [] : [[fact.name, fact] as const])),
  )
  const aliases = aliasesByFolder(facts.of('path-alias').filter(({ language }) => language === 'typescript'))
  const cache = new Map<string, ResolvedImport>()

  function file(base: string): string | undefined {
    if (base.startsWith('..')) return undefined
    if (known.has(base)) return base
    const extension = posix.extname(base)
    const bare = base.slice(0, base.length - extension.length)
    for (const other of written[extension] ?? []) if (known.has(bare + other)) return bare + other
    for (const other of extensions) if (known.has(base + other)) return base + other
    for (const other of extensions) {
      const index = base === '.' ? `index${other}` : `${base}/index${other}`
      if (known.has(index)) return index
    }
    return undefined
  }

  function aliased(specifier: string, folder: string): string | undefined {
    for (let place = folder; ; place = posix.dirname(place)) {
      for (const { pattern, targets } of aliases.get(place) ?? []) {
        const star = matchStar(pattern, specifier)
        if (star === undefined) continue
        for (const target of targets) {
          const found = file(posix.normalize(target.replace('*', star)))
          if (found !== undefined) return found
        }
      }
      if (place === '.' || place === '/') return undefined
    }
  }

  function inWorkspace(specifier: string): ResolvedImport {
    const parts = specifier.split('/')
    const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
    const fact = packages.get(name)
    if (fact === undefined) return { kind: 'package', name }
    const found = entryFile(fact, ['.', ...parts.slice(name.split('/').length)].join('/'), file)
    // Its entry may be built and not in the repository: the package's manifest stands for it.
    return { kind: 'file', file: found ?? fact.at.file }
  }

  function resolve({ specifier, at }: ImportFact): ResolvedImport {
    const folder = posix.dirname(at.file)
    // What begins with `#` is an alias of the package.
    const path = specifier.replace(/(?!^)[?#].*$/, '')
    if (/^\.{1,2}(?:\/|$)/.test(path)) {
      const found = file(posix.join(folder, path).replace(/\/$/, ''))
      return found === undefined ? { kind: 'unresolved' } : { kind: 'file', file: found }
    }
    if (path === '' || path.startsWith('/') || /^[a-z]+:/.test(path)) return { kind: 'package', name: path }
    const found = aliased(path, folder)
    return found === undefined ? inWorkspace(path) : { kind: 'file', file: found }
  }

  return (fact) => {
    const key = `${posix.dirname(fact.at.file)}\0${fact.specifier}`
    const seen = cache.get(key)
    if (seen) return seen
    const resolved = resolve(fact)
    cache.set(key, resolved)
    return resolved
  }
}

/** The file behind a subpath of a package: by `exports` (with `*`), else by the path itself. */
function entryFile(fact: PackageFact, subpath: string, file: (base: string) => string | undefined): string | undefined {
  const folder = posix.dirname(fact.at.file)
  const inside = (path: string): string | undefined => file(posix.join(folder, path))
  for (const [pattern, target] of Object.entries(fact.entries)) {
    const star = matchStar(pattern, subpath)
    if (star === undefined) continue
    const entry = target.replace('*', star)
    const found = inside(entry) ?? sourceOf(entry, inside)
    if (found !== undefined) return found
  }
  // `@shop/common/dist/broker`: code may name the file that is made inside of another package.
  return inside(subpath) ?? (subpath === '.' ? inside('src') : sourceOf(subpath, inside))
}

/** The source of an entry that is built and not in the repository: `dist/index.js` is made from `src/index.ts`. */
function sourceOf(entry: string, file: (path: string) => string | undefined): string | undefined {
  const [, below] = /^(?:\.\/)?(?:dist|build|lib|out|es|esm|cjs)\/(?:(?:esm|cjs|es|src)\/)?(.+)$/.exec(entry) ?? []
  return below === undefined ? undefined : (file(`src/${below}`) ?? file(below))
}

/** What the `*` of a pattern stands for in a text; the empty text for a pattern without one that is equal to it. */
function matchStar(pattern: string, text: string): string | undefined {
  const star = pattern.indexOf('*')
  if (star < 0) return pattern === text ? '' : undefined
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)]
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return undefined
  return text.slice(head.length, text.length - tail.length)
}

/** Aliases by the folder that they hold below, the most specific pattern first, as the compiler asks them. */
function aliasesByFolder(facts: readonly PathAliasFact[]): Map<string, PathAliasFact[]> {
  const folders = new Map<string, PathAliasFact[]>()
  for (const fact of facts) {
    const folder = posix.dirname(fact.at.file)
    folders.set(folder, [...(folders.get(folder) ?? []), fact])
  }
  for (const list of folders.values()) list.sort((a, b) => b.pattern.length - a.pattern.length)
  return folders
}
