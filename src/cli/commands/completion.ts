import type { Command } from 'commander'
import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import { type CommandWords, scripts } from '../completion-scripts.ts'
import type { CommonOptions } from '../options.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson } from '../session.ts'

/** `msvc completion <shell>`: a script made from the very commands that the program has. */
export async function run(options: CommonOptions, shell: string, command: Command): Promise<number> {
  const session = openSession(options)
  const script = scripts.get(shell)
  if (script === undefined) {
    const hint = didYouMean(shell, [...scripts.keys()])
    throw new UserError({ code: 'unknown-shell', message: `There is no completion for "${shell}".`, hint })
  }
  const text = script(command.parent?.commands.map(wordsOf) ?? [])
  if (session.json) printJson(session, { version: 1, shell, script: text })
  else session.out.write(text)
  return exitCodes.done
}

function wordsOf(command: Command): CommandWords {
  const options = [...command.options, ...(command.parent?.options ?? [])].flatMap(({ long }) => long ?? [])
  return { name: command.name(), description: command.description(), options: [...options, '--help'] }
}
