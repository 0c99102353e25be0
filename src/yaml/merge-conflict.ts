import type { Place, Problem } from '../errors/problem.ts'

/** What git leaves where it could not merge; in no YAML file can a line start so. */
const marker = /^(?:<{7}|>{7}|\|{7})(?: .*)?\r?$/m

/** The first line of an unresolved merge conflict, whichever of its markers are left. */
export function mergeConflictAt(text: string): { problem: Problem; place: Omit<Place, 'file'> } | undefined {
  const match = marker.exec(text)
  if (match === null) return undefined
  return {
    problem: {
      code: 'merge-conflict',
      message: 'The file has an unresolved merge conflict.',
      hint: 'Keep what is right of both sides, and delete the lines that start with <<<<<<<, =======, >>>>>>>.',
    },
    place: { line: text.slice(0, match.index).split('\n').length, column: 1, source: match[0].trimEnd() },
  }
}
