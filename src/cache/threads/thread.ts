import { parentPort } from 'node:worker_threads'
import { compact } from '../../facts/reading/compact.ts'
import { drawAlone } from '../../facts/reading/share.ts'
import { diskRepository } from '../../repository/disk.ts'
import { type Batch, batchLength, type Found, takeBatch, type Work } from './work.ts'

/** Runs in a thread of its own: waits for work, does it, and ends. */
export function run(): void {
  parentPort?.once('message', (work: Work) => void read(work))
}

/** Takes batches of files as long as there are any, and tells what it drew from them. */
async function read({ root, files, taken, isNamed }: Work): Promise<void> {
  const repository = diskRepository(root, { files: [], unlisted: [] })
  for (let start = takeBatch(taken); start < files.length; start = takeBatch(taken)) {
    const found: (Found | null)[] = []
    for (const file of files.slice(start, start + batchLength)) {
      const alone = await drawAlone(repository, file, isNamed)
      found.push(alone ? { id: alone.id, drawn: compact(file, alone.drawn) } : null)
    }
    // As text, since copying what it stands for takes longer.
    parentPort?.postMessage({ start, found: JSON.stringify(found) } satisfies Batch)
  }
  parentPort?.postMessage('done')
}
