import { posix } from 'node:path'
import type { MakeResolver } from './resolver.ts'

/** Imports that name a file by its path, as project files do; Ruby leaves out how it ends. */
export const relativePath: MakeResolver = (files) => {
  const known = new Set(files)
  return ({ specifier, at }) => {
    const path = posix.join(posix.dirname(at.file), specifier)
    const file = [path, `${path}.rb`].find((each) => known.has(each))
    return file === undefined ? { kind: 'unresolved' } : { kind: 'file', file }
  }
}
