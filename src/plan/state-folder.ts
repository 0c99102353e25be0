import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from '../errors/user-error.ts'
import { cacheName, ownFolderName } from '../repository/own-folder.ts'
import { errnoOf } from './write-error.ts'

export const stateFolder = (root: string): string => join(root, ownFolderName)

/** Whether somebody writes, or was cut off. */
export const hasWriter = (root: string): boolean => namesIn(stateFolder(root)).some((name) => name !== cacheName)

/** Makes the folder, and the root if it is missing. Returns the topmost folder above ours that had to be made. */
export function makeStateFolder(root: string): string | undefined {
  const folder = stateFolder(root)
  const first = made(root, folder)
  if (first === undefined && !lstatSync(folder).isDirectory()) throw throughLink(folder)
  return first === folder ? undefined : first
}

function made(root: string, folder: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true })
  } catch (error) {
    for (const path of [root, folder]) if (isDanglingLink(path)) throw throughLink(path)
    throw error
  }
}

const isDanglingLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(path)

const throughLink = (path: string): UserError =>
  new UserError({
    code: 'symbolic-link',
    message: `${path} is a symbolic link.`,
    hint: 'Remove it: nothing is written through links.',
    place: { file: path },
  })

/** Hides the folder from git, whatever the repository ignores. */
export function hideFromGit(root: string): void {
  const file = join(stateFolder(root), '.gitignore')
  if (!existsSync(file)) writeFileSync(file, '*\n')
}

/** Removes the folder if nothing but `.gitignore` and the files named are left in it; these go last, and what is kept between runs stays. */
export function removeStateFolder(root: string, last: readonly string[] = []): void {
  const folder = stateFolder(root)
  if (namesIn(folder).every((name) => name === '.gitignore' || name === cacheName || last.includes(name))) {
    remove(join(folder, '.gitignore'))
  }
  for (const name of last) remove(join(folder, name))
  removeFolder(folder)
}

/** Removes empty folders from `folder` upwards, until `topmost` is gone or one is not empty. */
export function removeFolders(folder: string, topmost: string): void {
  if (removeFolder(folder) && folder !== topmost) removeFolders(dirname(folder), topmost)
}

/** Removes an empty folder; false if it stays: not empty, or not ours to remove. */
export function removeFolder(folder: string): boolean {
  try {
    rmdirSync(folder)
    return true
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return false
  }
}

/** Removes a file, if it is there. */
export function remove(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
  }
}

/** Names in a folder, none if there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return []
  }
}
