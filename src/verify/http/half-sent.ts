import type { Api } from '../api/api.ts'
import { takingJson } from '../api/api.ts'
import { Driver } from '../api/driver.ts'
import { type Connection, openConnection, statusIn } from './connection.ts'

/** A request of which the service has the headers and half of the body: it is in flight for as long as we like. */
export interface HalfSent {
  readonly connection: Connection
  /** Sends the rest and resolves with the status, undefined where none comes. */
  finish(timeoutMs?: number): Promise<number | undefined>
}

/** Sends requests by halves; undefined where the API has no operation that takes JSON. */
export function halfSender(url: string, api: Api | undefined): (() => Promise<HalfSent>) | undefined {
  const operation = api && takingJson(api)
  if (!operation) return undefined
  const { question } = new Driver(url, api).questionFor(operation)
  const body = String(question.body ?? '')
  if (body.length < 2) return undefined
  const headers = Object.entries({
    ...question.headers,
    host: new URL(url).host,
    'content-length': Buffer.byteLength(body),
  })
  const head = `${question.method} ${question.path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  const middle = Math.floor(body.length / 2)
  return async () => {
    const connection = await openConnection(url)
    connection.send(head + body.slice(0, middle))
    return {
      connection,
      async finish(timeoutMs = 10_000) {
        connection.send(body.slice(middle))
        await connection.until((received) => statusIn(received) !== undefined, timeoutMs)
        return statusIn(connection.received)
      },
    }
  }
}
