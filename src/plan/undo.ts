import { mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Problem } from '../errors/problem.ts'
import { ownFolderName } from '../repository/own-folder.ts'
import { digestAt, inStage, type Journal, type Step } from './journal.ts'
import { stateFolder } from './state-folder.ts'
import { type Kept, undoStep } from './step.ts'

/**
 * Undoes the steps of a journal, last first, whichever of them were done. May be cut off and begun again. Returns what it
 * had to leave alone.
 */
export function undo(root: string, journal: Journal): Kept[] {
  return journal.steps.toReversed().flatMap((step) => {
    const kept = undoStep(root, journal, step)
    return kept ? [kept.earlier === undefined ? saveEarlier(root, journal, step) : kept] : []
  })
}

/** The old content goes nowhere either: it moves to `.msvc/kept/`. */
function saveEarlier(root: string, journal: Journal, step: Step): Kept {
  const backup = step.kind === 'put' || step.kind === 'remove' ? step.over?.backup : undefined
  if (backup === undefined || digestAt(inStage(root, journal, backup)) === undefined) return { path: step.path }
  const place = join(stateFolder(root), 'kept', step.path)
  mkdirSync(dirname(place), { recursive: true })
  renameSync(inStage(root, journal, backup), place)
  return { path: step.path, earlier: `${ownFolderName}/kept/${step.path}` }
}

/** Says what an undo left alone. */
export const keptProblem = ({ path, earlier }: Kept): Problem => ({
  code: 'kept-your-change',
  message: `${path} was changed by somebody else meanwhile, and was left as it is now.`,
  hint: earlier === undefined ? `Look at ${path}.` : `Look at ${path}; what was there before is in ${earlier}.`,
  place: { file: path },
})
