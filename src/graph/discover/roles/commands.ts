import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { reachedFolders } from '../../imports/go-packages.ts'
import type { ImportResolver } from '../../imports/resolver.ts'
import { plainName } from '../../source-folders.ts'
import { isTestFile } from '../../test-file.ts'

/** What a role has of a program of Go of which each command lies in a file of its own. */
export interface CommandCode {
  /** The file of its command: `cmd/orders/api.go` of `shop orders api`. */
  readonly file: string
  /** Folders of the packages that this file reaches over imports. */
  readonly packages: readonly string[]
}

/** Where commands lie, by custom. */
const ofCommands = /(?:^|\/)(?:cmds?|commands?|cli)\/(?:[\w-]+\/)*\w+\.go$/

/** Finds the code of all commands that start a program of Go, by the words of each; undefined where that is not seen. */
export type CommandCodes = (
  folder: string,
  commands: readonly (readonly string[])[],
) => readonly (CommandCode | undefined)[]

/**
 * The file of a command is the one among those of commands whose path ends with its words (`['/shop', 'orders', 'api']`). It
 * has what it imports itself, and what the other files of its package do that are of no command.
 */
export function commandCodes(facts: FactIndex, resolve: ImportResolver): CommandCodes {
  const files = new Set(
    facts
      .of('import')
      .flatMap(({ at: { file }, language }) =>
        language === 'go' && ofCommands.test(file) && !isTestFile(file) ? [file] : [],
      ),
  )
  const fileOf = (folder: string, words: readonly string[]): string | undefined => {
    const ending = words.map(plainName)
    const found = [...files].filter((file) => {
      const parts = file.replace(/\.go$/, '').split('/').slice(-ending.length).map(plainName)
      return (folder === '.' || file.startsWith(`${folder}/`)) && parts.join('/') === ending.join('/')
    })
    return ending.length > 0 && found.length === 1 ? found[0] : undefined
  }
  let next: ReturnType<typeof reachedFolders> | undefined
  return (folder, commands) => {
    if (files.size === 0) return commands.map(() => undefined)
    const found = commands.map((command) => {
      const isWord = (word: string): boolean => /^[\w-]+$/.test(word)
      return fileOf(folder, command.filter(isWord)) ?? fileOf(folder, command.slice(1).filter(isWord))
    })
    const ofOthers = new Set(found)
    return found.map((file): CommandCode | undefined => {
      if (file === undefined) return undefined
      next ??= reachedFolders(facts, resolve)
      const beside = [...files].filter((each) => posix.dirname(each) === posix.dirname(file) && !ofOthers.has(each))
      const reached = new Set<string>()
      const open = [file, ...beside]
        .flatMap((each) => facts.in(each))
        .flatMap((fact) => {
          const target = fact.kind === 'import' ? resolve(fact) : undefined
          return target?.kind === 'file' && target.file.endsWith('.go') ? [posix.dirname(target.file)] : []
        })
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (reached.has(at)) continue
        reached.add(at)
        open.push(...(next.get(at) ?? []))
      }
      return { file, packages: [...reached].sort() }
    })
  }
}
