import type { Problem } from '../errors/problem.ts'
import { Interrupted, UserError } from '../errors/user-error.ts'
import { problemsText } from './terminal/problems.ts'
import { screenFor } from './terminal/screen.ts'

export const exitCodes = { done: 0, found: 1, userError: 2, bug: 70, interrupted: 130 } as const

export interface HowToReport {
  readonly program: string
  readonly json: boolean
  readonly debug: boolean
}

/** What the machine or its owner refuses us: no bug, and not ours to mend. */
const refusals = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO']

/** Says what was thrown, and returns the exit code for it. */
export function reportError(error: unknown, how: HowToReport): number {
  if (isInterrupt(error)) {
    const message = error instanceof Interrupted ? error.message : new Interrupted().message
    report({ code: 'interrupted', message, problems: [] }, `${message}\n`, how)
    return exitCodes.interrupted
  }
  if (error instanceof UserError) {
    reportProblems(error.problems, how)
    if (how.debug) printStack(error)
    return exitCodes.userError
  }
  if (error instanceof Error && refusals.includes((error as NodeJS.ErrnoException).code ?? '')) {
    const hint = 'Check permissions, free space and limits of the folder named above.'
    reportProblems([{ code: 'system-refused', message: error.message, hint }], how)
    if (how.debug) printStack(error)
    return exitCodes.userError
  }
  reportBug(error, how)
  return exitCodes.bug
}

/** Wrong use of the program: commander's complaint in our words. */
export function reportUsage(problem: Problem, how: HowToReport): number {
  reportProblems([problem], how)
  return exitCodes.userError
}

/** Inquirer rejects with its own error when Ctrl-C ends a prompt. */
function isInterrupt(error: unknown): boolean {
  return error instanceof Interrupted || (error instanceof Error && error.name === 'ExitPromptError')
}

function reportProblems(problems: readonly Problem[], how: HowToReport): void {
  const text = problemsText(problems, screenFor('stderr').color)
  const [first] = problems
  report(
    { code: first?.code ?? 'unknown', message: problems.map(({ message }) => message).join('\n'), problems },
    text,
    how,
  )
}

function reportBug(error: unknown, how: HowToReport): void {
  const message = error instanceof Error ? error.message : String(error)
  const ask = how.debug
    ? 'Please report it with the stack above.'
    : 'Please report it with what the same command prints under --debug.'
  const { color } = screenFor('stderr')
  if (how.debug) printStack(error)
  const text = `${color.red.bold('error:')} ${message}\nThis is a bug in ${how.program}. ${ask}\n`
  report({ code: 'bug', message, problems: [] }, text, how)
}

function report(document: object, text: string, how: HowToReport): void {
  if (how.json) screenFor('stdout').write(`${JSON.stringify({ error: document }, null, 2)}\n`)
  else screenFor('stderr').write(text)
}

function printStack(error: unknown): void {
  screenFor('stderr').write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  if (error instanceof Error && error.cause !== undefined) printStack(error.cause)
}
