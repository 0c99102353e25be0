import { hash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { DrawnFile } from '../../facts/reading/fact-cache.ts'
import { readIfThere, replace } from './folder.ts'

/** The facts of many files in one file, each by its number. */
export interface Pack {
  /** Of one file, without reading the others. */
  one(slot: number): DrawnFile | undefined
  /** Of any, once all are read. */
  of(slot: number): DrawnFile | undefined
  /** As it is written down. */
  raw(slot: number): Uint8Array | undefined
}

const headLength = 8

/** Opens a pack; what is spoilt, or not there any more, holds nothing. */
export function openPack(folder: string, name: string): Pack {
  let whole: { readonly body: Buffer; readonly starts: Uint32Array } | undefined | 'none'
  let all: DrawnFile[] | undefined
  const load = () => {
    whole ??= readPack(readIfThere(folder, name), name) ?? 'none'
    return whole === 'none' ? undefined : whole
  }
  const raw = (slot: number): Uint8Array | undefined => {
    const pack = load()
    const [from, to] = [pack?.starts[slot], pack?.starts[slot + 1]]
    return pack === undefined || from === undefined || to === undefined ? undefined : pack.body.subarray(from, to - 1)
  }
  return {
    one: (slot) => readOne(join(folder, name), slot),
    of(slot) {
      const pack = load()
      if (pack === undefined) return undefined
      all ??= JSON.parse(`[${pack.body.toString('utf8', 0, pack.body.length - 1)}]`) as DrawnFile[]
      return all[slot]
    },
    raw,
  }
}

/** Writes a pack; returns its name. */
export function writePack(folder: string, files: readonly (Uint8Array | DrawnFile)[]): string | undefined {
  const parts: Uint8Array[] = []
  const starts = new Uint32Array(files.length + 1)
  let at = 0
  for (const [slot, file] of files.entries()) {
    const bytes = file instanceof Uint8Array ? file : Buffer.from(JSON.stringify(file))
    starts[slot] = at
    at += bytes.length + 1
    parts.push(bytes, comma)
  }
  starts[files.length] = at
  const body = Buffer.concat([...headOf(starts), ...parts])
  const name = `${packName}${sumOf(body)}`
  return replace(folder, name, [body]) ? name : undefined
}

export const packName = 'facts-'
const comma = Buffer.from(',')

const headOf = (starts: Uint32Array): Uint8Array[] => {
  const length = Buffer.alloc(headLength)
  length.writeUInt32LE(starts.length)
  return [length, new Uint8Array(starts.buffer)]
}

/** The name says what is in it. */
const sumOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex').slice(0, 16)

function readPack(file: Buffer | undefined, name: string) {
  if (file === undefined || `${packName}${sumOf(file)}` !== name) return undefined
  const count = file.readUInt32LE(0)
  const body = file.subarray(headLength + count * 4)
  return { body, starts: new Uint32Array(Uint8Array.from(file.subarray(headLength, headLength + count * 4)).buffer) }
}

function readOne(place: string, slot: number): DrawnFile | undefined {
  let file: number | undefined
  try {
    file = openSync(place, 'r')
    const head = Buffer.alloc(headLength)
    readSync(file, head, 0, headLength, 0)
    const ends = Buffer.alloc(8)
    readSync(file, ends, 0, 8, headLength + slot * 4)
    const [from, to] = [ends.readUInt32LE(0), ends.readUInt32LE(4) - 1]
    const bytes = Buffer.alloc(to - from)
    readSync(file, bytes, 0, to - from, headLength + head.readUInt32LE(0) * 4 + from)
    return JSON.parse(bytes.toString('utf8')) as DrawnFile
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
