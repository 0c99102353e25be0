import { UserError } from '../errors/user-error.ts'
import type { Repository } from './repository.ts'

/**
 * Text of a file, of an older code page, too: to look at, not to write back, since line ends of Windows are as everywhere else.
 * Compilers take such files, and code in them calls services like any other. Undefined if there is no file. Throws UserError
 * when it cannot be read.
 */
export function readAnyText(repository: Repository, file: string): string | undefined {
  return textOf(repository, file)?.replaceAll('\r\n', '\n')
}

function textOf(repository: Repository, file: string): string | undefined {
  try {
    return repository.read(file)
  } catch (error) {
    const isEncoded = error instanceof UserError && error.problems.some(({ code }) => code === 'not-utf8')
    const bytes = isEncoded ? repository.readBytes(file) : undefined
    if (bytes === undefined) throw error
    // All code pages agree on ASCII, of which names and addresses are made.
    return Buffer.from(bytes).toString('latin1')
  }
}
