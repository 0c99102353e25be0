import { type Agent, type IncomingHttpHeaders, request } from 'node:http'
import { socketOf } from './socket.ts'

export interface Question {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Send the body in chunks, without saying how long it is. */
  readonly chunked?: boolean
  readonly timeoutMs?: number
  readonly agent?: Agent
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Sends one request on a connection of its own, unless an agent is given. Rejects where no whole answer comes. */
export function ask(base: string, question: Question): Promise<Answer> {
  const { method = 'GET', path, headers = {}, body, chunked = false, timeoutMs = 10_000, agent } = question
  const framing = chunked
    ? { 'transfer-encoding': 'chunked' }
    : { 'content-length': String(Buffer.byteLength(body ?? '')) }
  const length = body === undefined ? {} : framing
  return new Promise((resolve, reject) => {
    const sent = request({
      ...socketOf(base),
      method,
      path,
      headers: { ...length, ...headers },
      agent: agent ?? false,
    })
    let late: Error | undefined
    const timer = setTimeout(() => {
      late = new Error(`no ${hasAnswer ? 'whole ' : ''}answer within ${timeoutMs / 1000} s`)
      sent.destroy(late)
    }, timeoutMs)
    let hasAnswer = false
    sent.once('response', (response) => {
      hasAnswer = true
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', fail)
      response.once('end', () => {
        clearTimeout(timer)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        })
        // An answer may come before all of the request was sent.
        if (!agent) sent.destroy()
      })
    })
    sent.on('error', (error) => {
      // A server that refuses a body closes while we still write: its answer counts.
      if (!hasAnswer) fail(error)
    })
    sent.once('close', () => {
      if (!hasAnswer) fail(new Error('the connection was closed without an answer'))
    })
    function fail(error: Error): void {
      clearTimeout(timer)
      // Our own deadline looks like a broken connection to a body that is under way.
      reject(late ?? error)
    }
    sent.end(body)
  })
}

/** The body as JSON; undefined where it is none. */
export function jsonOf(answer: Answer): unknown {
  try {
    return JSON.parse(answer.body)
  } catch {
    return undefined
  }
}

/** Like `ask`, with what went wrong as a value: for what is allowed to fail. */
export async function tryToAsk(base: string, question: Question): Promise<Answer | { readonly failure: string }> {
  try {
    return await ask(base, question)
  } catch (error) {
    return { failure: reasonOf(error) }
  }
}

/** An error in a few words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection was reset',
    EPIPE: 'the connection was closed while we wrote',
  }
  return words[code ?? ''] ?? error.message
}

/** An answer, or its failure, as a reader wants to see it: `503 {"status":"failing"}`. */
export function shown(answer: Answer | { readonly failure: string }): string {
  if ('failure' in answer) return answer.failure
  const body = answer.body.replace(/\s+/g, ' ').trim()
  return body === ''
    ? String(answer.status)
    : `${answer.status} ${body.length > 160 ? `${body.slice(0, 157)}...` : body}`
}
