import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'

/** `Dockerfile.v1`, `Dockerfile.old`, `Dockerfile_backup` */
const spare = /[._ -](?:v\d+|old|bak|back-?up|orig(?:inal)?|copy|save|unused|deprecated|disabled|legacy|previous)\d*$/i

/** Finds Dockerfiles that are kept beside the plain one of their folder, and that neither compose nor a script builds. */
export function spareDockerfiles(facts: FactIndex): (file: string) => boolean {
  let built: ReadonlySet<string> | undefined
  return (file) => {
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
