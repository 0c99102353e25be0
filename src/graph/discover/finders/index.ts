import { composeBuilds } from './compose-builds.ts'
import { dockerfiles } from './dockerfiles.ts'
import { dotnetProjects } from './dotnet-projects.ts'
import { entryFiles } from './entry-files.ts'
import type { Finder } from './finder.ts'
import { pages } from './pages.ts'
import { processes } from './processes.ts'
import { programs } from './programs.ts'
import { scriptedImages } from './scripted-images.ts'
import { scripts } from './scripts.ts'
import { serverPackages } from './server-packages.ts'
import { workloadFolders } from './workload-folders.ts'

/** The strongest evidence first: what one has found, and what lies in it, the next ones leave alone. */
export const finders: readonly Finder[] = [
  composeBuilds,
  scriptedImages,
  dockerfiles,
  workloadFolders,
  serverPackages,
  dotnetProjects,
  programs,
  entryFiles,
  processes,
  pages,
  scripts,
]
