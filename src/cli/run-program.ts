import { type Command, CommanderError } from 'commander'
import type { Problem } from '../errors/problem.ts'

/** Runs a program to its exit code. The one error boundary: everything that is thrown ends here. */
export async function runProgram(program: Command, argv: readonly string[] = process.argv): Promise<void> {
  try {
    await program.parseAsync(argv)
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return
    // No command was given: its help is the answer, already printed on stderr.
    const isHelp = error instanceof CommanderError && error.code === 'commander.help'
    if (isHelp) {
      process.exitCode = 2
      return
    }
    const boundary = await import('./report-error.ts')
    const how = { program: program.name(), json: argv.includes('--json'), debug: argv.includes('--debug') }
    process.exitCode =
      error instanceof CommanderError
        ? boundary.reportUsage(usageProblem(error, program), how)
        : boundary.reportError(error, how)
  }
}

/** commander's message is `error: unknown command 'lnt'`, then perhaps `(Did you mean lint?)`. */
function usageProblem(error: CommanderError, program: Command): Problem {
  const [first = '', ...rest] = error.message.split('\n')
  const suggestion = /^\((.+)\)$/.exec(rest.join(' '))?.[1]
  const help = `Run ${program.name()} --help to see what there is.`
  return {
    code: 'usage',
    message: first.replace(/^error: /, ''),
    hint: suggestion === undefined ? help : `${suggestion} ${help}`,
  }
}
