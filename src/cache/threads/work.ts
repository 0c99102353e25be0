import type { CompactFile } from '../../facts/reading/compact.ts'

/** What a thread is to do. */
export interface Work {
  readonly root: string
  readonly files: readonly string[]
  /** How many batches were taken, by all threads together. */
  readonly taken: Int32Array
  /** Whether contents are to be named. */
  readonly isNamed: boolean
}

/** What was drawn from a file, with what names its content where that was asked for. */
export interface Found {
  readonly id: string
  readonly drawn: CompactFile
}

/** What was drawn from the files from `start` on: a list of `Found | null`, as JSON. */
export interface Batch {
  readonly start: number
  readonly found: string
}

/** Few enough that all threads end at about the same time. */
export const batchLength = 50

/** Takes the next batch: the number of its first file. */
export const takeBatch = (taken: Int32Array): number => Atomics.add(taken, 0, 1) * batchLength
