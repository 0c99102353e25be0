import { resolve } from 'node:path'
import { didYouMean } from '../../errors/did-you-mean.ts'
import type { Problem } from '../../errors/problem.ts'
import { UserError } from '../../errors/user-error.ts'
import { type ReportFormat, reporters } from '../../report/index.ts'

/** Where reports go: at most one to stdout, any number to files. */
export interface ReportTargets {
  readonly stdout?: ReportFormat
  readonly files: readonly { readonly format: ReportFormat; readonly path: string }[]
}

/**
 * Reads what `--format` says, `sarif` or `sarif=out.sarif`; paths are relative to `cwd`. Text on stdout where nothing is
 * said; `--json` decides over stdout alone. Throws one UserError with all that is wrong.
 */
export function reportTargets(values: readonly string[] | undefined, cwd: string, json: boolean): ReportTargets {
  const problems: Problem[] = []
  const stdout = new Set<ReportFormat>()
  const files: { format: ReportFormat; path: string }[] = []
  for (const value of values ?? ['text']) {
    const [name = '', ...rest] = value.split('=')
    if (!isFormat(name)) problems.push(unknownFormat(name))
    else if (rest.length === 0) stdout.add(name)
    else if (rest.join('=') === '') problems.push(noFile(name))
    else files.push({ format: name, path: resolve(cwd, rest.join('=')) })
  }
  const twice = files.find(({ path }, index) => files.findIndex((other) => other.path === path) !== index)
  if (twice) problems.push({ code: 'same-file', message: `Two reports would be written to ${twice.path}.` })
  if (stdout.size > 1 && !json) problems.push(crowded([...stdout]))
  if (problems.length > 0) throw new UserError(problems)
  const [shown] = json ? (['json'] as const) : stdout
  return { ...(shown ? { stdout: shown } : {}), files }
}

const isFormat = (name: string): name is ReportFormat => Object.hasOwn(reporters, name)

const unknownFormat = (name: string): Problem => ({
  code: 'unknown-format',
  message: `lint has no format "${name}".`,
  hint: didYouMean(name, Object.keys(reporters)),
})

const noFile = (format: ReportFormat): Problem => ({
  code: 'no-file',
  message: `"--format ${format}=" names no file.`,
  hint: `Write --format ${format}=<file>, or --format ${format} for stdout.`,
})

const crowded = (formats: readonly ReportFormat[]): Problem => ({
  code: 'formats-on-stdout',
  message: `Only one report can go to stdout, and there are ${formats.length}: ${formats.join(', ')}.`,
  hint: `Send others to files: ${formats.map((format, index) => `--format ${format}${index > 0 ? '=<file>' : ''}`).join(' ')}`,
})
