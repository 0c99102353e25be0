import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'

/** `Dockerfile.v1`, `Dockerfile.old`, `Dockerfile_backup` */
const spare = /[._ -](?:v\d+|old|bak|back-?up|orig(?:inal)?|copy|save|unused|deprecated|disabled|legacy|previous)\d*$/i

/**
 * Finds Dockerfiles that are kept beside the plain one of their folder, and that neither compose nor a script builds; and those
 * that no build gets through any more: all projects of .NET that they copy are gone.
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
    if (isStale(file)) return true
    const plain = file.replace(spare, '')
    if (plain === file || !facts.in(plain).some(({ kind }) => kind === 'base-image')) return false
    built ??= builtByName(facts)
    return !built.has(file)
  }
}

const builtByName = (facts: FactIndex): ReadonlySet<string> =>
  new Set([
    ...facts.of('workload').flatMap(({ build }) => build?.dockerfile ?? []),
    ...facts.of('image-build').flatMap(({ places }) => places.map(({ dockerfile }) => posix.normalize(dockerfile))),
  ])
