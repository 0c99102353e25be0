import { affectedServices } from '../graph/affected.ts'
import { subjectOf } from '../graph/subjects/of-fact.ts'
import { serviceOf } from '../graph/subjects/of-file.ts'
import type { Survey } from '../graph/survey.ts'
import type { Repository } from '../repository/repository.ts'
import type { Finding } from './finding.ts'

/** A change that lint is to look at, and nothing else. */
export interface Change {
  /** Which one it is, in words that follow "the change": `since origin/main`. */
  readonly label: string
  /** Relative to the root: changed, added and deleted. */
  readonly files: readonly string[]
  /** The tree as it was before. */
  readonly before: Repository
}

/** Services that a change concerns: those that `affected` names, and those that changed files outside of them speak of. */
export function concernedServices({ files }: Change, { graph, facts }: Survey): ReadonlySet<string> {
  const changed = new Set(files)
  const affected = affectedServices({ graph, facts, changedFiles: files }).map(({ service }) => service.name)
  const spoken = files
    .filter((file) => serviceOf(graph, file) === undefined)
    .flatMap((file) => facts.in(file).flatMap((fact) => subjectOf(graph, facts, fact)?.name ?? []))
  const declared = graph.services.filter(({ at }) => changed.has(at.file)).map(({ name }) => name)
  return new Set([...affected, ...spoken, ...declared])
}

/**
 * Whether a change can have caused a finding: it is about a service that the change concerns, a place of it is in a changed
 * file, or it was not there before. The last is for what no graph of today tells, such as a service that is gone.
 */
export function isConcerned(
  { files }: Change,
  services: ReadonlySet<string>,
  wasThere: ReadonlySet<string>,
): (finding: Finding) => boolean {
  const changed = new Set(files)
  return (finding) =>
    finding.services.some((name) => services.has(name)) ||
    [finding.at, ...finding.related].some(({ file }) => changed.has(file)) ||
    !wasThere.has(finding.fingerprint)
}
