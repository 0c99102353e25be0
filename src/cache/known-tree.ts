import type { DrawnFile, FactCache } from '../facts/reading/fact-cache.ts'
import { pathsIn } from '../process/git-files.ts'
import { besides } from '../repository/list-files.ts'
import type { Repository } from '../repository/repository.ts'
import { stampLength } from '../repository/stamps.ts'
import { FactStore, idAt, rowOf, withId } from './fact-store.ts'
import { clocksAgree, readIfThere, replace, sweep } from './folder.ts'
import { type Looked, listingName, look } from './look.ts'
import { packName } from './pack.ts'
import { decodeTree, encodeTree, noId, type StoredTree, stateOf } from './tree-file.ts'

const treeFile = 'tree'
/** A file that was written less than this before a run began may be written again without its stamp showing it. */
const margin = 2000
/** Files that are looked into again sooner than the tree is written anew. */
const fewFiles = 10

/** The tree on disk, of which is known what has changed since an earlier run, without reading the rest. */
export class KnownTree {
  readonly #folder: string
  readonly #tool: string
  readonly #began: number
  readonly #stored: StoredTree | undefined
  readonly #looked: Looked
  readonly #store: FactStore
  /** What this run has read itself, and what facts it has taken, with the ids of the files. */
  readonly #read = new Set<string>()
  readonly #drawn = new Map<string, string>()
  #isTorn = false
  /** Answers like the disk, and knows the contents that are as they were. */
  readonly repository: Repository
  readonly facts: FactCache

  private constructor(folder: string, tool: string, began: number, stored: StoredTree | undefined, looked: Looked) {
    this.#folder = folder
    this.#tool = tool
    this.#began = began
    this.#stored = stored
    this.#looked = looked
    this.#store = new FactStore(stored, folder)
    const { disk } = looked
    this.repository = {
      ...disk,
      read: (path) => {
        this.#read.add(path)
        return disk.read(path)
      },
      contentId: (path) => this.#idOf(path),
    }
    this.facts = { find: (path, id) => this.#find(path, id), keep: (path, id, file) => this.#keep(path, id, file) }
  }

  /** Looks at the tree below `root`, with what an earlier run of this build has left in `folder`. */
  static async open(root: string, folder: string, tool: string, began: number): Promise<KnownTree> {
    const stored = decodeTree(readIfThere(folder, treeFile), tool)
    return new KnownTree(folder, tool, began, stored, await look(root, stored))
  }

  /** Files whose content is another than was stored; undefined where the list of files is another. */
  get changed(): readonly string[] | undefined {
    return this.#looked.isSameList ? [...this.#looked.changed.keys()] : undefined
  }

  /** Another thread has read this file. */
  noteRead(path: string): void {
    this.#read.add(path)
  }

  /** Whether a regular file lies there, as far as that was looked at. */
  hasFile(path: string): boolean {
    const row = rowOf(this.#looked.files, path)
    return row >= 0 && !Number.isNaN(this.#looked.stamps[row * stampLength])
  }

  /** What the changed file said before, undefined where nobody knows. */
  before(path: string): DrawnFile | undefined {
    const row = this.#stored ? rowOf(this.#stored.paths, path) : -1
    return this.#stored && row >= 0 ? this.#store.findOne(path, idAt(this.#stored.ids, row)) : undefined
  }

  /** The state that was stored. */
  get storedState(): string | undefined {
    return this.#stored?.state
  }

  /** What names the list of files and all that facts were drawn from: known at the end. */
  get state(): string {
    return stateOf(this.#looked.files, this.#ids())
  }

  /**
   * Writes down what is known. False where nothing was written: what files say has changed meanwhile, or so few were
   * touched that it costs less to look into them again.
   */
  save(): boolean {
    const { files, listing, disk, isSameList, touched } = this.#looked
    if (this.#isTorn || (this.#drawn.size === 0 && (!isSameList || touched <= fewFiles))) return false
    const ids = this.#ids()
    if (isSameList && touched === 0 && ids === this.#stored?.ids && !this.#store.hasNews) return true
    const rows = { paths: files, ids, stamps: this.#stamps(), ...this.#store.place(files, ids) }
    const kept = isSameList ? this.#stored?.listing : listed(listing, disk)
    const head = { tool: this.#tool, state: stateOf(files, ids), ...(kept ? { listing: kept } : {}) }
    replace(this.#folder, treeFile, encodeTree({ ...head, ...rows }))
    sweep(this.#folder, (name) => (name.startsWith(packName) && name !== rows.pack) || /\.\d+$/.test(name))
    return true
  }

  #idOf(path: string): string | undefined {
    const changed = this.#looked.changed.get(path)
    const row = this.#stored && changed === undefined ? rowOf(this.#stored.paths, path) : -1
    const id = changed ?? (this.#stored && row >= 0 ? idAt(this.#stored.ids, row) : noId)
    return id === noId ? undefined : id
  }

  #find(path: string, id: string): DrawnFile | undefined {
    const found = this.#store.find(path, id)
    if (found && this.#idOf(path) === id) this.#draw(path, id)
    return found
  }

  #keep(path: string, id: string, file: DrawnFile): void {
    this.#store.keep(path, id, file)
    // Of another state of the tree only facts are kept.
    if (this.#read.has(path)) this.#draw(path, id)
  }

  #draw(path: string, id: string): void {
    if ((this.#drawn.get(path) ?? id) !== id) this.#isTorn = true
    this.#drawn.set(path, id)
  }

  #ids(): string {
    const { files, isSameList, changed } = this.#looked
    if (this.#drawn.size > 0 || !isSameList) {
      // What this run did not ask for counts still: an answer that it took as it was depends on it.
      return files.map((path) => this.#drawn.get(path) ?? this.#idOf(path) ?? noId).join('')
    }
    let ids = this.#stored?.ids ?? ''
    for (const [path, id] of changed) ids = withId(ids, rowOf(files, path), id)
    return ids
  }

  /** Stamps that tell something: of files that nobody was writing just now, by the clock of whoever keeps them. */
  #stamps(): Float64Array {
    const stamps = this.#looked.stamps.slice()
    const latest = clocksAgree(this.#folder) ? this.#began - margin : Number.NEGATIVE_INFINITY
    for (let at = 0; at < stamps.length; at += stampLength) {
      const written = Math.max(stamps[at + 2] ?? 0, stamps[at + 3] ?? 0)
      if (!(written < latest)) stamps.fill(Number.NaN, at, at + stampLength)
    }
    return stamps
  }
}

/** What git listed, as it is kept; undefined where that does not tell the files: what is a folder may hold others next time. */
function listed(listing: Buffer | undefined, disk: Repository): StoredTree['listing'] {
  const others = listing && besides(listing, disk.files())
  const isFlat = others?.every((path) => !path.endsWith('/') && disk.kind(path) !== 'folder') ?? false
  // Of what was left out nobody knows what it is next time.
  const isWhole = (disk.unlisted?.() ?? []).length === 0
  // Where git lists no file, as where all are ignored, the files are those of a walk.
  const isGits = listing !== undefined && pathsIn(listing).some((path) => rowOf(disk.files(), path) >= 0)
  return listing && others && isFlat && isWhole && isGits ? { name: listingName(listing), besides: others } : undefined
}
