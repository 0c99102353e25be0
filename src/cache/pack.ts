import { createHash, hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { type CompactFile, compact } from '../facts/reading/compact.ts'
import type { DrawnFile } from '../facts/reading/fact-cache.ts'
import { readIfThere, replace } from './folder.ts'

/**
 * The facts of many files in one file, each by its number: their JSON with a comma behind each, where each begins and the
 * last ends, and how many numbers that is.
 */
export interface Pack {
  /** Of one file, without reading the others. */
  one(slot: number): CompactFile | undefined
  /** Of any, once all are read. */
  of(slot: number): CompactFile | undefined
  /** As it is written down. */
  raw(slot: number): Uint8Array | undefined
}

/** As it is written down already, or as it was drawn from the file at a path. */
export type Packed = Uint8Array | readonly [path: string, drawn: DrawnFile]

export const packName = 'facts-'
const wordLength = 4
/** Bytes that are written at once. */
const chunkLength = 1 << 20

/** Opens a pack; what is spoilt, or not there any more, holds nothing. */
export function openPack(folder: string, name: string): Pack {
  let whole: { readonly body: Buffer; readonly starts: Uint32Array } | undefined | 'none'
  let all: CompactFile[] | undefined
  const load = () => {
    whole ??= readPack(readIfThere(folder, name), name) ?? 'none'
    return whole === 'none' ? undefined : whole
  }
  return {
    one: (slot) => readOne(join(folder, name), slot),
    of(slot) {
      const pack = load()
      if (pack === undefined) return undefined
      all ??= JSON.parse(`[${pack.body.toString('utf8', 0, Math.max(pack.body.length - 1, 0))}]`) as CompactFile[]
      return all[slot]
    },
    raw(slot) {
      const pack = load()
      const [from, to] = [pack?.starts[slot], pack?.starts[slot + 1]]
      return pack === undefined || from === undefined || to === undefined ? undefined : pack.body.subarray(from, to - 1)
    },
  }
}

/** Writes a pack; returns its name, which says what is in it. */
export function writePack(folder: string, files: readonly Packed[]): string | undefined {
  const sum = createHash('sha256')
  let name = ''
  function* content(): Generator<Uint8Array> {
    for (const chunk of chunks(files)) {
      sum.update(chunk)
      yield chunk
    }
    name = `${packName}${sum.digest('hex').slice(0, 16)}`
  }
  return replace(folder, () => name, content()) ? name : undefined
}

function* chunks(files: readonly Packed[]): Generator<Uint8Array> {
  const starts = new Uint32Array(files.length + 1)
  let [at, length] = [0, 0]
  let parts: Uint8Array[] = []
  for (const [slot, file] of files.entries()) {
    const bytes = file instanceof Uint8Array ? file : Buffer.from(JSON.stringify(compact(...file)))
    starts[slot] = at
    at += bytes.length + 1
    length += bytes.length + 1
    parts.push(bytes, comma)
    if (length < chunkLength) continue
    yield Buffer.concat(parts)
    parts = []
    length = 0
  }
  starts[files.length] = at
  const count = Buffer.alloc(wordLength)
  count.writeUInt32LE(starts.length)
  yield Buffer.concat([...parts, new Uint8Array(starts.buffer), count])
}

const comma = Buffer.from(',')

function readPack(file: Buffer | undefined, name: string) {
  if (file === undefined || `${packName}${hash('sha256', file, 'hex').slice(0, 16)}` !== name) return undefined
  const end = file.length - wordLength
  const table = end - file.readUInt32LE(end) * wordLength
  // Copied, since numbers must begin at a multiple of their length.
  return { body: file.subarray(0, table), starts: new Uint32Array(Uint8Array.from(file.subarray(table, end)).buffer) }
}

function readOne(place: string, slot: number): CompactFile | undefined {
  let file: number | undefined
  try {
    file = openSync(place, 'r')
    const end = fstatSync(file).size - wordLength
    const count = readAt(file, end, wordLength).readUInt32LE(0)
    const ends = readAt(file, end - (count - slot) * wordLength, 2 * wordLength)
    const [from, to] = [ends.readUInt32LE(0), ends.readUInt32LE(wordLength) - 1]
    return JSON.parse(readAt(file, from, to - from).toString('utf8')) as CompactFile
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function readAt(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  readSync(file, bytes, 0, length, from)
  return bytes
}
