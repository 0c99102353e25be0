import { counted } from '../graph/draw/counted.ts'
import type { LintResult } from '../lint/run.ts'

/** What was looked at: `in 4 services (12 files)`, and which of them a change concerns. */
export function scopeOf({ services, files, change }: LintResult): string {
  const all = `in ${counted(services, 'service')} (${counted(files, 'file')})`
  return change ? `${all}, of which the change ${change.label} concerns ${change.services.length}` : all
}
