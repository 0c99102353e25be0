import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expanded } from '../../facts/reading/compact.ts'
import type { Readers, Share } from '../../facts/reading/share.ts'
import { type Batch, batchLength, type Found, takeBatch, type Work } from './work.ts'

/** To read fewer files takes no longer than to start a thread. */
const fewFiles = 1500
/** Each thread has a heap of its own, and what they find is joined in one. */
const mostThreads = 4

/** Shares the reading of files below `root` among the processors; `isNamed`: their contents are to be named, too. */
export function sharedReading(root: string, isNamed: boolean): Share {
  return async (files, readers) => {
    const others = files.length < fewFiles ? 0 : threads() - 1
    // Only what is built can be loaded by another thread.
    if (others === 0 || !__filename.endsWith('.cjs')) return
    const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
    const work: Work = { bundle: __filename, root, files, taken, isNamed }
    const done = Array.from({ length: others }, () => readThere(work, readers))
    for (let start = takeBatch(taken); start < files.length; start = takeBatch(taken)) {
      for (const file of files.slice(start, start + batchLength)) await readers.here(file)
      // What the others have found comes in.
      await new Promise(setImmediate)
    }
    await Promise.all(done)
  }
}

/** Ends with its thread; what one leaves behind that fails is read by whoever asked, who then meets the fault himself. */
function readThere(work: Work, { there }: Readers): Promise<void> {
  const thread = new Worker('require(require("node:worker_threads").workerData.bundle).thread().run()', {
    eval: true,
    workerData: work,
    // What was asked of Node for this process, such as a profile, is not asked of each thread.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  return new Promise((resolve) => {
    thread.on('message', (message: Batch | 'done') => {
      if (message === 'done') return resolve()
      const found = JSON.parse(message.found) as (Found | null)[]
      for (const [index, each] of found.entries()) {
        const file = work.files[message.start + index]
        if (file !== undefined && each !== null) there(file, { id: each.id, drawn: expanded(file, each.drawn) })
      }
    })
    thread.on('error', () => resolve())
    thread.on('exit', () => resolve())
  })
}

/** How many threads read: one for each processor, as far as that pays, or as many as `MSVC_THREADS` says. */
function threads(): number {
  const asked = Number(process.env['MSVC_THREADS'])
  return Math.min(mostThreads, Number.isInteger(asked) && asked > 0 ? asked : availableParallelism())
}
