import type { SourceFolders } from '../../source-folders.ts'

/**
 * Whether a folder of Go holds no program: nothing in it starts, and what is called so is a package of one. `begins`: folders in
 * which programs begin.
 */
export const holdsNoProgram =
  (sources: SourceFolders, begins: ReadonlySet<string>): ((folder: string) => boolean) =>
  (folder) =>
    sources.languageOf(folder) === 'go' && ![...begins].some((each) => each === folder || each.startsWith(`${folder}/`))
