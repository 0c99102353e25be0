import { hash } from 'node:crypto'
import { digestLength } from '../facts/reading/content.ts'
import type { DrawnFile } from '../facts/reading/fact-cache.ts'
import { stampLength } from '../repository/stamps.ts'

/** What names the content of a file that facts are drawn from; as long as a digest. */
export const noId = '-'.repeat(digestLength)

/** The files of a repository as a run has seen them: one row for each. */
export interface TreeRows {
  readonly paths: readonly string[]
  /** Names of their contents, one after the other; `noId` for files from which nothing is drawn. */
  readonly ids: string
  /** As `stampsOf` has them; NaN where a stamp tells nothing, since the file had only just been written. */
  readonly stamps: Float64Array
  /** Where the facts of each lie in the pack, by number; -1 for none. */
  readonly slots: Int32Array
}

export interface TreeHead {
  readonly tool: string
  /** Names the list of paths and their ids. */
  readonly state: string
  /** Names what git listed, with what in it was no file; undefined where that has to be looked for again. */
  readonly listing?: { readonly name: string; readonly besides: readonly string[] }
  /** The file with the facts. */
  readonly pack?: string
  /** Facts that are not in the pack, by path and id. */
  readonly extras: readonly (readonly [path: string, id: string, file: DrawnFile])[]
}

export interface StoredTree extends TreeHead, TreeRows {}

interface Sizes {
  readonly paths: number
  readonly rows: number
  readonly sum: string
}

/** A tree as the parts of a file: a line of JSON, then the rows column by column. */
export function encodeTree({ paths, ids, stamps, slots, ...head }: StoredTree): (string | Uint8Array)[] {
  const names = Buffer.from(paths.join('\0'))
  const body = [names, Buffer.from(ids, 'latin1'), bytesOf(stamps), bytesOf(slots)]
  const sizes: Sizes = { paths: names.length, rows: paths.length, sum: '' }
  const first = JSON.stringify({ ...head, ...sizes })
  const sum = sumOf([Buffer.from(first), ...body])
  return [`${sum}${first}\n`, ...body]
}

/** Reads such a file. Undefined for one of another build, and for one that is not whole. */
export function decodeTree(file: Buffer | undefined, tool: string): StoredTree | undefined {
  const end = file?.indexOf(10) ?? -1
  if (file === undefined || end < sumLength) return undefined
  const rest = file.subarray(sumLength)
  const line = rest.subarray(0, end - sumLength)
  const body = rest.subarray(end - sumLength + 1)
  // What was cut off or changed by accident; the digest is no protection against a forger.
  if (file.toString('latin1', 0, sumLength) !== sumOf([line, body])) return undefined
  const { paths: length, rows, sum: _, ...head } = JSON.parse(line.toString('utf8')) as TreeHead & Sizes
  if (head.tool !== tool) return undefined
  let at = 0
  const next = (bytes: number): Buffer => {
    at += bytes
    return body.subarray(at - bytes, at)
  }
  const names = next(length).toString('utf8')
  const ids = next(rows * digestLength).toString('latin1')
  // Copied, since numbers must begin at a multiple of their length.
  const stamps = new Float64Array(Uint8Array.from(next(rows * stampLength * 8)).buffer)
  const slots = new Int32Array(Uint8Array.from(next(rows * 4)).buffer)
  return { ...head, paths: names === '' ? [] : names.split('\0'), ids, stamps, slots }
}

/** What names a list of paths with the ids of their contents. */
export const stateOf = (paths: readonly string[], ids: string): string =>
  hash('sha256', `${ids}\0${paths.join('\0')}`, 'base64').slice(0, digestLength)

const sumLength = 44

function sumOf(parts: readonly Uint8Array[]): string {
  return hash('sha256', Buffer.concat(parts), 'base64')
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Int32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
