import type { Problem } from '../errors/problem.ts'
import { UserError } from '../errors/user-error.ts'
import { refuseUtf16 } from '../repository/decode.ts'
import type { Repository } from '../repository/repository.ts'
import { checkPaths } from './check-paths.ts'
import { sameContent, withoutMark } from './content.ts'
import { beforeMoves, isAtOrBelow, type Move } from './moves.ts'
import type { Content, FollowUp, Operation, Plan } from './operation.ts'

/** What a path shall be: a file of this content, or nothing. */
interface Staged {
  readonly content: Content | undefined
  readonly executable: boolean
  /** The content comes from what lies there, so that it may take its place. */
  readonly derived: boolean
}

/**
 * A plan in the making, over a repository that stays as it is. Later steps see what earlier ones staged. Conflicts with
 * what lies on disk are collected, for `finish` to report them all at once.
 */
export class PlanDraft {
  readonly #repository: Repository
  readonly #force: boolean
  readonly #staged = new Map<string, Staged>()
  readonly #moves: Move[] = []
  readonly #followUps: FollowUp[] = []

  /** `force`: files that are in the way are overwritten. */
  constructor(repository: Repository, options: { readonly force?: boolean } = {}) {
    this.#repository = repository
    this.#force = options.force ?? false
  }

  /** A new file. Nothing happens when a file of these bytes lies there; any other that does is in the way. */
  create(path: string, content: Content, options: { readonly executable?: boolean } = {}): void {
    const derived = this.#staged.get(path)?.content === undefined && this.#staged.has(path)
    this.#staged.set(path, { content, executable: options.executable ?? false, derived })
  }

  /** Changes the text of a file, staged or on disk; a BOM stays. Throws UserError `missing-file` if there is none, `not-utf8` where it is UTF-16. */
  edit(path: string, change: (text: string) => string): void {
    const text = this.read(path)
    if (text === undefined) throw missing(path)
    const changed = change(text)
    if (changed === text) return
    const staged = this.#staged.get(path)
    const before = staged?.content ?? this.#onDisk(path) ?? ''
    if (typeof before !== 'string') refuseUtf16(path, before)
    this.#staged.set(path, {
      content: withoutMark(before).restore(changed),
      executable: staged?.executable ?? false,
      derived: staged?.derived ?? true,
    })
  }

  /** The text as it will be, without a BOM; undefined if there will be no such file. */
  read(path: string): string | undefined {
    const staged = this.#staged.get(path)
    if (staged) return staged.content === undefined ? undefined : withoutMark(staged.content).text
    const source = beforeMoves(path, this.#moves)
    return source === undefined ? undefined : this.#repository.read(source)
  }

  /** Whether a file or folder will be there. */
  has(path: string): boolean {
    const staged = this.#staged.get(path)
    if (staged) return staged.content !== undefined
    for (const [other, { content }] of this.#staged) {
      if (content !== undefined && isAtOrBelow(other, path)) return true
    }
    return this.#kind(path) !== undefined
  }

  /** Removes a file. Throws UserError `missing-file` if there is none. */
  delete(path: string): void {
    if (this.#kind(path) === 'file') this.#staged.set(path, { content: undefined, executable: false, derived: true })
    else if (!this.#staged.delete(path)) throw missing(path)
  }

  /** Moves a file or a whole folder, with what is staged below it. Throws UserError when it cannot. */
  move(path: string, to: string): void {
    if (path === to) return
    if (!this.has(path)) throw missing(path)
    if (this.has(to) || this.#kind(to) !== undefined || isAtOrBelow(to, path)) throw inTheWay(to)
    if (this.#kind(path) !== undefined) this.#moves.push({ path, to })
    for (const [other, staged] of [...this.#staged]) {
      if (!isAtOrBelow(other, path)) continue
      this.#staged.delete(other)
      this.#staged.set(to + other.slice(path.length), staged)
    }
  }

  /** A command to run once the files are in place. The same command is run once. */
  run(followUp: FollowUp): void {
    const key = JSON.stringify([followUp.command, followUp.cwd])
    if (this.#followUps.some(({ command, cwd }) => JSON.stringify([command, cwd]) === key)) return
    this.#followUps.push(followUp)
  }

  /** The plan: moves first, then files by path. Throws one UserError with every conflict and every bad path. */
  finish(): Plan {
    const problems: Problem[] = []
    const operations: Operation[] = this.#moves.map((move) => ({ kind: 'move', ...move }))
    for (const [path, staged] of [...this.#staged].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const operation = this.#operation(path, staged)
      if (operation === undefined) continue
      if ('code' in operation) problems.push(operation)
      else operations.push(operation)
    }
    problems.push(...checkPaths(operations))
    if (problems.length > 0) throw new UserError(problems)
    return { root: this.#repository.root, operations, followUps: [...this.#followUps] }
  }

  #operation(path: string, { content, executable, derived }: Staged): Operation | Problem | undefined {
    const kind = this.#kind(path)
    const before = kind === 'file' ? this.#onDisk(path) : undefined
    if (content === undefined) return before === undefined ? undefined : { kind: 'delete', path, before }
    if (before !== undefined) {
      if (sameContent(before, content)) return undefined
      return derived || this.#force ? { kind: 'change', path, before, content } : conflict(path)
    }
    if (kind !== undefined) return conflict(path, 'no file')
    return { kind: 'create', path, content, ...(executable ? { executable } : {}) }
  }

  #kind(path: string): ReturnType<Repository['kind']> {
    const source = beforeMoves(path, this.#moves)
    return source === undefined ? undefined : this.#repository.kind(source)
  }

  #onDisk(path: string): Uint8Array | undefined {
    const source = beforeMoves(path, this.#moves)
    return source === undefined ? undefined : this.#repository.readBytes(source)
  }
}

const missing = (path: string): UserError =>
  new UserError({ code: 'missing-file', message: `There is no file ${path}.`, place: { file: path } })

const inTheWay = (path: string): UserError => new UserError(conflict(path, 'no file'))

/** What lies at a path where a new file has to be; only a file can be overwritten. */
function conflict(path: string, what: 'a file' | 'no file' = 'a file'): Problem {
  return {
    code: 'file-in-the-way',
    message: what === 'a file' ? `${path} is there already, with other content.` : `${path} is in the way.`,
    hint: what === 'a file' ? 'Move it away, or overwrite it with --force.' : 'Move it away, or choose another name.',
    place: { file: path },
  }
}
