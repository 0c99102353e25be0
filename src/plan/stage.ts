import { chmodSync, chownSync, mkdirSync, type Stats, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Sighted } from './check-disk.ts'
import { bytesOf } from './content.ts'
import { digest, inStage, type Journal, type Step } from './journal.ts'
import { stateFolder } from './state-folder.ts'

/** Writes every new content beside the tree, with its mode, and returns the steps that will put it in place. */
export function stage(root: string, folder: string, sighted: readonly Sighted[]): Journal {
  mkdirSync(join(stateFolder(root), folder))
  const place = (name: string): string => inStage(root, { stage: folder }, name)
  const steps = sighted.flatMap((one, index): Step[] => [
    ...one.missingFolders.map((path) => ({ kind: 'folder' as const, path })),
    stageOne(place, one, index),
  ])
  return { version: 1, stage: folder, steps }
}

function stageOne(place: (name: string) => string, { operation, stats }: Sighted, index: number): Step {
  const { path } = operation
  const [staged, backup] = [`${index}.new`, `${index}.old`]
  switch (operation.kind) {
    case 'move':
      return { kind: 'move', path, to: operation.to, inode: stats?.ino ?? 0 }
    case 'delete':
      return { kind: 'remove', path, over: { before: digest(bytesOf(operation.before)), backup } }
    case 'create': {
      const bytes = bytesOf(operation.content)
      writeFileSync(place(staged), bytes, { mode: operation.executable ? 0o777 : 0o666 })
      return { kind: 'put', path, staged, after: digest(bytes) }
    }
    case 'change': {
      const bytes = bytesOf(operation.content)
      writeFileSync(place(staged), bytes)
      if (stats) takeAfter(place(staged), stats)
      return {
        kind: 'put',
        path,
        staged,
        after: digest(bytes),
        over: { before: digest(bytesOf(operation.before)), backup },
      }
    }
  }
}

/** The new file has the mode of the old one, and its owner where we are allowed to give files away. */
function takeAfter(file: string, { mode, uid, gid }: Stats): void {
  if (process.getuid?.() === 0) chownSync(file, uid, gid)
  chmodSync(file, mode & 0o7777)
}

/** Folders that deleting and moving may leave empty, deepest first. */
export function emptied(steps: readonly Step[]): string[] {
  const folders = new Set<string>()
  for (const step of steps) {
    if (step.kind !== 'remove' && step.kind !== 'move') continue
    for (let folder = posix.dirname(step.path); folder !== '.'; folder = posix.dirname(folder)) folders.add(folder)
  }
  return [...folders].sort((a, b) => b.length - a.length)
}
