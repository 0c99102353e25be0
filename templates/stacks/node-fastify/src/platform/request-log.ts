import type { FastifyBaseLogger } from 'fastify'
import type { TraceContext } from './trace-context.ts'

/** The ids by which all that is logged of a request can be found. */
export interface RequestIds {
  readonly id: string
  readonly trace: TraceContext
}

/** What is logged of a request at its end. Neither headers nor bodies nor the query: they may hold secrets. */
export interface FinishedRequest extends RequestIds {
  readonly method: string
  readonly route: string
  readonly path: string
  readonly status: number
  readonly seconds: number
}

/**
 * The line of a request, as the logger would write it. Each request writes one, so it is put together by hand, in a
 * tenth of the time. Of all that it says only the path may hold what JSON must escape. `head` is what stands in each
 * line after the level.
 */
export function requestLine(level: string, head: string, request: FinishedRequest): string {
  const { id, trace, method, route, path, status, seconds } = request
  const milliseconds = Math.round(seconds * 10_000) / 10
  return (
    `{"level":"${level}"${head},"request_id":"${id}","trace_id":"${trace.traceId}","span_id":"${trace.spanId}",` +
    `"method":"${method}","route":"${route}","path":${JSON.stringify(path)},"status":${status},` +
    `"duration_ms":${milliseconds},"msg":"request"}\n`
  )
}

interface LazyLogger {
  readonly logger: FastifyBaseLogger
  readonly request: RequestIds
  own?: FastifyBaseLogger
}

/** `request.log`: a child of the logger with its request's ids, made when it is first used. Most requests never do. */
export function requestLogger(logger: FastifyBaseLogger, request: RequestIds): FastifyBaseLogger {
  const lazy: LazyLogger = { logger, request }
  return new Proxy(lazy, useOwn) as unknown as FastifyBaseLogger
}

const useOwn: ProxyHandler<LazyLogger> = {
  get(lazy, name) {
    const own = ownOf(lazy)
    const value: unknown = Reflect.get(own, name)
    return typeof value === 'function' ? value.bind(own) : value
  },
  set: (lazy, name, value) => Reflect.set(ownOf(lazy), name, value),
}

function ownOf(lazy: LazyLogger): FastifyBaseLogger {
  const { id, trace } = lazy.request
  lazy.own ??= lazy.logger.child({ request_id: id, trace_id: trace.traceId, span_id: trace.spanId })
  return lazy.own
}
