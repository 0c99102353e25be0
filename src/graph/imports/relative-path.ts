import { posix } from 'node:path'
import type { MakeResolver } from './resolver.ts'

/** Imports that name a file by its path, as project files do. */
export const relativePath: MakeResolver = (files) => {
  const known = new Set(files)
  return ({ specifier, at }) => {
    const file = posix.join(posix.dirname(at.file), specifier)
    return known.has(file) ? { kind: 'file', file } : { kind: 'unresolved' }
  }
}
