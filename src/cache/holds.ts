import { digest } from '../facts/reading/content.ts'
import { answerNow } from '../repository/witness.ts'
import type { StoredAnswer } from './answer-file.ts'
import type { KnownTree } from './known-tree.ts'
import type { Moved } from './moved.ts'

interface Present {
  readonly tree: KnownTree
  readonly history: () => Promise<string>
  /** Looks whether the files that have changed say the same as before. */
  readonly moved: () => Promise<Moved | undefined>
}

/** Whether an answer that was found earlier would be found again. */
export async function holds({ head, body }: StoredAnswer, { tree, history, moved }: Present): Promise<boolean> {
  if (head.state !== tree.storedState) return false
  const changed = await moved()
  if (changed === undefined || (head.usesLines && !changed.sameLength)) return false
  // It may show a line that has moved.
  if (changed.files.some((path) => body.includes(JSON.stringify(path).slice(1, -1)))) return false
  if (head.history !== undefined && head.history !== (await history())) return false
  return head.others.every((seen) => {
    const { asked, path, answer } = seen
    if (asked === 'read' && tree.repository.contentId?.(path) === answer) return true
    if (asked === 'kind' && answer === 'file' && tree.hasFile(path)) return true
    return answerNow(seen, tree.repository, digest) === answer
  })
}
