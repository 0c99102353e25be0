import { foldersAbove } from '../../folders-above.ts'
import type { SourceFolders } from '../../source-folders.ts'

/**
 * Whether a folder of Go holds no program: nothing in it starts, and what is called so is a package of one. `begins`: folders in
 * which programs begin.
 */
export function holdsNoProgram(sources: SourceFolders, begins: ReadonlySet<string>): (folder: string) => boolean {
  const holding = new Set([...begins].flatMap((each) => [each, ...foldersAbove(each)]))
  return (folder) => sources.languageOf(folder) === 'go' && !holding.has(folder)
}
