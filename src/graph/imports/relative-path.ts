import { posix } from 'node:path'
import picomatch from 'picomatch'
import type { MakeResolver } from './resolver.ts'

/**
 * Imports that name a file by its path, as project files do; Ruby leaves out how it ends. A folder that only the build
 * knows (`$(SolutionDir)`) is the one below which the rest of the path is, if there is just one.
 */
export const relativePath: MakeResolver = (files) => {
  const known = new Set(files)
  const named = new Map<string, string | undefined>()
  const below = (rest: string): string | undefined => {
    if (!named.has(rest)) {
      const all = files.filter((file) => file === rest || file.endsWith(`/${rest}`))
      named.set(rest, all.length === 1 ? all[0] : undefined)
    }
    return named.get(rest)
  }
  return ({ specifier, at }) => {
    const rest = /^\$\(\w+\)\/?(?:\.\.\/)*(.+)$/.exec(specifier)?.[1]
    const told = rest === undefined ? undefined : below(rest)
    if (told !== undefined) return { kind: 'file', file: told }
    const path = posix.join(posix.dirname(at.file), specifier)
    // Of what a pattern links, one file stands for all.
    const isLinked = /\*/.test(path) ? picomatch(path) : undefined
    const file = isLinked ? files.find((each) => isLinked(each)) : [path, `${path}.rb`].find((each) => known.has(each))
    return file === undefined ? { kind: 'unresolved' } : { kind: 'file', file }
  }
}
