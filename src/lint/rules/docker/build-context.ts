import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'

/** The folder that a Dockerfile's `COPY` starts from: what compose builds it with, else the folder it lies in. */
export function buildContexts(facts: FactIndex): (dockerfile: string) => string {
  const contexts = new Map(
    facts.of('workload').flatMap(({ build }) => {
      if (build === undefined) return []
      return [[build.dockerfile ?? posix.join(build.context, 'Dockerfile'), build.context] as const]
    }),
  )
  return (dockerfile) => contexts.get(dockerfile) ?? posix.dirname(dockerfile)
}
