import type { Problem } from '../errors/problem.ts'

export const duplicateKeyCode = 'yaml-duplicate-key'

export const duplicateKey = (key: string): Problem => ({
  code: duplicateKeyCode,
  message: `The key "${key}" stands twice in one map.`,
  hint: 'Keep one of the two.',
})

export const danglingAlias = (name: string): Problem => ({
  code: 'yaml-alias',
  message: `The alias *${name} names an anchor that is not there.`,
  hint: `Define it with &${name} further up in the same document.`,
})

export const circularAlias = (name: string): Problem => ({
  code: 'yaml-alias',
  message: `The alias *${name} stands inside what it stands for, without end.`,
  hint: 'Write out what is meant in its place.',
})

export const tooManyAliases: Problem = {
  code: 'yaml-alias',
  message: 'The aliases of this document stand for too much.',
  hint: 'Write out what they stand for.',
}

/** Why a document whose keys and aliases are each in order cannot be turned into data. */
export function unusableDocument(error: unknown): Problem {
  if (/excessive alias/i.test(String(error))) return tooManyAliases
  if (error instanceof RangeError) {
    return { code: 'yaml-depth', message: 'This is nested too deep to be read.', hint: 'Make it less deep.' }
  }
  return { code: 'yaml-alias', message: 'Only maps can be merged with <<.', hint: 'Merge an alias of a map.' }
}
