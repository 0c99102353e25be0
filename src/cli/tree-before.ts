import { gitBlobs } from '../process/git-blobs.ts'
import { overlayRepository } from '../repository/overlay.ts'
import type { Repository } from '../repository/repository.ts'

/** A tree as it was at a commit, given the files that differ since. */
export const treeBefore = (repository: Repository, base: string, files: readonly string[]): Repository =>
  overlayRepository(repository, gitBlobs(repository.root, base, files))
