import { posix } from 'node:path'
import type { Fact, WorkloadFact } from '../../facts/fact.ts'
import { type FactIndex, indexFacts } from '../../facts/fact-index.ts'
import { foldersAbove } from '../folders-above.ts'

/**
 * Compose takes paths from the folder of the first file that it is given, or from `--project-directory`: what
 * `docker/compose.build.yml` builds may be told from the root, where that file is always named second. Where nothing that a
 * file builds is there as written, and all of it from one folder above, its builds begin there; a `Dockerfile` without a folder
 * before it may be any.
 */
export function withProjectFolders(facts: FactIndex): FactIndex {
  const builds = new Map<string, WorkloadFact[]>()
  for (const workload of facts.of('workload')) {
    const { at, source, build } = workload
    if (source !== 'compose' || build === undefined || !at.file.includes('/')) continue
    builds.set(at.file, [...(builds.get(at.file) ?? []), workload])
  }
  if (builds.size === 0) return facts
  const dockerfiles = new Set(facts.of('base-image').map(({ at }) => at.file))
  const moved = new Map<string, string>()
  for (const [file, workloads] of builds) {
    if (workloads.some(({ build }) => build && dockerfiles.has(dockerfileOf(build)))) continue
    const own = posix.dirname(file)
    const folder = ['.', ...foldersAbove(own)].find((above) =>
      workloads.every(({ build }) => {
        const dockerfile = build && dockerfileOf(movedTo(build, own, above))
        return dockerfile?.slice(above === '.' ? 0 : above.length + 1).includes('/') && dockerfiles.has(dockerfile)
      }),
    )
    if (folder !== undefined) moved.set(file, folder)
  }
  if (moved.size === 0) return facts
  return indexFacts(
    facts.all.map((fact): Fact => {
      const folder = fact.kind === 'workload' && fact.build ? moved.get(fact.at.file) : undefined
      if (folder === undefined || fact.kind !== 'workload' || fact.build === undefined) return fact
      return { ...fact, build: movedTo(fact.build, posix.dirname(fact.at.file), folder) }
    }),
  )
}

type WorkloadBuild = NonNullable<WorkloadFact['build']>

const dockerfileOf = ({ context, dockerfile }: WorkloadBuild): string =>
  posix.normalize(dockerfile ?? posix.join(context, 'Dockerfile'))

function movedTo(build: WorkloadBuild, from: string, to: string): WorkloadBuild {
  const move = (path: string): string => posix.join(to, posix.relative(from, path))
  return {
    ...build,
    context: move(build.context),
    ...(build.dockerfile === undefined ? {} : { dockerfile: move(build.dockerfile) }),
    ...(build.contexts === undefined
      ? {}
      : { contexts: build.contexts.map((each) => ({ ...each, path: move(each.path) })) }),
  }
}
