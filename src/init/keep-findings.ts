import { baselineText } from '../lint/baseline.ts'
import type { Finding } from '../lint/finding.ts'
import { type LintOptions, lintRepository } from '../lint/run.ts'
import { bytesOf } from '../plan/content.ts'
import type { PlanDraft } from '../plan/draft.ts'
import { overlayRepository } from '../repository/overlay.ts'
import type { Repository } from '../repository/repository.ts'

/** What lint is to be asked with. */
export type Judging = Pick<LintOptions, 'today' | 'history' | 'cache'>

/**
 * Finds what lint will say of the repository once the draft is applied, and adds to the draft a baseline that keeps it, so
 * that the next lint is green. What an earlier baseline knows is not said again.
 */
export async function keepFindings(
  repository: Repository,
  draft: PlanDraft,
  judging: Judging,
): Promise<readonly Finding[]> {
  const changes = draft
    .finish()
    .operations.flatMap((operation) =>
      operation.kind === 'create' || operation.kind === 'change'
        ? [[operation.path, bytesOf(operation.content)] as const]
        : [],
    )
  const tree = overlayRepository(repository, new Map(changes))
  const { findings, baseline } = await lintRepository(tree, judging)
  if (findings.length === 0) return findings
  const text = baselineText([...baseline.known, ...findings])
  if (baseline.exists) draft.edit(baseline.file, () => text)
  else draft.create(baseline.file, text)
  return findings
}
