import { digest } from '../../facts/reading/content.ts'
import { answerNow } from '../../repository/witness.ts'
import type { StoredAnswer } from './answer-file.ts'
import type { KnownTree } from './known-tree.ts'

interface Present {
  readonly tree: KnownTree
  readonly history: () => Promise<string>
  /** Looks whether the files that have changed say the same as before. */
  readonly noteMoved: () => Promise<void>
}

/** Whether an answer that was found earlier would be found again. */
export async function holds({ head, body }: StoredAnswer, { tree, history, noteMoved }: Present): Promise<boolean> {
  if (head.state !== tree.state) await noteMoved()
  const moved = movedSince(head.state, tree, head.usesLines)
  // It may show a line that has moved.
  if (moved === undefined || moved.some((path) => body.includes(JSON.stringify(path).slice(1, -1)))) return false
  if (head.history !== undefined && head.history !== (await history())) return false
  return head.others.every((seen) => {
    const { asked, path, answer } = seen
    if (asked === 'read' && tree.repository.contentId?.(path) === answer) return true
    if (asked === 'kind' && answer === 'file' && tree.hasFile(path)) return true
    return answerNow(seen, tree.repository, digest) === answer
  })
}

/** Files that have changed since a state without saying anything else; undefined where more than that has happened. */
function movedSince(state: string, { state: now, moves }: KnownTree, withLines: boolean): string[] | undefined {
  const files: string[] = []
  let reached = state
  for (let steps = 0; reached !== now; steps++) {
    const move = moves.findLast(({ from, sameLength }) => from === reached && (sameLength || !withLines))
    if (move === undefined || steps > moves.length) return undefined
    files.push(...move.files)
    reached = move.to
  }
  return files
}
