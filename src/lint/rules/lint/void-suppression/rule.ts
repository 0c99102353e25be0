import type { Rule } from '../../../rule.ts'

/** The engine states its findings when all other rules have run: only then is it known what is of use. */
export const voidSuppression: Rule = {
  id: 'void-suppression',
  group: 'lint',
  severity: 'warning',
  summary: 'A comment, or an override of msvc.yaml, that leaves nothing out.',
  why: 'It hides the next fault at that place, or is thought to hide one that it does not.',
  help: 'Take it out, or give it what it lacks: a rule that there is, a reason, a later day.',
  fixes: 'Takes out a comment whose rules all find nothing there.',
  check: () => [],
}
