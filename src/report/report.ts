import type { LintResult } from '../lint/run.ts'
import type { Paint } from './paint.ts'

export interface ReportOptions {
  readonly paint: Paint
  /** The text of a file, for code frames; undefined when it cannot be shown. */
  source(file: string): string | undefined
}

/** A format: from a result to the text that is printed. One file a format, one line in `index.ts`. */
export type Reporter = (result: LintResult, options: ReportOptions) => string
