import { closeSync, openSync, readSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expanded } from '../../facts/reading/compact.ts'
import type { Readers, Share } from '../../facts/reading/share.ts'
import { type Batch, batchLength, type Found, takeBatch, type Work } from './work.ts'

/** To read fewer files takes no longer than to start a thread. */
const fewFiles = 1500
/** Each thread has a heap of its own, and what they find is joined in one. */
const mostThreads = 4

/**
 * Shares the reading of files below `root` among the processors; `isNamed`: their contents are to be named, too. `isSoon`:
 * most files will have to be read, so that threads start at once where there are many, while git lists them.
 */
export function sharedReading(root: string, isNamed: boolean, isSoon = false): Share {
  let ready = isSoon && tracksMany(root) ? started() : undefined
  return async (files, readers) => {
    const others = ready ?? (files.length < fewFiles ? [] : started())
    ready = undefined
    if (others.length === 0) return
    const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
    const work: Work = { root, files, taken, isNamed }
    const done = others.map((each) => readThere(each, work, readers))
    for (let start = takeBatch(taken); start < files.length; start = takeBatch(taken)) {
      for (const file of files.slice(start, start + batchLength)) await readers.here(file)
      // What the others have found comes in.
      await new Promise(setImmediate)
    }
    await Promise.all(done)
  }
}

/** A thread, and what is over when it has ended, in whatever way. */
interface Started {
  readonly thread: Worker
  readonly ended: Promise<void>
}

/** Threads that wait for work, and keep no process waiting that has none for them. */
function started(): Started[] {
  // Only what is built can be loaded by another thread.
  const length = __filename.endsWith('.cjs') ? threads() - 1 : 0
  return Array.from({ length }, () => {
    const thread = new Worker(join(dirname(__filename), '../../bin/thread.js'), {
      workerData: __filename,
      // What was asked of Node for this process, such as a profile, is not asked of each thread.
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    })
    thread.unref()
    const ended = new Promise<void>((resolve) => {
      thread.on('error', () => resolve())
      thread.on('exit', () => resolve())
    })
    return { thread, ended }
  })
}

/** Ends with its thread; what one leaves behind that fails is read by whoever asked, who then meets the fault himself. */
function readThere({ thread, ended }: Started, work: Work, { there }: Readers): Promise<void> {
  const done = new Promise<void>((resolve) => {
    thread.on('message', (message: Batch | 'done') => {
      if (message === 'done') return resolve()
      const found = JSON.parse(message.found) as (Found | null)[]
      for (const [index, each] of found.entries()) {
        const file = work.files[message.start + index]
        if (file !== undefined && each !== null) there(file, { id: each.id, drawn: expanded(file, each.drawn) })
      }
    })
  })
  thread.ref()
  thread.postMessage(work)
  return Promise.race([done, ended])
}

/** Whether git's index of a folder has many entries: their number stands behind `DIRC` and the version, four bytes each. */
function tracksMany(root: string): boolean {
  const head = Buffer.alloc(12)
  try {
    const index = openSync(join(root, '.git', 'index'), 'r')
    try {
      readSync(index, head)
    } finally {
      closeSync(index)
    }
  } catch {
    return false
  }
  return head.toString('latin1', 0, 4) === 'DIRC' && head.readUInt32BE(8) >= fewFiles
}

/** How many threads read: one for each processor, as far as that pays, or as many as `MSVC_THREADS` says. */
function threads(): number {
  const asked = Number(process.env['MSVC_THREADS'])
  return Math.min(mostThreads, Number.isInteger(asked) && asked > 0 ? asked : availableParallelism())
}
