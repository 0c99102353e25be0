import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'

/** `Dockerfile.v1`, `Dockerfile.old`, `Dockerfile_backup` */
const spare = /[._ -](?:v\d+|old|bak|back-?up|orig(?:inal)?|copy|save|unused|deprecated|disabled|legacy|previous)\d*$/i

/**
 * Finds Dockerfiles that are kept beside the plain one of their folder, and that neither compose nor a script builds; and
 * of those that no build gets through any more: all projects of .NET that they copy are gone.
 */
export function spareDockerfiles(facts: FactIndex): (file: string) => boolean {
  let built: ReadonlySet<string> | undefined
  let projects: readonly string[] | undefined
  const isStale = (file: string): boolean => {
    const copied = facts
      .in(file)
      .flatMap((fact) => (fact.kind === 'image-copy' && fact.from === undefined ? fact.sources : []))
      .filter((source) => /^[\w./\\ -]+\.(?:cs|fs|vb)proj$/.test(source))
    if (copied.length === 0) return false
    projects ??= facts.of('package').flatMap(({ at, ecosystem }) => (ecosystem === 'nuget' ? [`/${at.file}`] : []))
    const known = projects
    return copied.every((source) => {
      const end = posix.normalize(`/${source.replaceAll('\\', '/')}`)
      return !known.some((project) => project.endsWith(end))
    })
  }
  return (file) => {
    const plain = file.replace(spare, '')
    const isKept = plain !== file && facts.in(plain).some(({ kind }) => kind === 'base-image')
    if (!isKept && !isStale(file)) return false
    built ??= builtByName(facts)
    return !built.has(file)
  }
}

/** Dockerfiles below one that compose or a script builds, and that nothing builds: a page in the folder of a service. */
export function unbuiltBelow(facts: FactIndex): (file: string) => boolean {
  let built: ReadonlySet<string> | undefined
  return (file) => {
    built ??= builtByName(facts)
    const folder = posix.dirname(file)
    const isAbove = (other: string): boolean =>
      posix.dirname(other) !== '.' && folder.startsWith(`${posix.dirname(other)}/`) && facts.in(other).length > 0
    return !built.has(file) && [...built].some(isAbove)
  }
}

const builtByName = (facts: FactIndex): ReadonlySet<string> =>
  new Set([
    ...facts
      .of('workload')
      .flatMap(({ build }) => (build ? [build.dockerfile ?? posix.join(build.context, 'Dockerfile')] : [])),
    ...facts.of('image-build').flatMap(({ places }) => places.map(({ dockerfile }) => posix.normalize(dockerfile))),
  ])
