import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './platform/problems.ts'
import { outgoingHeaders } from './platform/trace-context.ts'
import { UpstreamError, type UpstreamName } from './platform/upstream.ts'
import type { Settings } from './settings.ts'

const passedOn = ['content-type', 'content-length', 'content-range', 'accept-ranges']

/**
 * Passes the bytes of another service on as they come. The deadline is for the beginning of its answer alone: a client
 * may listen for as long as it likes, and when it hangs up so do we.
 */
export function createRelay(name: UpstreamName, { upstreams, upstreamTimeoutSeconds }: Settings) {
  const baseUrl = upstreams.find((upstream) => upstream.name === name)?.baseUrl
  return async (request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> => {
    const late = new AbortController()
    const patienceMs = Math.min(upstreamTimeoutSeconds * 1000, Math.max(0, request.deadline - performance.now()))
    const timer = setTimeout(() => late.abort(), patienceMs)
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        headers: { ...outgoingHeaders(request), ...rangeOf(request) },
        redirect: 'error',
        signal: AbortSignal.any([late.signal, request.hangUp]),
      })
      if (!response.ok || response.body === null) throw await refusal(name, response)
      reply.headers(Object.fromEntries([...response.headers].filter(([name]) => passedOn.includes(name))))
      return reply.code(response.status).send(Readable.fromWeb(response.body))
    } catch (error) {
      if (error instanceof Problem) throw error
      if (late.signal.aborted) throw new UpstreamError(name, 504, `${name} did not answer in time.`, error)
      throw new UpstreamError(name, 502, `${name} could not be reached.`, error)
    } finally {
      clearTimeout(timer)
    }
  }
}

function rangeOf({ headers }: FastifyRequest): { range?: string } {
  return headers.range === undefined || headers['if-range'] !== undefined ? {} : { range: headers.range }
}

async function refusal(name: string, response: Response): Promise<Problem> {
  await response.body?.cancel()
  if (response.status >= 500) return new UpstreamError(name, 502, `${name} answered ${response.status}.`)
  const range = response.headers.get('content-range')
  const detail = response.status === 404 ? 'There is no preview of this title.' : `${name} refused the request.`
  return new Problem(response.status, detail, range === null ? {} : { headers: { 'content-range': range } })
}
