import type { Change } from '../../lint/concern.ts'
import { changesSince } from '../../process/git.ts'
import { gitBlobs } from '../../process/git-blobs.ts'
import { stagedChanges } from '../../process/git-index.ts'
import { overlayRepository } from '../../repository/overlay.ts'
import type { Repository } from '../../repository/repository.ts'
import { treeBefore } from '../tree-before.ts'
import type { LintCommandOptions } from './options.ts'

/** The tree to look at, and the change that alone is asked for. */
export interface OpenedChange {
  readonly repository: Repository
  readonly change?: Change
}

/** Finds out what `--since` and `--staged` speak of. With `--staged`, the tree is what the index holds, not the disk. */
export async function openChange(repository: Repository, options: LintCommandOptions): Promise<OpenedChange> {
  const { root } = repository
  if (options.staged) {
    const { base, files, unstaged, index } = await stagedChanges(root)
    const staged = overlayRepository(repository, gitBlobs(root, '', unstaged, index))
    return { repository: staged, change: { label: 'that is staged', files, before: treeBefore(staged, base, files) } }
  }
  if (options.since === undefined) return { repository }
  const { base, files } = await changesSince(root, options.since)
  const label = `since ${options.since}`
  return { repository, change: { label, files, before: treeBefore(repository, base, files) } }
}
