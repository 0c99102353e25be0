import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Takes what is sent to a collector of traces (OTLP over HTTP), and looks for a trace in it. */
export interface Collector {
  readonly url: string
  readonly requests: number
  /** A trace id, in hexadecimal, came in: as bytes (protobuf) or as text (JSON). */
  has(traceId: string): boolean
  close(): Promise<void>
}

/** Starts a collector that keeps what is sent to it. */
export async function startCollector(): Promise<Collector> {
  const bodies: Buffer[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      bodies.push(unpacked(Buffer.concat(chunks), request.headers['content-encoding']))
      response.writeHead(200, { 'content-type': request.headers['content-type'] ?? 'application/json' }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    get requests() {
      return bodies.length
    },
    has(traceId) {
      const bytes = Buffer.from(traceId, 'hex')
      return bodies.some(
        (body) => body.includes(bytes) || body.includes(traceId) || body.includes(bytes.toString('base64')),
      )
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  return encoding === 'gzip' ? process.getBuiltinModule('node:zlib').gunzipSync(body) : body
}
