import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
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

const requestIdForm = /^[A-Za-z0-9._:/+=@-]{1,128}$/

/** The caller's `x-request-id` if it is safe to log and pass on, or a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && requestIdForm.test(given) ? given : randomUUID()
}

/** Fastify's own request lines are replaced by one line for each finished request. */
export const logController = new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' })

/** Counts, traces and logs every request under its route's pattern. */
export function observeRequests(app: FastifyInstance, metrics: Metrics, tracing: Tracing): void {
  app.addHook('onRequest', async (request, reply) => {
    const started = performance.now()
    const method = request.method
    const { isQuiet } = request.routeOptions.config
    const parent = parseTraceContext(request.headers)
    const span = (isQuiet ? localTracing : tracing).startSpan(parent, method, pathOf(request))
    request.trace = span.context
    request.log = reply.log = request.log.child({ trace_id: span.context.traceId, span_id: span.context.spanId })
    reply.header('x-request-id', request.id)
    metrics.requestStarted()

    // `close` comes for every response, also where the client hangs up before its end.
    reply.raw.once('close', () => {
      const seconds = (performance.now() - started) / 1000
      const statusCode = reply.raw.writableFinished ? reply.statusCode : clientClosedRequest
      const route = routeOf(request)
      metrics.requestEnded({ method: knownMethods.has(method) ? method : '_OTHER', route, statusCode }, seconds)
      span.end(route, statusCode)
      const level = isQuiet ? 'debug' : 'info'
      const duration_ms = Math.round(seconds * 10_000) / 10
      request.log[level]({ method, route, path: pathOf(request), status: statusCode, duration_ms }, 'request')
    })
  })
}

/** What proxies log where the client did not wait for the answer. */
const clientClosedRequest = 499

/** Unknown paths share one value, so that nobody can grow the metrics by asking for them. */
const unknownRoute = 'unknown'
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])

function routeOf(request: FastifyRequest): string {
  if (request.is404) return unknownRoute
  return request.routeOptions.config.route ?? request.routeOptions.url ?? unknownRoute
}
