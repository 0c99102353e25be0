import { UserError } from '../errors/user-error.ts'
import type { Repository } from './repository.ts'

/** Text of a file; a file that is no text has a finding of its own, and only cannot be quoted. */
export function readIfText(repository: Repository, file: string): string | undefined {
  try {
    return repository.read(file)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
