import { Readable } from 'node:stream'
import type { Handlers } from '../platform/contract.ts'
import { Problem } from '../platform/problems.ts'
import { parseRange } from './byte-range.ts'
import type { Melody } from './recordings.ts'
import { wavBytes, wavSize } from './wav.ts'

/** The operations on previews. The casts are safe: requests are checked against openapi.yaml first. */
export function previewHandlers(recordings: ReadonlyMap<string, Melody>): Handlers {
  return {
    getPreview(request, reply) {
      const { id } = request.params as { id: string }
      const melody = recordings.get(id)
      if (melody === undefined) throw new Problem(404, `There is no preview of ${id}.`)

      const size = wavSize(melody)
      // No validators are given out, so a condition on one cannot hold: then the whole is sent.
      const range = request.headers['if-range'] ? undefined : parseRange(request.headers.range, size)
      if (range === 'unsatisfiable') {
        throw new Problem(416, `The preview has ${size} bytes.`, { headers: { 'content-range': `bytes */${size}` } })
      }
      const { start, end } = range ?? { start: 0, end: size - 1 }
      if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`)
      return reply
        .header('accept-ranges', 'bytes')
        .header('content-length', end - start + 1)
        .type('audio/wav')
        .send(Readable.from(wavBytes(melody, start, end), { objectMode: false }))
    },
  }
}
