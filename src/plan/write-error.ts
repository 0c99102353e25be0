import type { Problem } from '../errors/problem.ts'
import { UserError } from '../errors/user-error.ts'

/** The code of a failed system call, undefined for any other error. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** A failed system call as a problem of the user's; anything else comes back as it is. */
export function writeError(error: unknown, extra: readonly Problem[] = []): unknown {
  const code = errnoOf(error)
  if (code === undefined) return error
  const { path, dest } = error as { path?: string; dest?: string }
  return new UserError([problemOf(code, shown(dest ?? path)), ...extra], { cause: error })
}

/** What we keep beside the tree means nothing to the user: the root does. */
const shown = (path: string | undefined): string => path?.split(/[\\/]\.msvc(?=[\\/]|$)/)[0] ?? 'a file'

function problemOf(code: string, path: string): Problem {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'disk-full',
        message: `The disk is full: ${path} could not be written. Nothing was changed.`,
        hint: 'Make room and run the command again.',
      }
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'not-writable',
        message: `${path} could not be written: ${code === 'EROFS' ? 'the file system is read-only' : 'no permission'}. Nothing was changed.`,
        hint: 'Run the command where you may write, or change the permissions.',
      }
    case 'EXDEV':
      return {
        code: 'other-file-system',
        message: `${path} lies on another file system than the root. Nothing was changed.`,
        hint: 'Unmount it, or choose a folder on the same file system.',
      }
    default:
      return { code: 'write-failed', message: `${path} could not be written (${code}). Nothing was changed.` }
  }
}
