import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Logs } from './logging.ts'
import type { Metrics } from './metrics.ts'
import { pathOf } from './problems.ts'
import { randomHex } from './random-hex.ts'
import { RequestLogger } from './request-log.ts'
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
  readonly logs: Logs
  readonly metrics: Metrics
  readonly tracing: Tracing
}

const requestIdForm = /^[A-Za-z0-9._:/+=@-]{1,128}$/

/** The caller's `x-request-id` if it is safe to log and pass on, or a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && requestIdForm.test(given) ? given : randomHex(16)
}

/** Counts, traces and logs every request under its route's pattern. */
export function observeRequests(app: FastifyInstance, { logs, metrics, tracing }: Observers): void {
  app.decorateRequest('trace')
  app.addHook('onRequest', (request, reply, done) => {
    const started = performance.now()
    const { id, method, raw } = request
    const { config, url } = request.routeOptions
    // No route has the path: its URL is undefined then.
    const route = url === undefined ? unknownRoute : (config.route ?? url)
    const path = pathOf(request)
    const span = (config.isQuiet ? localTracing : tracing).startSpan(parseTraceContext(raw.headers), method, path)
    const trace = span.context
    request.trace = trace
    request.log = reply.log = new RequestLogger(logs.logger, { id, trace })
    reply.header('x-request-id', id)
    metrics.requestStarted()

    // `close` comes for every response, also where the client hangs up before its end.
    reply.raw.on('close', () => {
      const seconds = (performance.now() - started) / 1000
      const status = reply.raw.writableFinished ? reply.statusCode : clientClosedRequest
      metrics.requestEnded(knownMethods.has(method) ? method : '_OTHER', route, status, seconds)
      span.end(route, status)
      logs.logRequest(config.isQuiet ? 'debug' : 'info', { id, trace, method, route, path, status, seconds })
    })
    done()
  })
}

/** What proxies log where the client did not wait for the answer. */
const clientClosedRequest = 499

/** Unknown paths share one value, so that nobody can grow the metrics by asking for them. */
const unknownRoute = 'unknown'
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])
