import type { Repository } from '../../repository/repository.ts'
import { readContent } from './content.ts'
import { draw, extractorsOf } from './draw.ts'
import type { DrawnFile } from './fact-cache.ts'
import { isTemplate } from './is-template.ts'

/** What was drawn from a file alone, with what names its content where that was asked for. */
export interface DrawnAlone {
  readonly id: string
  readonly drawn: DrawnFile
}

/** Who takes part in reading many files. */
export interface Readers {
  /** Reads a file in this thread. */
  here(file: string): Promise<void>
  /** Is told what another thread has drawn from a file. */
  there(file: string, found: DrawnAlone): void
}

/**
 * Has files of the tree on disk read by several threads, each by one. Of a file that nobody was told anything, and that was
 * not read here, more must be known than its text; or its reader has failed.
 */
export type Share = (files: readonly string[], readers: Readers) => Promise<void>

/** Draws the facts from a file whose path and text tell all of them; undefined for any other. */
export async function drawAlone(
  repository: Repository,
  file: string,
  isNamed: boolean,
): Promise<DrawnAlone | undefined> {
  const matching = extractorsOf(file)
  const content = matching.length === 0 ? undefined : readContent(repository, file)
  if (content === undefined || isTemplate(content.text ?? '')) return undefined
  return { id: isNamed ? content.id() : '', drawn: await draw(file, content, matching, () => undefined) }
}
