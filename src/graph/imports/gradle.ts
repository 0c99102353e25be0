import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { foldersAbove } from '../folders-above.ts'
import type { MakeResolver } from './resolver.ts'

const buildFile = /^build\.gradle(?:\.kts)?$/

/**
 * Projects of a Gradle build: `:libs:common` is the folder `libs/common` below the settings file, unless that says where it
 * lies, and `projects.libs.common` is the same one.
 */
export const gradle: MakeResolver = (files, facts) => {
  const builds = new Map(
    files.flatMap((file) => (buildFile.test(posix.basename(file)) ? [[posix.dirname(file), file] as const] : [])),
  )
  const roots = new Set(
    files.flatMap((file) => (/^settings\.gradle(?:\.kts)?$/.test(posix.basename(file)) ? [posix.dirname(file)] : [])),
  )
  const elsewhere = placesOf(facts)
  const accessors = new Map<string, ReadonlyMap<string, string>>()
  return ({ specifier, at }) => {
    const root = ['.', ...foldersAbove(at.file)].findLast((folder) => roots.has(folder)) ?? '.'
    const places = elsewhere.get(root) ?? new Map<string, string>()
    if (specifier.startsWith('projects.') && !accessors.has(root))
      accessors.set(root, accessorsOf(root, [...builds.keys()], places))
    const folder = specifier.startsWith('projects.')
      ? accessors.get(root)?.get(specifier)
      : (places.get(specifier) ?? posix.join(root, ...specifier.split(':')))
    const file = builds.get(folder ?? '')
    return file === undefined ? { kind: 'unresolved' } : { kind: 'file', file }
  }
}

/** By the folder of a settings file: where projects lie that it places. */
function placesOf(facts: FactIndex): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>()
  for (const { language, at, pattern, targets } of facts.of('path-alias')) {
    const [target] = targets
    if (language !== 'gradle' || target === undefined) continue
    const root = posix.dirname(at.file)
    found.set(root, (found.get(root) ?? new Map<string, string>()).set(pattern, target))
  }
  return found
}

/** The folder of each project by the name that Gradle makes for build scripts: `order-events` is `orderEvents`. */
function accessorsOf(
  root: string,
  folders: readonly string[],
  places: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const below = folders.flatMap((folder) => {
    const path = posix.relative(root, folder)
    return path === '' || path.startsWith('..') ? [] : [[`:${path.replaceAll('/', ':')}`, folder] as const]
  })
  return new Map(
    [...below, ...places].map(([project, folder]) => {
      const words = project.slice(1).split(':')
      return [['projects', ...words.map(camelCase)].join('.'), folder]
    }),
  )
}

const camelCase = (word: string): string => word.replace(/[-_.]+(\w)/g, (_, letter: string) => letter.toUpperCase())
