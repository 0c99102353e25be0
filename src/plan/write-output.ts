import { randomUUID } from 'node:crypto'
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from '../errors/user-error.ts'
import { errnoOf, writeError } from './write-error.ts'

/**
 * Writes what a command has to say to a file that the user names, in the tree or anywhere else: no part of a plan, since
 * it is made anew each time. Folders on the way are made; readers see the old file or the whole new one. Throws UserError.
 */
export function writeOutput(path: string, text: string | Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const there = lstatSync(path, { throwIfNoEntry: false })
    if (there?.isDirectory()) throw isFolder(path)
    // A pipe, a terminal or a link is written to, and not replaced.
    if (there === undefined || there.isFile()) replace(path, text)
    else writeFileSync(path, text)
  } catch (error) {
    const code = errnoOf(error)
    if (code === 'EEXIST' || code === 'ENOTDIR') throw notInFolder(path, error)
    throw writeError(error)
  }
}

function replace(path: string, text: string | Uint8Array): void {
  const draft = join(dirname(path), `.msvc-${randomUUID()}`)
  try {
    writeFileSync(draft, text)
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    // The user knows the file by its own name.
    if (error instanceof Error) Object.assign(error, { path, dest: undefined })
    throw error
  }
}

const isFolder = (path: string): UserError =>
  new UserError({
    code: 'file-is-folder',
    message: `${path} is a folder, not a file to write to.`,
    hint: 'Name a file in it.',
  })

const notInFolder = (path: string, cause: unknown): UserError =>
  new UserError(
    {
      code: 'no-such-folder',
      message: `${dirname(path)} cannot be a folder: there is a file on the way.`,
      hint: `Choose another place than ${path}.`,
    },
    { cause },
  )
