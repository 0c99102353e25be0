import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from '../errors/user-error.ts'
import type { CommonOptions, WriteOptions } from './options.ts'
import { isTerminal } from './terminal/is-terminal.ts'
import { type Screen, screenFor } from './terminal/screen.ts'

/** What every command has at hand: where it works, and its two screens. */
export interface Session {
  readonly cwd: string
  readonly json: boolean
  /** Somebody is there to answer: nothing may prompt otherwise. */
  readonly interactive: boolean
  /** stdout: for data alone. */
  readonly out: Screen
  /** stderr: for people. */
  readonly err: Screen
}

/** What the common options of a command ask for. Throws UserError for a `--cwd` that is no folder. */
export function openSession(options: CommonOptions & Pick<WriteOptions, 'yes'>): Session {
  const json = options.json ?? false
  const out = screenFor('stdout')
  const err = screenFor('stderr')
  const interactive = !json && !options.yes && err.isTerminal && isTerminal('stdin')
  return { cwd: folderOf(options.cwd), json, interactive, out, err }
}

/** The one document that `--json` promises. */
export function printJson(session: Session, document: object): void {
  session.out.write(`${JSON.stringify(document, null, 2)}\n`)
}

function folderOf(cwd: string | undefined): string {
  const folder = resolve(cwd ?? '.')
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder
  throw new UserError({
    code: 'no-such-folder',
    message: `There is no folder ${folder}.`,
    hint: 'Give --cwd a folder that is there.',
  })
}
