import { type CompactFile, expanded } from '../facts/reading/compact.ts'
import { digestLength } from '../facts/reading/content.ts'
import type { DrawnFile } from '../facts/reading/fact-cache.ts'
import { openPack, type Pack, type Packed, writePack } from './pack.ts'
import { noId, type StoredTree, type TreeHead, type TreeRows } from './tree-file.ts'

/** More facts than this are better in the pack. */
const mostExtras = 100

/** Where the facts of each row are kept. */
type Placed = Pick<TreeRows, 'slots'> & Pick<TreeHead, 'pack' | 'extras'>

/** Facts that were kept: of the files of a tree in a pack, and of a few others beside it. */
export class FactStore {
  readonly #stored: StoredTree | undefined
  readonly #folder: string
  readonly #pack: Pack | undefined
  readonly #extras: ReadonlyMap<string, readonly [path: string, id: string, file: DrawnFile]>
  readonly #fresh = new Map<string, readonly [path: string, id: string, file: DrawnFile]>()

  constructor(stored: StoredTree | undefined, folder: string) {
    this.#stored = stored
    this.#folder = folder
    this.#pack = stored?.pack === undefined ? undefined : openPack(folder, stored.pack)
    this.#extras = new Map(stored?.extras.map((extra) => [keyOf(extra[0], extra[1]), extra]))
  }

  /** Facts were drawn that were not kept yet. */
  get hasNews(): boolean {
    return this.#fresh.size > 0
  }

  find(path: string, id: string): DrawnFile | undefined {
    const slot = this.#slotOf(path, id)
    return this.#beside(path, id) ?? inFull(path, slot < 0 ? undefined : this.#pack?.of(slot))
  }

  /** The same, where few files are asked for. */
  findOne(path: string, id: string): DrawnFile | undefined {
    const slot = this.#slotOf(path, id)
    return this.#beside(path, id) ?? inFull(path, slot < 0 ? undefined : this.#pack?.one(slot))
  }

  keep(path: string, id: string, file: DrawnFile): void {
    const key = keyOf(path, id)
    if (!this.#extras.has(key) && this.#slotOf(path, id) < 0) this.#fresh.set(key, [path, id, file])
  }

  /** Writes the facts of a tree down where they are too many to stand beside the pack. */
  place(paths: readonly string[], ids: string): Placed {
    const isSameList = paths === this.#stored?.paths
    const slots = isSameList ? this.#stored.slots.slice() : new Int32Array(paths.length).fill(-1)
    const others = isSameList ? differingRows(ids, this.#stored.ids) : paths.keys()
    for (const row of others) slots[row] = this.#slotOf(paths[row] ?? '', idAt(ids, row), row)
    const loose: (readonly [row: number, path: string, id: string, file: DrawnFile])[] = []
    for (let row = 0; row < slots.length; row++) {
      if ((slots[row] ?? -1) >= 0) continue
      const [path = '', id] = [paths[row], idAt(ids, row)]
      const beside = id === noId ? undefined : this.#beside(path, id)
      if (beside) loose.push([row, path, id, beside])
    }
    const pack = this.#stored?.pack
    if (pack !== undefined && loose.length <= mostExtras) {
      const own = loose.map(([, path, id, file]) => [path, id, file] as const)
      const known = [...own, ...this.#fresh.values(), ...this.#extras.values()]
      const extras = new Map(known.map((extra) => [keyOf(extra[0], extra[1]), extra]))
      return { slots, pack, extras: [...extras.values()].slice(0, 2 * mostExtras) }
    }
    return this.#repacked(slots, new Map(loose.map(([row, path, , file]) => [row, [path, file]])))
  }

  #repacked(slots: Int32Array, loose: ReadonlyMap<number, Packed>): Placed {
    const files: Packed[] = []
    for (const [row, slot] of slots.entries()) {
      const file = loose.get(row) ?? (slot < 0 ? undefined : this.#pack?.raw(slot))
      slots[row] = file === undefined ? -1 : files.push(file) - 1
    }
    const pack = writePack(this.#folder, files)
    return pack === undefined ? { slots: slots.fill(-1), extras: [] } : { slots, pack, extras: [] }
  }

  #beside(path: string, id: string): DrawnFile | undefined {
    const key = keyOf(path, id)
    return (this.#fresh.get(key) ?? this.#extras.get(key))?.[2]
  }

  /** `row` is where the path may be expected. */
  #slotOf(path: string, id: string, row = 0): number {
    const stored = this.#stored
    if (stored === undefined) return -1
    const found = stored.paths[row] === path ? row : rowOf(stored.paths, path)
    return found >= 0 && id !== noId && idAt(stored.ids, found) === id ? (stored.slots[found] ?? -1) : -1
  }
}

const inFull = (path: string, file: CompactFile | undefined): DrawnFile | undefined => file && expanded(path, file)

const keyOf = (path: string, id: string): string => `${path}\0${id}`

/** The id of a row. */
export const idAt = (ids: string, row: number): string => ids.slice(row * digestLength, (row + 1) * digestLength)

/** The same ids with another one in a row. */
export const withId = (ids: string, row: number, id: string): string =>
  ids.slice(0, row * digestLength) + id + ids.slice((row + 1) * digestLength)

/** The row of a path, -1 where there is none. Paths are sorted. */
export function rowOf(paths: readonly string[], path: string): number {
  let [low, high] = [0, paths.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = paths[middle] ?? ''
    if (found === path) return middle
    if (found < path) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Rows whose ids differ between two lists of as many. Halves that are equal are not looked through. */
function differingRows(a: string, b: string, from = 0, to = a.length / digestLength): number[] {
  const [start, end] = [from * digestLength, to * digestLength]
  if (to <= from || a.slice(start, end) === b.slice(start, end)) return []
  if (to - from === 1) return [from]
  const middle = (from + to) >> 1
  return [...differingRows(a, b, from, middle), ...differingRows(a, b, middle, to)]
}
