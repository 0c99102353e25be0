import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { upstreamServices } from '../service.ts'
import type { Settings } from '../settings.ts'
import { Problem } from './problems.ts'
import { outgoingHeaders } from './trace-context.ts'

export type UpstreamName = (typeof upstreamServices)[number]['name']

/** Another service that this one calls. */
export interface Upstream {
  /**
   * Calls it on behalf of a request, as a part of the request's trace. Answers below 500 are returned, for the
   * caller to judge; anything else is thrown as an UpstreamError, which becomes a 502 or 504 for the client.
   */
  call(request: FastifyRequest, path: string, options?: CallOptions): Promise<UpstreamAnswer>
}

export interface CallOptions {
  readonly method?: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** Less than UPSTREAM_TIMEOUT_SECONDS for a call that is not worth waiting for. */
  readonly timeoutMs?: number
}

export interface UpstreamAnswer {
  readonly status: number
  /** Parsed where the answer is JSON, text otherwise. */
  readonly body: unknown
}

/** A call that brought no usable answer. */
export class UpstreamError extends Problem {
  readonly upstream: string

  constructor(upstream: string, statusCode: 502 | 504, detail: string, cause?: unknown) {
    super(statusCode, detail, { cause })
    this.name = 'UpstreamError'
    this.upstream = upstream
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The services that this one calls, by name. */
    upstreams: Readonly<Record<UpstreamName, Upstream>>
  }
  interface FastifyRequest {
    /** Time (`performance.now()`) after which the caller no longer waits for the answer. */
    deadline: number
    /** Aborted when the caller hangs up. */
    hangUp: AbortSignal
  }
}

/** Says how many milliseconds a caller waits: set by Envoy and Istio, and by the calls below. */
const patienceHeader = 'x-envoy-expected-rq-timeout-ms'

/** Gives handlers `request.server.upstreams`. */
export function useUpstreams(app: FastifyInstance, settings: Settings): void {
  const timeoutMs = settings.upstreamTimeoutSeconds * 1000
  const upstreams = settings.upstreams.map(({ name, baseUrl }) => [name, createUpstream(name, baseUrl, timeoutMs)])
  app.decorate('upstreams', Object.fromEntries(upstreams) as Record<UpstreamName, Upstream>)

  app.addHook('onRequest', async (request, reply) => {
    const patience = Number(request.headers[patienceHeader] ?? Number.NaN)
    request.deadline = patience > 0 ? performance.now() + patience : Number.POSITIVE_INFINITY
    const controller = new AbortController()
    request.hangUp = controller.signal
    reply.raw.once('close', () => controller.abort())
  })
}

function createUpstream(name: string, baseUrl: string, defaultTimeoutMs: number): Upstream {
  return {
    async call(request, path, { method = 'GET', body, timeoutMs = defaultTimeoutMs } = {}) {
      const remainingMs = Math.floor(Math.min(timeoutMs, request.deadline - performance.now()))
      if (remainingMs <= 0) throw new UpstreamError(name, 504, `No time was left to ask ${name}.`)
      const headers = {
        accept: 'application/json',
        ...outgoingHeaders(request),
        [patienceHeader]: String(remainingMs),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      }
      try {
        const response = await fetch(`${baseUrl}${path}`, {
          method,
          headers,
          redirect: 'error',
          signal: AbortSignal.any([AbortSignal.timeout(remainingMs), request.hangUp]),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        return await readAnswer(name, response)
      } catch (error) {
        if (error instanceof UpstreamError) throw error
        const isLate = error instanceof Error && error.name === 'TimeoutError'
        if (isLate) throw new UpstreamError(name, 504, `${name} did not answer within ${remainingMs} ms.`, error)
        throw new UpstreamError(name, 502, `${name} could not be reached.`, error)
      }
    },
  }
}

async function readAnswer(name: string, response: Response): Promise<UpstreamAnswer> {
  const text = await response.text()
  if (response.status >= 500) throw new UpstreamError(name, 502, `${name} answered ${response.status}.`)
  const isJson = /^application\/([\w.-]+\+)?json\b/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text }
}
