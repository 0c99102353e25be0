import { posix } from 'node:path'
import { isForeign } from '../facts/foreign.ts'
import { sourceLanguage } from '../facts/source-language.ts'

/** Where code lies, and in which language. */
export interface SourceFolders {
  /**
   * The language of most source files in a folder and below; undefined where there are none. Of some languages alone, where
   * it is known what the program there is written in, whatever pages lie beside it.
   */
  languageOf(folder: string, among?: readonly string[]): string | undefined
  /** Whether code lies in a folder itself, or in a folder for code right below it. */
  hasOwn(folder: string): boolean
  /** Folders with this name that hold code, the outermost first; else those whose name and that of the folder above are it. */
  named(name: string): readonly string[]
}

/** Scripts that a service only hands to browsers say nothing of what it is written in. */
const browserFile = /(?:^|\/)(?:wwwroot|static|public|resources|assets)\/.*\.[cm]?jsx?$/

/** Whether a script lies in a folder that a service hands out as it is. */
export const isHandedOut = (file: string): boolean => browserFile.test(file)

/** Counts the source files below every folder, in one pass. */
export function sourceFolders(files: readonly string[]): SourceFolders {
  const counts = new Map<string, Map<string, number>>()
  const own = new Set<string>()
  for (const file of files) {
    const language = sourceLanguage(file)
    if (language === undefined || browserFile.test(file) || isForeign(file)) continue
    own.add(posix.dirname(file).replace(/\/(?:src|app|cmd|lib|main)$/, ''))
    for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
      const count = counts.get(folder) ?? new Map<string, number>()
      counts.set(folder, count.set(language, (count.get(language) ?? 0) + 1))
      if (folder === '.' || folder === '/') break
    }
  }
  const byName = new Map<string, string[]>()
  const byLongName = new Map<string, string[]>()
  const add = (names: Map<string, string[]>, name: string, folder: string): void => {
    const known = names.get(plainName(name))
    if (known) known.push(folder)
    else names.set(plainName(name), [folder])
  }
  for (const folder of [...counts.keys()].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))) {
    const [own, above] = [posix.basename(folder), posix.dirname(folder)]
    add(byName, own, folder)
    if (above !== '.') add(byLongName, `${posix.basename(above)}-${own}`, folder)
  }
  return {
    languageOf: (folder, among) =>
      [...(counts.get(folder) ?? [])]
        .filter(([language]) => among === undefined || among.includes(language))
        .sort(([, a], [, b]) => b - a)[0]?.[0],
    hasOwn: (folder) => own.has(folder),
    named: (name) => byName.get(plainName(name)) ?? byLongName.get(plainName(name)) ?? [],
  }
}

/** A name as people mean it: `Cart_Service`, `cart-service` and `cartservice` are one. */
export const plainName = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

const depth = (folder: string): number => folder.split('/').length
