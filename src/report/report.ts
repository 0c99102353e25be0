import type { LintResult } from '../lint/run.ts'
import type { Paint } from './paint.ts'

export interface ReportOptions {
  readonly paint: Paint
  /** Version of this program. */
  readonly version: string
  /** The text of a file, for code frames; undefined when it cannot be shown. */
  source(file: string): string | undefined
  /** The page of a rule, in Markdown. */
  page(rule: string): string | undefined
  /** Name every file that was passed over, and not only how many. */
  readonly namesSkipped?: boolean
  /** A file as whoever hosts the repository calls it: from the top of the git repository, which may lie above the root. */
  hosted(file: string): string
}

/** A format: from a result to the text that is printed. One file a format, one line in `index.ts`. */
export type Reporter = (result: LintResult, options: ReportOptions) => string
