import { writeSync } from 'node:fs'

type Stream = 'stdout' | 'stderr'

const descriptors: Readonly<Record<Stream, number>> = { stdout: 1, stderr: 2 }
/** Streams that would not take all at once: what follows has to queue behind. */
const queued = new Set<Stream>()

/**
 * Writes text or bytes to a standard stream at once. Node's own streams cost a tenth of start-up to set up, and lose what they
 * still hold when the process ends; they are used only where a pipe is full.
 */
export function writeNow(stream: Stream, data: string | Uint8Array): void {
  const bytes = Buffer.from(data)
  let written = 0
  try {
    while (!queued.has(stream) && written < bytes.length) {
      written += writeSync(descriptors[stream], bytes, written)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
      readerHasGone(stream, error as NodeJS.ErrnoException)
      return
    }
    queued.add(stream)
    process[stream].on('error', (failure) => readerHasGone(stream, failure))
  }
  if (written < bytes.length) process[stream].write(bytes.subarray(written))
}

/** `msvc list | head -1` is no fault: nobody wants the rest of the data. Work goes on when nobody reads our messages. */
function readerHasGone(stream: Stream, error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  if (stream === 'stdout') process.exit()
}
