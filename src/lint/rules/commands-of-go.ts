import { posix } from 'node:path'
import type { RuleContext } from '../rule.ts'

const commandLine = /^github\.com\/(?:spf13\/cobra|urfave\/cli|alecthomas\/(?:kong|kingpin))(?:\/|$)/

/** Files of Go that hold a command for people to type, beside where the program begins and where it answers. */
export function commandsOfGo({ facts }: Pick<RuleContext, 'facts'>): (file: string) => boolean {
  const listening = new Set(facts.of('listen').map(({ at }) => at.file))
  const isAmongCommands = programsBeside(facts)
  const begins = facts.of('program').flatMap(({ at }) => (isAmongCommands(at.file) ? [] : [at.file]))
  const serving = new Set([...begins, ...listening])
  const typed = facts
    .of('import')
    .flatMap(({ at, language, specifier }) =>
      language === 'go' && commandLine.test(specifier) && !serving.has(at.file) ? [at.file] : [],
    )
  const files = new Set(typed)
  return (file) => files.has(file)
}

/**
 * Whether a program of Go begins in a folder of its own at the top of a module, `audit/main.go`, where the module begins with another one,
 * and nothing in that folder answers.
 */
function programsBeside(facts: RuleContext['facts']): (file: string) => boolean {
  const answering = new Set(facts.of('listen').map(({ at }) => posix.dirname(at.file)))
  const modules = facts
    .of('package')
    .flatMap(({ ecosystem, at }) => (ecosystem === 'go' ? [posix.dirname(at.file)] : []))
  const begun = new Set(facts.of('program').map(({ at }) => posix.dirname(at.file)))
  return (file) => {
    const folder = posix.dirname(file)
    const isInTop = modules.includes(posix.dirname(folder)) && !modules.includes(folder)
    return isInTop && !answering.has(folder) && begun.size > 1 && posix.basename(folder) !== 'cmd'
  }
}
