import { accessSync, constants, lstatSync, readFileSync, type Stats } from 'node:fs'
import { join, posix } from 'node:path'
import type { Problem } from '../errors/problem.ts'
import { sameContent } from './content.ts'
import { beforeMoves, type Move } from './moves.ts'
import type { Operation } from './operation.ts'
import { errnoOf } from './write-error.ts'

/** An operation with what lies on disk where it works, before anything was moved. */
export interface Sighted {
  readonly operation: Operation
  /** The file that is changed, deleted or moved. */
  readonly stats?: Stats
  /** Folders above the new path that are missing, topmost first. */
  readonly missingFolders: readonly string[]
}

/** Holds every operation of a plan against the disk. Problems: each one that is not as the plan supposes. */
export function checkDisk(root: string, operations: readonly Operation[]): { sighted: Sighted[]; problems: Problem[] } {
  const disk = new DiskView(root)
  const sighted: Sighted[] = []
  const problems: Problem[] = []
  for (const operation of operations) {
    const found = operation.kind === 'move' ? disk.checkMove(operation) : disk.checkFile(operation)
    if ('code' in found) problems.push(found)
    else sighted.push(found)
  }
  return { sighted, problems }
}

/** `new`: the plan makes it, so that nothing lies in it yet. */
type Folder = 'there' | 'missing' | 'new'

/** The disk as the operations so far will leave it, as far as folders go. */
class DiskView {
  readonly #root: string
  readonly #moves: Move[] = []
  readonly #folders = new Map<string, Folder | Problem>()

  constructor(root: string) {
    this.#root = root
  }

  checkMove(operation: Operation & { kind: 'move' }): Sighted | Problem {
    const stats = this.#look(operation.path)
    const bad = this.#badParent(operation.path) ?? this.#badParent(operation.to)
    if (bad) return bad
    if (stats === undefined) return changed(operation.path, 'is not there any more')
    if (stats.isSymbolicLink()) return throughLink(operation.path)
    if (this.#look(operation.to) !== undefined) return changed(operation.to, 'is there now')
    const missingFolders = this.#makeFolders(operation.to)
    this.#moves.push(operation)
    this.#folders.clear()
    return { operation, stats, missingFolders }
  }

  checkFile(operation: Exclude<Operation, { kind: 'move' }>): Sighted | Problem {
    const { path } = operation
    const bad = this.#badParent(path)
    if (bad) return bad
    const isFolderThere = this.#folder(posix.dirname(path)) === 'there'
    const stats = isFolderThere ? this.#look(path) : undefined
    if (stats?.isSymbolicLink()) return throughLink(path)
    if (operation.kind === 'create') {
      if (stats !== undefined) return changed(path, 'is there now')
      return { operation, missingFolders: this.#makeFolders(path) }
    }
    if (stats === undefined) return changed(path, 'is not there any more')
    const source = beforeMoves(path, this.#moves)
    const isSame =
      stats.isFile() && source !== undefined && sameContent(readFileSync(join(this.#root, source)), operation.before)
    return isSame ? { operation, stats, missingFolders: [] } : changed(path, 'is not what it was')
  }

  #look(path: string): Stats | undefined {
    const source = beforeMoves(path, this.#moves)
    return source === undefined ? undefined : lstatSync(join(this.#root, source), { throwIfNoEntry: false })
  }

  /** Why nothing can be written below the folders above this path. */
  #badParent(path: string): Problem | undefined {
    const folder = posix.dirname(path)
    const above = folder === '.' ? undefined : this.#badParent(folder)
    if (above) return above
    const state = this.#folder(folder)
    return typeof state === 'object' ? state : undefined
  }

  #folder(folder: string): Folder | Problem {
    const known = this.#folders.get(folder)
    if (known !== undefined) return known
    const state = this.#lookAtFolder(folder)
    this.#folders.set(folder, state)
    return state
  }

  #lookAtFolder(folder: string): Folder | Problem {
    // The root itself may be reached through a link.
    if (folder === '.') return this.#notWritable(folder) ?? 'there'
    const stats = this.#look(folder)
    if (stats === undefined) return 'missing'
    if (stats.isSymbolicLink()) return throughLink(folder)
    if (!stats.isDirectory()) return inTheWay(folder)
    return this.#notWritable(beforeMoves(folder, this.#moves) ?? folder) ?? 'there'
  }

  #notWritable(folder: string): Problem | undefined {
    try {
      accessSync(join(this.#root, folder), constants.W_OK | constants.X_OK)
      return undefined
    } catch (error) {
      const code = errnoOf(error)
      if (code === undefined) throw error
      return code === 'ENOENT' ? undefined : notWritable(folder)
    }
  }

  #makeFolders(path: string): string[] {
    const folder = posix.dirname(path)
    if (folder === '.' || this.#folder(folder) !== 'missing') return []
    const above = this.#makeFolders(folder)
    this.#folders.set(folder, 'new')
    return [...above, folder]
  }
}

const problem = (code: string, file: string, message: string, hint: string): Problem => ({
  code,
  message,
  hint,
  place: { file },
})
const changed = (path: string, how: string): Problem =>
  problem('changed-meanwhile', path, `${path} ${how}. Nothing was changed.`, 'Run the command again.')
const throughLink = (path: string): Problem =>
  problem(
    'symbolic-link',
    path,
    `${path} is a symbolic link.`,
    'Nothing is written through links: replace it, or choose another path.',
  )
const inTheWay = (path: string): Problem =>
  problem(
    'file-in-the-way',
    path,
    `${path} is a file where a folder has to be.`,
    'Move it away, or choose another path.',
  )
const notWritable = (folder: string): Problem =>
  problem(
    'not-writable',
    folder,
    `The folder ${folder} cannot be written to. Nothing was changed.`,
    'Change its permissions, or choose another folder.',
  )
