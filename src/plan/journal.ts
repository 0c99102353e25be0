import { hash } from 'node:crypto'
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../errors/user-error.ts'
import { checkedJournal } from './check-journal.ts'
import type { Journal } from './journal-step.ts'
import { namesIn, remove, stateFolder } from './state-folder.ts'
import { errnoOf } from './write-error.ts'

export type { Journal, Over, Step } from './journal-step.ts'

/** While this file is there, its steps are to be undone; renaming it to the other makes them final, at one instant. */
const openName = 'journal.json'
const doneName = 'journal.done'
const stagePrefix = 'stage-'

export const newStage = (nonce: string): string => `${stagePrefix}${nonce}`

/** Absolute path of a file in the stage. */
export const inStage = (root: string, { stage }: Pick<Journal, 'stage'>, name: string): string =>
  join(stateFolder(root), stage, name)

/** Writes the journal, whole or not at all. */
export function openJournal(root: string, journal: Journal): void {
  const draft = inStage(root, journal, openName)
  writeFileSync(draft, JSON.stringify(journal))
  renameSync(draft, join(stateFolder(root), openName))
}

/** From here on the steps are final. */
export function commitJournal(root: string): void {
  renameSync(join(stateFolder(root), openName), join(stateFolder(root), doneName))
}

/** Removes the journal first, so that what is left of the stage is nothing but litter. */
export function removeJournal(root: string): void {
  remove(join(stateFolder(root), openName))
  for (const name of namesIn(stateFolder(root))) {
    if (name.startsWith(stagePrefix)) rmSync(join(stateFolder(root), name), { recursive: true, force: true })
  }
  remove(join(stateFolder(root), doneName))
}

/** What an earlier run left: a journal to undo, one that was final, or at most litter. */
export function leftJournal(root: string): Journal | 'done' | undefined {
  const names = namesIn(stateFolder(root))
  if (!names.includes(openName)) return names.includes(doneName) ? 'done' : undefined
  const journal = checkedJournal(root, parsedJournal(root))
  if (journal !== undefined) return journal
  throw new UserError({
    code: 'journal-foreign',
    message: '.msvc/journal.json is not one that this tool wrote here, and is not followed.',
    hint: 'Remove the folder .msvc. If it came with the repository, ask who put it there.',
    place: { file: '.msvc/journal.json' },
  })
}

function parsedJournal(root: string): unknown {
  try {
    return JSON.parse(readFileSync(join(stateFolder(root), openName), 'utf8'))
  } catch (error) {
    if (errnoOf(error) !== undefined) throw error
    throw new UserError(
      {
        code: 'journal-unreadable',
        message: 'A command was cut off, and its journal .msvc/journal.json cannot be read: the machine lost power?',
        hint: 'Look at git status, put right what it shows, and remove the folder .msvc.',
        place: { file: '.msvc/journal.json' },
      },
      { cause: error },
    )
  }
}

/** Digest by which a file's content is known again. */
export const digest = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64')

/** What lies at an absolute path: a file's digest, `other`, or undefined for nothing. */
export function digestAt(path: string): string | 'other' | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  return stats.isFile() ? digest(readFileSync(path)) : 'other'
}
