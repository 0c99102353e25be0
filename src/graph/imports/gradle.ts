import { posix } from 'node:path'
import type { MakeResolver } from './resolver.ts'

/** Projects of a Gradle build: `:libs:common` is the folder `libs/common` below the settings file. */
export const gradle: MakeResolver = (files) => {
  const known = new Set(files)
  const isRoot = (folder: string): boolean =>
    known.has(posix.join(folder, 'settings.gradle')) || known.has(posix.join(folder, 'settings.gradle.kts'))
  return ({ specifier, at }) => {
    let root = posix.dirname(at.file)
    while (!isRoot(root) && root !== '.') root = posix.dirname(root)
    const folder = posix.join(root, ...specifier.split(':'))
    const file = [posix.join(folder, 'build.gradle'), posix.join(folder, 'build.gradle.kts')].find((each) =>
      known.has(each),
    )
    return file === undefined ? { kind: 'unresolved' } : { kind: 'file', file }
  }
}
