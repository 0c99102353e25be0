import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import { lintRepository } from '../../lint/run.ts'
import { type ReportFormat, reporters } from '../../report/index.ts'
import type { Repository } from '../../repository/repository.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { exitCodes } from '../report-error.ts'
import { openSession } from '../session.ts'

interface LintOptions extends CommonOptions {
  readonly format?: string
  readonly rule?: readonly string[]
}

/** `msvc lint`: the report on stdout; exit code 1 when there is an error among the findings. */
export async function run(options: LintOptions): Promise<number> {
  const session = openSession(options)
  const named = formatNamed(options.format ?? 'text')
  const format = options.json ? 'json' : named
  const repository = await openRepository(session, 'msvc lint')
  const result = await lintRepository(repository, options.rule)
  const source = (file: string) => readIfText(repository, file)
  session.out.write(reporters[format](result, { paint: session.out.paint, source }))
  return result.findings.some(({ severity }) => severity === 'error') ? exitCodes.found : exitCodes.done
}

function formatNamed(name: string): ReportFormat {
  if (Object.hasOwn(reporters, name)) return name as ReportFormat
  const hint = didYouMean(name, Object.keys(reporters))
  throw new UserError({ code: 'unknown-format', message: `lint has no format "${name}".`, hint })
}

/** A file that is no text has a finding of its own; it only cannot be quoted. */
function readIfText(repository: Repository, file: string): string | undefined {
  try {
    return repository.read(file)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
