import { UserError } from '../errors/user-error.ts'
import type { Fix } from '../lint/fix.ts'
import type { LintResult } from '../lint/run.ts'
import { bytesOf } from '../plan/content.ts'
import { PlanDraft } from '../plan/draft.ts'
import type { Plan } from '../plan/operation.ts'
import { overlayRepository } from '../repository/overlay.ts'
import type { Repository } from '../repository/repository.ts'
import { type FixTools, stageFix } from './stage-fix.ts'

/** What `msvc lint --fix` does, and what lint says before and after. */
export interface FixPlan {
  readonly plan: Plan
  readonly before: LintResult
  readonly after: LintResult
}

/** A mended finding may show another that can be mended: a service in the catalog is asked for its dependencies. */
const mostRounds = 5

/**
 * Plans the fixes of all findings that have one, each over what the earlier ones have made, until there is none left that
 * changes anything: to run it again on what it makes plans nothing. What cannot be mended without a guess stays.
 */
export async function planFixes(
  repository: Repository,
  lint: (repository: Repository) => Promise<LintResult>,
  tools: FixTools,
): Promise<FixPlan> {
  const draft = new PlanDraft(repository)
  const tried = new Set<string>()
  const before = await lint(repository)
  let after = before
  for (let round = 0; round < mostRounds; round++) {
    const fixes = after.findings.flatMap(({ fix }) => fix ?? []).filter((fix) => isNew(fix, tried))
    fixes.sort((a, b) => lineOf(b) - lineOf(a))
    for (const fix of fixes) await stage(draft, fix, tools)
    const planned = draft.finish()
    if (fixes.length === 0 || planned.operations.length === 0) break
    after = await lint(treeAfter(repository, planned))
  }
  return { plan: draft.finish(), before, after }
}

/** Fixes that go by a line come first, from below: the lines above them stay where they are. */
const lineOf = (fix: Fix): number => ('at' in fix ? fix.at.line : 0)

/** What is in the way of one fix is none of the others' business. */
async function stage(draft: PlanDraft, fix: Fix, tools: FixTools): Promise<void> {
  try {
    await stageFix(draft, fix, tools)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}

function isNew(fix: Fix, tried: Set<string>): boolean {
  const key = JSON.stringify(fix)
  return !tried.has(key) && tried.add(key) !== undefined
}

function treeAfter(repository: Repository, { operations }: Plan): Repository {
  const changes = operations.flatMap((operation) =>
    operation.kind === 'create' || operation.kind === 'change'
      ? [[operation.path, bytesOf(operation.content)] as const]
      : [],
  )
  return overlayRepository(repository, new Map(changes))
}
