import { UserError } from '../../errors/user-error.ts'
import { counted } from '../../graph/draw/counted.ts'
import { baselineText } from '../../lint/baseline.ts'
import type { Finding } from '../../lint/finding.ts'
import type { LintResult } from '../../lint/run.ts'
import { PlanDraft } from '../../plan/draft.ts'
import type { Plan } from '../../plan/operation.ts'
import { diskRepository } from '../../repository/disk.ts'
import type { Repository } from '../../repository/repository.ts'
import { showDryRun } from '../consent.ts'
import { printJson, type Session } from '../session.ts'
import { write } from '../write.ts'
import type { LintCommandOptions } from './options.ts'

/** A new baseline, and what is left to report once it is there. */
interface PlannedBaseline {
  readonly plan: Plan
  readonly before: LintResult
  readonly after: LintResult
}

/**
 * Writes the baseline anew: without what is mended and, unless it is only pruned, with what it may take in. Returns the
 * result as it is then, undefined for a dry run. Throws UserError `baseline-growth` where it would grow unasked.
 */
export async function writeBaseline(
  session: Session,
  root: string,
  options: LintCommandOptions,
  lint: (repository: Repository) => Promise<LintResult>,
): Promise<LintResult | undefined> {
  const makePlan = async (): Promise<PlannedBaseline> => {
    const repository = diskRepository(root)
    const before = await lint(repository)
    if (!options.updateBaseline && !before.baseline.exists) throw nothingToPrune(before.baseline.file)
    const taken = options.updateBaseline ? before.findings : []
    if (taken.length > 0 && before.baseline.exists && !options.allowGrowth) throw growth(taken, before.baseline.file)
    return planned(repository, before, taken)
  }
  if (options.dryRun) {
    const { plan } = await makePlan()
    if (session.json) {
      const { planJson } = await import('../../plan/show-json.ts')
      printJson(session, { version: 1, applied: false, ...planJson(plan) })
    } else await showDryRun(session, plan)
    return undefined
  }
  // Linted under the lock: what is found must still hold when it is written down.
  const { before, after } = await write(session, root, 'msvc lint', makePlan)
  const { file, known, unseen } = after.baseline
  const added = known.length - before.baseline.known.length
  const changes = [
    added > 0 ? `${added} added` : '',
    before.baseline.mended.length > 0 ? `${before.baseline.mended.length} taken out` : '',
  ]
  const told = changes.filter(Boolean).join(', ') || 'nothing changed'
  session.err.write(`${file} holds ${counted(known.length + unseen.length, 'known finding')}: ${told}.\n`)
  return after
}

function planned(repository: Repository, before: LintResult, taken: readonly Finding[]): PlannedBaseline {
  const { file, exists, unseen } = before.baseline
  const known = [...before.baseline.known, ...taken]
  const draft = new PlanDraft(repository)
  if (exists) draft.edit(file, () => baselineText(known, unseen))
  else draft.create(file, baselineText(known, unseen))
  const findings = before.findings.filter((finding) => !taken.includes(finding))
  const baseline = { file, exists: true, known, mended: [], unseen }
  return { plan: draft.finish(), before, after: { ...before, findings, baseline } }
}

/** As many as one reads. */
const shown = 5

const nothingToPrune = (file: string): UserError =>
  new UserError({
    code: 'no-baseline',
    message: `There is no ${file} to prune.`,
    hint: 'msvc lint --update-baseline begins one with all that is found today.',
  })

function growth(findings: readonly Finding[], file: string): UserError {
  const lines = findings.slice(0, shown).map(({ at, rule }) => `${at.file}:${at.line} ${rule}`)
  const more = findings.length > shown ? [`and ${findings.length - shown} more`] : []
  return new UserError({
    code: 'baseline-growth',
    message: `${file} may only shrink, and ${counted(findings.length, 'finding')} would be added: ${[...lines, ...more].join(', ')}.`,
    hint: 'Mend them, or allow them with a reason (msvc-ignore); to add them all the same, give --allow-growth.',
  })
}
