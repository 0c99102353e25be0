import { closest, distance } from 'fastest-levenshtein'

/** The candidate that was probably meant by a mistyped `word`, undefined when none is near. Case does not count. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word === '' || candidates.length === 0) return undefined
  const lower = word.toLowerCase()
  const found = closest(
    lower,
    candidates.map((candidate) => candidate.toLowerCase()),
  )
  const isNear = distance(lower, found) <= Math.max(2, Math.floor(lower.length / 3))
  const contains = candidates.find((candidate) => lower.length > 2 && candidate.toLowerCase().includes(lower))
  return isNear ? candidates.find((candidate) => candidate.toLowerCase() === found) : contains
}

/** More than this would bury the likely one. */
const fewEnough = 24

/** A hint for a word that is not in the list: the likely one, and all there are, unless they are very many. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates)
  const known = candidates.length > 0 ? `There are: ${candidates.join(', ')}.` : 'There are none.'
  if (near === undefined) return known
  return candidates.length > fewEnough ? `Did you mean "${near}"?` : `Did you mean "${near}"? ${known}`
}
