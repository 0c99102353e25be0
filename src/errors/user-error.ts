import type { Problem } from './problem.ts'

/**
 * Bad input or a failed write: what the user can mend. The error boundary in `cli/` prints every problem and exits 2.
 * Anything else that is thrown is a bug of ours (exit 70).
 */
export class UserError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: Problem | readonly Problem[], options?: { cause?: unknown }) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem]
    // Many files can share one cause, such as a folder that is a link: it is said once.
    const distinct = [...new Map(list.map((problem) => [JSON.stringify(problem), problem])).values()]
    super(distinct.map((problem) => problem.message).join('\n'), options)
    this.name = 'UserError'
    this.problems = distinct
  }

  /** The code of the first problem. */
  get code(): string {
    return this.problems[0]?.code ?? 'unknown'
  }
}

/** The user stopped us (Ctrl-C, SIGTERM): everything is as it was; exit 130. */
export class Interrupted extends Error {
  constructor() {
    super('Interrupted. Nothing was changed.')
    this.name = 'Interrupted'
  }
}
