import type { ChalkInstance } from 'chalk'
import type { Problem } from '../errors/problem.ts'
import { Interrupted, UserError } from '../errors/user-error.ts'
import { problemsText } from './terminal/problems.ts'
import { screenFor } from './terminal/screen.ts'

/** Exit codes of both programs. */
export const exitCodes = { done: 0, found: 1, userError: 2, bug: 70, interrupted: 130 } as const

/** What was thrown, told: for people on stderr, or for programs on stdout. */
export interface ErrorReport {
  readonly exitCode: number
  readonly text: string
  readonly document: { readonly code: string; readonly message: string; readonly problems: readonly Problem[] }
}

/** Who reports an error, and in which form. */
export interface HowToReport {
  readonly program: string
  readonly json: boolean
  readonly debug: boolean
}

/** What the machine or its owner refuses us: no bug, and not ours to mend. */
const refusals = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO']

/** Says what was thrown, and returns the exit code for it. */
export function reportError(error: unknown, how: HowToReport): number {
  const { exitCode, text, document } = explainError(error, how, screenFor('stderr').color)
  if (how.debug) screenFor('stderr').write(stackOf(error))
  if (how.json && wroteTo('stdout', `${JSON.stringify({ error: document }, null, 2)}\n`)) return exitCode
  wroteTo('stderr', text)
  return exitCode
}

/** Whether it could be written: an error about a stream that takes nothing must not end in another. */
function wroteTo(stream: 'stdout' | 'stderr', text: string): boolean {
  try {
    screenFor(stream).write(text)
    return true
  } catch {
    return false
  }
}

/** Wrong use of the program, in commander's words: `error: unknown command 'lnt'`, then perhaps `(Did you mean lint?)`. */
export function reportUsage(complaint: string, how: HowToReport, asked: string): number {
  const [first = '', ...rest] = complaint.split('\n')
  const suggestion = /^\((.+)\)$/.exec(rest.join(' '))?.[1]
  const help = `Run ${asked} --help to see what there is.`
  const hint = suggestion === undefined ? help : `${suggestion} ${help}`
  return reportError(new UserError({ code: 'usage', message: first.replace(/^error: /, ''), hint }), how)
}

/** Tells the three kinds of trouble apart: the user's, the user's wish to stop, and ours. */
export function explainError(error: unknown, { program, debug }: HowToReport, color: ChalkInstance): ErrorReport {
  if (isInterrupt(error)) {
    const { message } = new Interrupted()
    return {
      exitCode: exitCodes.interrupted,
      text: `${message}\n`,
      document: { code: 'interrupted', message, problems: [] },
    }
  }
  const problems = problemsOf(error)
  if (problems !== undefined) {
    const message = problems.map((problem) => problem.message).join('\n')
    const document = { code: problems[0]?.code ?? 'unknown', message, problems }
    return { exitCode: exitCodes.userError, text: problemsText(problems, color), document }
  }
  const message = error instanceof Error ? error.message : String(error)
  const ask = debug ? 'the stack above' : 'what the same command prints under --debug'
  const text = `${color.red.bold('error:')} ${message}\nThis is a bug in ${program}. Please report it with ${ask}.\n`
  return { exitCode: exitCodes.bug, text, document: { code: 'bug', message, problems: [] } }
}

// By name, not by class: bundled programs may hold a class more than once.

/** Inquirer rejects with its own error when Ctrl-C ends a prompt. */
function isInterrupt(error: unknown): boolean {
  return error instanceof Error && (error.name === 'Interrupted' || error.name === 'ExitPromptError')
}

const isUserError = (error: unknown): error is UserError => error instanceof Error && error.name === 'UserError'

function problemsOf(error: unknown): readonly Problem[] | undefined {
  if (isUserError(error)) return error.problems
  if (isGoneFolder(error)) {
    const hint = 'Go to one that is there, or give --cwd.'
    return [{ code: 'no-such-folder', message: 'The folder that you are in is not there any more.', hint }]
  }
  if (!(error instanceof Error) || !refusals.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
  const hint = 'Check permissions, free space and limits of what is named above.'
  return [{ code: 'system-refused', message: error.message, hint }]
}

const isGoneFolder = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).syscall === 'uv_cwd'

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return `${String(error)}\n`
  const cause = error.cause === undefined ? '' : `caused by ${stackOf(error.cause)}`
  return `${error.stack ?? error.message}\n${cause}`
}
