import { constants, copyFileSync, linkSync, lstatSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from '../errors/user-error.ts'
import { digestAt, inStage, type Journal, type Step } from './journal.ts'
import { remove, removeFolder } from './state-folder.ts'
import { errnoOf } from './write-error.ts'

/** Does one step. Throws UserError `changed-meanwhile` when somebody wrote there since the check. */
export function carryOut(root: string, journal: Journal, step: Step): void {
  const path = join(root, step.path)
  switch (step.kind) {
    case 'folder':
      makeFolder(path)
      break
    case 'move':
      if (lstatSync(path, { throwIfNoEntry: false })?.ino !== step.inode) throw changedMeanwhile(step.path)
      mustBeFree(join(root, step.to), step.to)
      renameSync(path, join(root, step.to))
      break
    case 'remove':
      if (digestAt(path) !== step.over.before) throw changedMeanwhile(step.path)
      renameSync(path, inStage(root, journal, step.over.backup))
      break
    case 'put':
      if (step.over) keep(path, inStage(root, journal, step.over.backup), step.over.before, step.path)
      else mustBeFree(path, step.path)
      renameSync(inStage(root, journal, step.staged), path)
  }
}

/** What an undo left alone because somebody wrote there since. */
export interface Kept {
  readonly path: string
  /** Where the content from before the cut-off command is, relative to the root. */
  readonly earlier?: string
}

/** Undoes one step, if it was done. Only takes away what the step itself put there. */
export function undoStep(root: string, journal: Journal, step: Step): Kept | undefined {
  const path = join(root, step.path)
  switch (step.kind) {
    case 'folder':
      removeFolder(path)
      return undefined
    case 'move':
      return undoMove(root, step)
    case 'remove':
      return undoRemove(inStage(root, journal, step.over.backup), path, step.path)
    case 'put':
      return undoPut(root, journal, step)
  }
}

function undoMove(root: string, step: Step & { kind: 'move' }): Kept | undefined {
  const [path, to] = [join(root, step.path), join(root, step.to)]
  if (lstatSync(to, { throwIfNoEntry: false })?.ino !== step.inode) return undefined
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return { path: step.path, earlier: step.to }
  mkdirSync(dirname(path), { recursive: true })
  renameSync(to, path)
  return undefined
}

function undoRemove(backup: string, path: string, shown: string): Kept | undefined {
  const earlier = digestAt(backup)
  if (earlier === undefined) return undefined
  const now = digestAt(path)
  if (now !== undefined) return now === earlier ? undefined : { path: shown }
  mkdirSync(dirname(path), { recursive: true })
  renameSync(backup, path)
  return undefined
}

function undoPut(root: string, journal: Journal, { path, after, over }: Step & { kind: 'put' }): Kept | undefined {
  const now = digestAt(join(root, path))
  // Not done yet, or taken away by somebody since.
  if (now === undefined || now === over?.before) return undefined
  const backup = over && inStage(root, journal, over.backup)
  if (now !== after || (backup !== undefined && digestAt(backup) === undefined)) return { path }
  if (backup === undefined) remove(join(root, path))
  else renameSync(backup, join(root, path))
  return undefined
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' || !lstatSync(path).isDirectory()) throw error
  }
}

function mustBeFree(path: string, shown: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw changedMeanwhile(shown)
}

/** Keeps a file under a second name, so that it is replaced at one instant; a copy where there are no hard links. */
function keep(path: string, backup: string, before: string, shown: string): void {
  try {
    linkSync(path, backup)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOSPC') throw error
    copyFileSync(path, backup, constants.COPYFILE_EXCL)
  }
  if (digestAt(backup) !== before) throw changedMeanwhile(shown)
}

const changedMeanwhile = (path: string): UserError =>
  new UserError({
    code: 'changed-meanwhile',
    message: `${path} was changed by somebody else meanwhile. Nothing was changed by this command.`,
    hint: 'Run the command again.',
    place: { file: path },
  })
