import type { PlanDraft } from '../../../src/plan/draft.ts'

/** A tree for `stageEverything`. */
export const before = { 'a.txt': '1', 'b.txt': '1', 'old/x': 'x', 'old/deep/y': 'y', 'gone/z': 'z' }

/** One operation of each kind, and some that meet. */
export function stageEverything(draft: PlanDraft): void {
  draft.create('new/deep/b.txt', 'b')
  draft.create('new/tool', '#!', { executable: true })
  draft.edit('a.txt', () => '2')
  draft.edit('b.txt', () => '2')
  draft.delete('gone/z')
  draft.move('old', 'fresh/folder')
  draft.edit('fresh/folder/deep/y', () => 'Y')
  draft.create('fresh/folder/more/w', 'w')
}

/** So many files that the applying can be caught in the middle. */
export function stageMany(draft: PlanDraft): void {
  for (let index = 0; index < 2500; index += 1) draft.create(`many/${index % 50}/${index}`, 'x'.repeat(index))
}

/** The beginning of a tree. */
export function stageFirst(draft: PlanDraft): void {
  draft.create('a', '1')
  draft.create('b/c', '2')
}

/** As many files as a service has. */
export function stageService(draft: PlanDraft): void {
  for (let index = 0; index < 25; index += 1) draft.create(`services/a/${index % 5}/${index}`, 'x')
}
