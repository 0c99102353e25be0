import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { UserError } from '../errors/user-error.ts'

const refusesLinks = constants.O_NOFOLLOW as number | undefined

/**
 * A link fails to open, so that only links cost a second look; a named pipe does not wait for its other end.
 */
const flag = constants.O_RDONLY | (refusesLinks ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Text of more bytes is a dump of data: to read it would take the memory that all the rest needs. */
const longestText = 64_000_000

/** Room for most files, used again for each: only what does not fit is asked for its size. */
const room = Buffer.allocUnsafeSlow(1 << 18)

/** Bytes of the file at an absolute place; `link` for a symbolic link, undefined for anything else that is no file. */
export const fileBytes = (place: string, shown: string): Uint8Array | 'link' | undefined =>
  guarded(place, shown, (file) => readFileSync(file))

/** The same as text, with U+FFFD for what is no UTF-8. */
export const fileText = (place: string, shown: string): { text: string } | 'link' | undefined =>
  guarded(place, shown, (file) => {
    // Of a file less comes at its end alone.
    const length = readSync(file, room, 0, room.length, null)
    if (length < room.length) return { text: room.toString('utf8', 0, length) }
    if (fstatSync(file).size > longestText) throw tooLarge(shown)
    return { text: Buffer.concat([room, readFileSync(file)]).toString('utf8') }
  })

function guarded<T>(place: string, shown: string, read: (file: number) => T): T | 'link' | undefined {
  try {
    if (refusesLinks === undefined && lstatSync(place).isSymbolicLink()) return 'link'
    const file = openSync(place, flag)
    try {
      return read(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENXIO') return undefined
    if (code === 'ELOOP' || code === 'EMLINK') return 'link'
    if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE') throw tooLarge(shown, error)
    throw unreadable(shown, error)
  }
}

const tooLarge = (path: string, cause?: unknown): UserError =>
  new UserError({ code: 'too-large', message: `${path} is too large to be read.`, place: { file: path } }, { cause })

const unreadable = (path: string, cause: unknown): UserError =>
  new UserError(
    {
      code: 'unreadable',
      message: `${path} cannot be read (${(cause as NodeJS.ErrnoException).code}).`,
      hint: 'Check the permissions of the file.',
      place: { file: path },
    },
    { cause },
  )
