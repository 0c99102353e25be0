import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'
import { pathOf } from './problems.ts'
import { parseTraceContext, type TraceContext } from './trace-context.ts'
import { localTracing, type Tracing } from './tracing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Where this request stands in its trace. */
    trace: TraceContext
  }
  interface FastifyContextConfig {
    /** The route's pattern as OpenAPI writes it, for metrics and traces. */
    route?: string
    /** Probes and scrapes: logged at debug level, and not traced. */
    isQuiet?: boolean
  }
}

export interface Observers {
  readonly logger: FastifyBaseLogger
  readonly metrics: Metrics
  readonly tracing: Tracing
}

const requestIdForm = /^[A-Za-z0-9._:/+=@-]{1,128}$/

/** The caller's `x-request-id` if it is safe to log and pass on, or a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && requestIdForm.test(given) ? given : randomUUID()
}

/** Counts, traces and logs every request under its route's pattern. */
export function observeRequests(app: FastifyInstance, { logger, metrics, tracing }: Observers): void {
  app.addHook('onRequest', (request, reply, done) => {
    const started = performance.now()
    const { method } = request
    const { config, url } = request.routeOptions
    const { isQuiet } = config
    const path = pathOf(request)
    const span = (isQuiet ? localTracing : tracing).startSpan(parseTraceContext(request.headers), method, path)
    const { traceId, spanId } = span.context
    const log = logger.child({ request_id: request.id, trace_id: traceId, span_id: spanId })
    request.trace = span.context
    request.log = reply.log = log
    reply.header('x-request-id', request.id)
    metrics.requestStarted()

    // `close` comes for every response, also where the client hangs up before its end.
    reply.raw.once('close', () => {
      const seconds = (performance.now() - started) / 1000
      const status = reply.raw.writableFinished ? reply.statusCode : clientClosedRequest
      // No route has the path: its URL is undefined then.
      const route = url === undefined ? unknownRoute : (config.route ?? url)
      metrics.requestEnded(knownMethods.has(method) ? method : '_OTHER', route, status, seconds)
      span.end(route, status)
      const level = isQuiet ? 'debug' : 'info'
      log[level]({ method, route, path, status, duration_ms: Math.round(seconds * 10_000) / 10 }, 'request')
    })
    done()
  })
}

/** What proxies log where the client did not wait for the answer. */
const clientClosedRequest = 499

/** Unknown paths share one value, so that nobody can grow the metrics by asking for them. */
const unknownRoute = 'unknown'
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])
