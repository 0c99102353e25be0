import { counted } from '../graph/draw/counted.ts'
import type { LintResult } from '../lint/run.ts'

/** What a reader must know of findings that are not shown, a sentence each. */
export function baselineLines({ file, known, mended, unseen }: LintResult['baseline']): string[] {
  const many = mended.length === 1 ? 'is' : 'are'
  return [
    ...(known.length > 0 ? [`${counted(known.length, 'known finding')} left out (${file}).`] : []),
    ...(mended.length > 0
      ? [`${counted(mended.length, 'known finding')} ${many} mended: take out with msvc lint --prune.`]
      : []),
    ...(unseen.length > 0
      ? [
          `${counted(unseen.length, 'known finding')} stayed in: a file that was to show whether it is mended could not be read.`,
        ]
      : []),
  ]
}
