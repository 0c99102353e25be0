import { posix } from 'node:path'
import { takesMessages } from '../../../facts/code/topic-roles.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { foldersAbove } from '../../folders-above.ts'
import { isTestFile } from '../../test-file.ts'
import { isByHand } from './by-hand.ts'
import type { ServingProgram } from './serving.ts'

/**
 * Crates of Rust with a program, and code that opens a port or takes messages. Where anything runs crates, as a rule by an
 * image, the others are parts of them or left behind.
 */
export function rustPrograms(facts: FactIndex, isRun: (folder: string) => boolean): ServingProgram[] {
  const crates = new Set(
    facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'cargo' ? [posix.dirname(at.file)] : [])),
  )
  if ([...crates].some(isRun)) return []
  const crateOf = (file: string): string | undefined =>
    [...foldersAbove(file), '.'].sort((a, b) => b.length - a.length).find((folder) => crates.has(folder))
  const inRust = (file: string): boolean => file.endsWith('.rs') && !isTestFile(file)
  const answers = new Set(
    [...facts.of('listen'), ...facts.of('topic').filter(takesMessages)].flatMap(({ at }) =>
      inRust(at.file) ? [crateOf(at.file)] : [],
    ),
  )
  return facts.of('program').flatMap(({ at, language }) => {
    const folder = language === 'rust' && inRust(at.file) ? crateOf(at.file) : undefined
    return folder !== undefined && answers.has(folder) && !isByHand(folder) ? [{ folder, at }] : []
  })
}
