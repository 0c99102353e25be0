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

/** `request.log`: a child of the logger with its request's ids, made when it is first used. Most requests never do. */
export class RequestLogger implements FastifyBaseLogger {
  private readonly logger: FastifyBaseLogger
  private readonly request: RequestIds
  private made: FastifyBaseLogger | undefined

  constructor(logger: FastifyBaseLogger, request: RequestIds) {
    this.logger = logger
    this.request = request
  }

  get fatal() {
    return this.method('fatal')
  }
  get error() {
    return this.method('error')
  }
  get warn() {
    return this.method('warn')
  }
  get info() {
    return this.method('info')
  }
  get debug() {
    return this.method('debug')
  }
  get trace() {
    return this.method('trace')
  }
  get silent() {
    return this.method('silent')
  }
  get level() {
    return this.own().level
  }
  child(...args: Parameters<FastifyBaseLogger['child']>) {
    return this.own().child(...args)
  }

  private own(): FastifyBaseLogger {
    const { id, trace } = this.request
    this.made ??= this.logger.child({ request_id: id, trace_id: trace.traceId, span_id: trace.spanId })
    return this.made
  }

  private method(name: Exclude<keyof FastifyBaseLogger, 'level' | 'child'>): LogMethod {
    const own = this.own()
    return own[name].bind(own)
  }
}

type LogMethod = FastifyBaseLogger['info']
