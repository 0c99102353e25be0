import { Command, type HelpConfiguration, Option } from 'commander'
import { isTerminal } from './terminal/is-terminal.ts'
import { wantsColor } from './terminal/wants-color.ts'
import { writeNow } from './terminal/write-now.ts'

/** What a module in `commands/` exports: it takes the parsed options, the arguments and the command itself, and returns the exit code. */
interface CommandModule {
  run(options: never, ...args: never[]): Promise<number>
}

/**
 * A program without its options. What builds a program loads commander and nothing else, so that help is quick; what a
 * command does is imported when it is called.
 */
export function newProgram(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => writeNow('stdout', text),
      writeErr: (text) => writeNow('stderr', text),
      outputError: () => {},
      getOutHelpWidth: () => helpWidth('stdout'),
      getErrHelpWidth: () => helpWidth('stderr'),
      getOutHasColors: () => wantsColor(() => isTerminal('stdout')),
    })
    .configureHelp(look)
}

/** The options that every command has. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--json', 'print one JSON document on stdout, all else on stderr')
    .option('--cwd <dir>', 'work in this folder')
    .option('--debug', 'show the stack of an error')
    .option('--no-color', 'print no colours (NO_COLOR and FORCE_COLOR count too)')
}

/** A command of a program, its examples at the end of its help. The program's options are shown as common ones. */
export function addCommand(program: Command, usage: string, description: string, examples: readonly string[]): Command {
  const command = program
    .command(usage)
    .description(description)
    .configureHelp({ ...look, showGlobalOptions: true })
  return addExamples(command, examples)
}

/** Examples, one a line, at the end of a command's help. */
export function addExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText('after', `\n${bold('Examples:')}\n${examples.map((line) => `  ${line}`).join('\n')}`)
}

/** The options of a command that writes; `force` says what `--force` allows. */
export function addWriteOptions(command: Command, force: string): Command {
  return command
    .option('-y, --yes', 'ask nothing: take the defaults')
    .option('--dry-run', 'show what would be written, write nothing')
    .option('--force', force)
}

/** An option that may be given several times. */
export function repeatable(flags: string, description: string): Option {
  const collect = (value: string, earlier: string[] | undefined): string[] => [...(earlier ?? []), value]
  return new Option(flags, description).argParser(collect)
}

/** An action that imports its module only when it is called. */
export function lazily(load: () => Promise<CommandModule>): (...args: unknown[]) => Promise<void> {
  return async (...args) => {
    const command = args.at(-1) as Command
    const operands = args.slice(0, -2)
    const { run } = await load()
    process.exitCode = await run(command.optsWithGlobals() as never, ...(operands as never[]), command as never)
  }
}

// By hand: what Node and chalk have for it sets up `process.stdout`, and commander takes out what is not wanted.
const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`
const cyan = (text: string): string => `\u001b[36m${text}\u001b[39m`

const look: HelpConfiguration = {
  minWidthToWrap: 20,
  styleTitle: bold,
  styleCommandText: cyan,
  styleSubcommandText: cyan,
  styleOptionText: cyan,
  styleArgumentText: cyan,
  subcommandTerm: (command) => `${command.name()} ${command.usage().replace(/^\[options\] ?/, '')}`,
}

/** Wider lines are hard to read; a narrower terminal would break them where it likes. */
const helpWidth = (stream: 'stdout' | 'stderr'): number =>
  Math.min(100, isTerminal(stream) ? process[stream].columns || 100 : 100)
