import { UserError } from '../errors/user-error.ts'

/** Throws UserError where git will not read a folder that belongs to somebody else: it is there, and must not look absent. */
export function throwIfRefused(folder: string, stderr: string): void {
  if (!stderr.includes('dubious ownership')) return
  throw new UserError({
    code: 'git-refuses',
    message: `git does not read ${folder}: it belongs to somebody else.`,
    hint: `If you trust it: git config --global --add safe.directory ${folder}`,
  })
}
