import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { Interrupted, UserError } from '../../errors/user-error.ts'
import { askChoice, askText } from '../prompts.ts'
import type { Session } from '../session.ts'
import type { CreateOptions } from './options.ts'

/** The folder to create the workspace in. */
export interface Target {
  /** Absolute. */
  readonly folder: string
  /** It holds files already, and the user agreed to write among them. */
  readonly merges: boolean
}

/** What a folder may hold and still count as empty. */
const noFiles = ['.git', '.DS_Store']

/** Where to create. A folder that holds files is only taken with consent: asked for, or `--force`. */
export async function chooseTarget(session: Session, directory: string, options: CreateOptions): Promise<Target> {
  const folder = resolve(session.cwd, directory)
  const files = filesIn(folder)
  if (files.length === 0) return { folder, merges: false }
  if (options.force) return { folder, merges: true }
  if (!session.interactive) throw new UserError(notEmpty(folder, files))

  const choice = await askChoice(`${folder} is not empty (${some(files)}). What now?`, [
    { value: 'rename', name: 'Choose another folder' },
    { value: 'merge', name: 'Merge: write among the files that are there' },
    { value: 'stop', name: 'Stop' },
  ])
  if (choice === 'stop') throw new Interrupted()
  if (choice === 'merge') return { folder, merges: true }
  const check = (answer: string) =>
    answer === '' ? { code: 'name-empty', message: 'A folder needs a name.' } : undefined
  return chooseTarget(session, await askText({ message: 'Folder', check }), options)
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  if (statSync(folder).isDirectory()) return readdirSync(folder).filter((name) => !noFiles.includes(name))
  throw new UserError({
    code: 'not-a-folder',
    message: `${folder} is a file.`,
    hint: `Choose another name than ${basename(folder)}.`,
  })
}

const notEmpty = (folder: string, files: readonly string[]) => ({
  code: 'folder-not-empty',
  message: `${folder} is not empty: it holds ${some(files)}.`,
  hint: 'Choose another name, or give --force to write among the files there and replace those of the same name. To add a service to a repository that is there already: msvc add-service.',
})

/** The first few names, for a message. */
function some(files: readonly string[]): string {
  const shown = files.slice(0, 3).join(', ')
  return files.length > 3 ? `${shown} and ${files.length - 3} more` : shown
}
