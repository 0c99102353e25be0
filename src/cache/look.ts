import { digest, readContent } from '../facts/reading/content.ts'
import { isTemplate } from '../facts/reading/is-template.ts'
import { diskRepository } from '../repository/disk.ts'
import { listFiles, listingOf } from '../repository/list-files.ts'
import type { Repository } from '../repository/repository.ts'
import { stampLength, stampsOf } from '../repository/stamps.ts'
import { idAt, rowOf } from './fact-store.ts'
import { noId, type StoredTree } from './tree-file.ts'

/** Rows that are looked at before what git says is listened to. */
const atOnce = 4000

/** What lies on disk now, held against what an earlier run has seen. */
export interface Looked {
  readonly disk: Repository
  readonly files: readonly string[]
  /** Of each file, taken before anything of it was read. */
  readonly stamps: Float64Array
  /** What git listed, where it was asked. */
  readonly listing: Buffer | undefined
  /** The list of files is as it was stored. */
  readonly isSameList: boolean
  /** How many files have another stamp than was stored. */
  readonly touched: number
  /** Ids of files whose content is another than was stored; `noId` for those whose facts are not kept. */
  readonly changed: ReadonlyMap<string, string>
}

/** Looks at the files below `root`; reads those whose stamps are not those that were stored. */
export async function look(root: string, stored: StoredTree | undefined): Promise<Looked> {
  const asked = listingOf(root)
  const seen = new Float64Array((stored?.paths.length ?? 0) * stampLength)
  for (let start = 0; stored && start < stored.paths.length; start += atOnce) {
    stampsOf(root, stored.paths, seen, start, Math.min(start + atOnce, stored.paths.length))
    await new Promise(setImmediate)
  }
  const listing = await asked
  const isSameList = stored !== undefined && listsTheSame(root, stored, listing, seen)
  // Where something is left out of it, the list is taken anew each time.
  const listed = isSameList ? { files: stored.paths, unlisted: [] } : listFiles(root, listing)
  const { files } = listed
  const disk = diskRepository(root, listed)
  const stamps = isSameList ? seen : stampsAnew(root, files, stored?.paths ?? [], seen)
  return { disk, files, stamps, listing, isSameList, ...changesIn(disk, stamps, stored) }
}

/** What names a listing. */
export const listingName = (listing: Buffer): string => digest(listing.toString('latin1'))

/** Whether git's listing, and what of it is a file, are as they were. */
function listsTheSame(root: string, stored: StoredTree, listing: Buffer | undefined, seen: Float64Array): boolean {
  if (listing === undefined || stored.listing?.name !== listingName(listing)) return false
  for (let at = 0; at < seen.length; at += stampLength) if (Number.isNaN(seen[at])) return false
  const others = new Float64Array(stored.listing.besides.length * stampLength)
  stampsOf(root, stored.listing.besides, others)
  return others.every(Number.isNaN)
}

function stampsAnew(
  root: string,
  files: readonly string[],
  known: readonly string[],
  seen: Float64Array,
): Float64Array {
  const stamps = new Float64Array(files.length * stampLength)
  for (const [row, path] of files.entries()) {
    const old = rowOf(known, path) * stampLength
    if (old >= 0) stamps.set(seen.subarray(old, old + stampLength), row * stampLength)
    else stampsOf(root, files, stamps, row, row + 1)
  }
  return stamps
}

function changesIn(disk: Repository, stamps: Float64Array, stored: StoredTree | undefined) {
  const changed = new Map<string, string>()
  let touched = 0
  for (const [row, path] of disk.files().entries()) {
    const old = stored === undefined ? -1 : stored.paths[row] === path ? row : rowOf(stored.paths, path)
    if (stored === undefined || old < 0 || areEqual(stamps, row, stored.stamps, old)) continue
    touched++
    const id = idAt(stored.ids, old)
    if (id === noId) continue
    const content = readContent(disk, path)
    const now = content === undefined || isTemplate(content.text ?? '') ? noId : content.id()
    if (now !== id) changed.set(path, now)
  }
  return { changed, touched }
}

function areEqual(a: Float64Array, row: number, b: Float64Array, other: number): boolean {
  for (let at = 0; at < stampLength; at++) {
    // NaN, of a stamp that tells nothing, is equal to no other.
    if (a[row * stampLength + at] !== b[other * stampLength + at]) return false
  }
  return true
}
