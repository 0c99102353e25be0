import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'

/** The folders that compose builds Dockerfiles from. */
export function statedContexts(facts: FactIndex): ReadonlyMap<string, string> {
  return new Map(
    facts.of('workload').flatMap(({ build }) => {
      if (build === undefined) return []
      return [[build.dockerfile ?? posix.join(build.context, 'Dockerfile'), build.context] as const]
    }),
  )
}

/** The folder that a Dockerfile's `COPY` starts from: what compose builds it with, else the folder it lies in. */
export function buildContexts(facts: FactIndex): (dockerfile: string) => string {
  const stated = statedContexts(facts)
  return (dockerfile) => stated.get(dockerfile) ?? posix.dirname(dockerfile)
}
