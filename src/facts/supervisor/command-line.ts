import type { At, SupervisedFact } from '../fact.ts'

/** `a & b`: programs that one command line starts beside each other; `a && b`, `2>&1` and `&>file` start none. */
const beside = /(?<![&>|])&(?![&>\d])/

/** What a command of a container starts beside each other; nothing of one that starts a single program. */
export function startedBeside(command: readonly string[] | string, at: At, workload?: string): SupervisedFact[] {
  const lines = typeof command === 'string' ? [command] : command
  return lines.flatMap((line): SupervisedFact[] => {
    // An address may have several parameters.
    const parts = line.replace(/\S+:\/\/\S+/g, '').split(beside)
    const commands = parts.map((part) => part.trim()).filter((part) => part !== '')
    if (commands.length < 2) return []
    return commands.map((each) => ({
      kind: 'supervised',
      at,
      command: each,
      ...(workload === undefined ? {} : { workload }),
    }))
  })
}
