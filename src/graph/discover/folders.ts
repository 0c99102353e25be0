import { posix } from 'node:path'
import type { SourceFolders } from '../source-folders.ts'

/** Folders inside a service that hold its Dockerfile or its code, and are not the service itself. */
const inner = /\/(?:docker|deploy|deployment|build|ops|infra|k8s|kubernetes|\.docker|src)$/

/** The folder of what compose builds: where the code is, which may be the context, the Dockerfile's place, or neither. */
export function builtFolder(
  build: { readonly dockerfile: string; readonly context: string; readonly name: string },
  sources: SourceFolders,
  dockerfiles: ReadonlySet<string>,
): string {
  const { dockerfile, context, name } = build
  const beside = serviceFolder(posix.dirname(dockerfile))
  const isCode = (folder: string): boolean => folder !== '.' && sources.languageOf(folder) !== undefined
  if (isCode(beside)) return beside
  if (isCode(context)) return context
  // One of a plain name stands in its own folder, if only with configuration.
  const isOwn = beside !== '.' && posix.basename(dockerfile) === 'Dockerfile' && dockerfiles.has(dockerfile)
  return isOwn ? beside : (namesake(name, sources) ?? beside)
}

/** Beside the Dockerfile, or of the name that it bears: `docker/cart.Dockerfile`, `docker/Dockerfile.cart`. */
export function folderOfDockerfile(file: string, sources: SourceFolders): string {
  const folder = serviceFolder(posix.dirname(file))
  const name = posix.basename(file).replace(/\.?(?:docker|container)file\.?/i, '')
  if (name === '' || sources.languageOf(folder) !== undefined) return folder
  return namesake(name, sources) ?? folder
}

/** The folder with code that is called so, where there is just one. */
export function namesake(name: string, sources: SourceFolders): string | undefined {
  const [folder, ...others] = sources.named(name)
  // A folder of that name below the first is a package or module inside it.
  return others.every((other) => other.startsWith(`${folder}/`)) ? folder : undefined
}

const serviceFolder = (folder: string): string => folder.replace(inner, '')
