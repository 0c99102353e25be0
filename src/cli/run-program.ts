import { type Command, CommanderError } from 'commander'
import type { HowToReport } from './report-error.ts'

/** Runs a program to its exit code. The one error boundary: everything that is thrown ends here. */
export async function runProgram(program: Command, argv: readonly string[] = process.argv): Promise<void> {
  const word = argv.slice(2).find((each) => !each.startsWith('-'))
  const command = program.commands.find((each) => each.name() === word)
  const asked = command === undefined ? program.name() : `${program.name()} ${command.name()}`
  const how = { program: program.name(), asked, json: argv.includes('--json'), debug: argv.includes('--debug') }
  if (how.debug) process.setSourceMapsEnabled(true)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    const isAnswered = error instanceof CommanderError && error.exitCode === 0
    if (!isAnswered) process.exitCode = await exitCodeOf(error, how)
  }
}

async function exitCodeOf(error: unknown, how: HowToReport & { asked: string }): Promise<number> {
  const { exitCodes, reportError, reportUsage } = await import('./report-error.ts')
  if (!(error instanceof CommanderError)) return reportError(error, how)
  // No command was given: commander has answered with the help, on stderr.
  return error.code === 'commander.help' ? exitCodes.userError : reportUsage(error.message, how, how.asked)
}
