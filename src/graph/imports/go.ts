import { posix } from 'node:path'
import { isStub } from '../../facts/foreign.ts'
import type { MakeResolver } from './resolver.ts'

/** Go packages: the module whose path is the longest that an import begins with, then the folder below it. */
export const go: MakeResolver = (files, facts) => {
  const modules = facts
    .of('package')
    .flatMap(({ ecosystem, name, at }) =>
      ecosystem === 'go' && name ? [{ name, folder: posix.dirname(at.file), at }] : [],
    )
    .sort((a, b) => b.name.length - a.name.length)
  const firstIn = new Map<string, string>()
  for (const file of files) {
    const folder = posix.dirname(file)
    if (!file.endsWith('.go') || file.endsWith('_test.go')) continue
    // What somebody wrote stands for a package rather than what is generated into it.
    if (isStub(firstIn.get(folder) ?? '') || !firstIn.has(folder)) firstIn.set(folder, file)
  }
  return ({ specifier, at }) => {
    const matching = modules.filter(({ name }) => specifier === name || specifier.startsWith(`${name}/`))
    // Of modules that were copied the importer's own is meant.
    const module = matching.find(({ folder }) => folder === '.' || at.file.startsWith(`${folder}/`)) ?? matching[0]
    if (module === undefined) return { kind: 'package', name: specifier }
    const folder = posix.join(module.folder, specifier.slice(module.name.length))
    return { kind: 'file', file: firstIn.get(folder) ?? module.at.file }
  }
}
