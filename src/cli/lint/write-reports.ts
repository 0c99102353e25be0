import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { counted } from '../../graph/draw/counted.ts'
import type { LintResult } from '../../lint/run.ts'
import { writeOutput } from '../../plan/write-output.ts'
import { gitPrefix } from '../../process/git.ts'
import { countBySeverity } from '../../report/count.ts'
import { reporters } from '../../report/index.ts'
import { type Paint, plain } from '../../report/paint.ts'
import type { ReportOptions } from '../../report/report.ts'
import { readIfText } from '../../repository/read-if-text.ts'
import type { Repository } from '../../repository/repository.ts'
import { builtFile } from '../package-files.ts'
import type { Session } from '../session.ts'
import { version } from '../version.ts'
import type { ReportTargets } from './report-targets.ts'

/** Formats for people in front of the tree; all others are read by whoever hosts the repository. */
const local: readonly string[] = ['text', 'json']

/** Writes each report to where it goes, files first: what stands on the screen then holds. */
export async function writeReports(
  session: Session,
  { stdout, files }: ReportTargets,
  repository: Repository,
  result: LintResult,
  namesSkipped = false,
): Promise<void> {
  const isHosted = [stdout, ...files.map(({ format }) => format)].some((format) => format && !local.includes(format))
  const prefix = isHosted ? await gitPrefix(repository.root) : ''
  const options = (paint: Paint): ReportOptions => ({
    paint,
    version,
    source: (file) => readIfText(repository, file),
    page: (rule) => readFileSync(builtFile(`rules/${rule}.md`), 'utf8'),
    namesSkipped,
    hosted: (file) => prefix + file,
  })
  for (const { format, path } of files) writeOutput(path, reporters[format](result, options(plain)))
  if (stdout) {
    session.out.write(reporters[stdout](result, options(session.out.paint)))
    return
  }
  // Somebody who sees the exit code alone would look for what went wrong.
  const { errors, warnings } = countBySeverity(result.findings)
  const names = files.map(({ path }) => relative(session.cwd, path) || path).join(', ')
  session.err.write(`${counted(errors, 'error')}, ${counted(warnings, 'warning')}: see ${names}\n`)
}
