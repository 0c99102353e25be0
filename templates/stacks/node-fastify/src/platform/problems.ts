import { createRequire } from 'node:module'
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify'

// As an import, node:http would bring undici with it, for the WebSocket that it exports: 3 MiB.
const { STATUS_CODES } = createRequire(import.meta.url)('node:http') as typeof import('node:http')

/** The reason phrase of a status. */
export const titleOf = (statusCode: number): string => STATUS_CODES[statusCode] ?? 'Error'

/** What is wrong with one part of a request: a JSON pointer into the body, or the name of a parameter. */
export interface Fault {
  readonly detail: string
  readonly pointer?: string
  readonly parameter?: string
}

/** An error meant for the client. All others are answered with a bare 500. */
export class Problem extends Error {
  readonly statusCode: number
  readonly faults: readonly Fault[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    statusCode: number,
    detail: string,
    extra: { faults?: readonly Fault[]; headers?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    super(detail, { cause: extra.cause })
    this.name = 'Problem'
    this.statusCode = statusCode
    this.faults = extra.faults ?? []
    this.headers = extra.headers ?? {}
  }
}

/** Body of an error response (RFC 9457). */
export function problemBody(
  statusCode: number,
  detail: string | undefined,
  instance: string,
  faults: readonly Fault[],
) {
  return {
    type: 'about:blank',
    title: titleOf(statusCode),
    status: statusCode,
    ...(detail === undefined ? {} : { detail }),
    instance,
    ...(faults.length === 0 ? {} : { errors: faults }),
  }
}

/** Fastify's error handler: every error as application/problem+json. */
export function sendProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = asProblem(error)
  if (problem.statusCode >= 500) request.log.error({ err: error.cause ?? error }, error.message)
  const detail = problem.statusCode === 500 ? undefined : problem.message
  reply
    .code(problem.statusCode)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem.statusCode, detail, pathOf(request), problem.faults)))
}

function asProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error
  if (error.validation) {
    const faults = error.validation.map((fault) => faultOf(fault, error.validationContext))
    return new Problem(400, faults[0]?.detail ?? 'The request is not valid.', { faults })
  }
  const isTheClients = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
  return isTheClients ? new Problem(error.statusCode ?? 400, error.message) : new Problem(500, '', { cause: error })
}

function faultOf(error: FastifySchemaValidationError, context: string | undefined): Fault {
  const { missingProperty, additionalProperty } = error.params as Record<string, string | undefined>
  const property = missingProperty ?? additionalProperty
  const pointer = property === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(property)}`
  const reason = missingProperty ? 'is required' : additionalProperty ? 'is not allowed' : (error.message ?? 'is wrong')
  if (context === 'body' || context === undefined) {
    return { detail: `${pointer === '' ? 'The body' : pointer} ${reason}`, pointer: `#${pointer}` }
  }
  const parameter = pointer.slice(1)
  return { detail: `The parameter ${parameter} ${reason}`, parameter }
}

const escapePointer = (segment: string): string => segment.replaceAll('~', '~0').replaceAll('/', '~1')

/** Without the query, which may hold anything. */
export function pathOf({ url }: FastifyRequest): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}
