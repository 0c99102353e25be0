import { lstatSync } from 'node:fs'
import { join, posix } from 'node:path'
import { checkPath } from './check-path.ts'
import type { Journal, Step } from './journal-step.ts'

const stageName = /^stage-[\w-]{1,80}$/
const stagedName = /^\d{1,9}\.(?:new|old)$/

/**
 * A journal as we write it, or undefined. What lies in a repository may come from anybody: one whose steps lead outside
 * the root, or through a link, is none of ours and must not be followed.
 */
export function checkedJournal(root: string, value: unknown): Journal | undefined {
  const { version, stage, steps } = fields(value)
  if (version !== 1 || typeof stage !== 'string' || !stageName.test(stage) || !Array.isArray(steps)) return undefined
  return steps.every((step) => isStep(root, step)) ? { version, stage, steps } : undefined
}

function isStep(root: string, value: unknown): value is Step {
  const { kind, path, to, inode, staged, after, over } = fields(value)
  if (!isBelow(root, path)) return false
  switch (kind) {
    case 'folder':
      return true
    case 'move':
      return isBelow(root, to) && typeof inode === 'number'
    case 'remove':
      return isOver(over)
    case 'put':
      return isStaged(staged) && typeof after === 'string' && (over === undefined || isOver(over))
    default:
      return false
  }
}

function isOver(value: unknown): boolean {
  const { before, backup } = fields(value)
  return typeof before === 'string' && isStaged(backup)
}

const isStaged = (name: unknown): boolean => typeof name === 'string' && stagedName.test(name)

/** Inside of the root, with no link among the folders on the way. */
function isBelow(root: string, path: unknown): boolean {
  if (typeof path !== 'string' || checkPath(path) !== undefined) return false
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
    if (lstatSync(join(root, folder), { throwIfNoEntry: false })?.isSymbolicLink()) return false
  }
  return true
}

const fields = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
