import { UserError } from '../errors/user-error.ts'
import { readAnyText } from './read-any-text.ts'
import type { Repository } from './repository.ts'

/** Text of a file; one that cannot be read has a note of its own, and only cannot be quoted. */
export function readIfText(repository: Repository, file: string): string | undefined {
  try {
    return readAnyText(repository, file)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
