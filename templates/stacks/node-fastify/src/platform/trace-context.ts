import type { IncomingHttpHeaders } from 'node:http'
import { randomHex } from './random-hex.ts'

/** Where a request stands in a distributed trace (W3C Trace Context). */
export interface TraceContext {
  readonly traceId: string
  readonly spanId: string
  /** Two hexadecimal digits; `01` is "sampled". */
  readonly flags: string
  readonly traceState?: string
}

const traceparentForm = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const maxTraceStateLength = 512

/** The context that the caller sent, or undefined where it sent none that is valid. */
export function parseTraceContext(headers: IncomingHttpHeaders): TraceContext | undefined {
  const { traceparent } = headers
  if (typeof traceparent !== 'string') return undefined
  const [, version, traceId, spanId, flags, rest] = traceparentForm.exec(traceparent) ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  if (version === '00' && rest !== undefined) return undefined
  const traceState = String(headers.tracestate ?? '').trim()
  const isUsable = traceState !== '' && traceState.length <= maxTraceStateLength
  return { traceId, spanId, flags, ...(isUsable ? { traceState } : {}) }
}

/** A step below the caller's, or the first of a new trace. A new trace is "not sampled": nothing here records it. */
export function childContext(parent: TraceContext | undefined): TraceContext {
  if (parent) return { ...parent, spanId: randomHex(8) }
  const ids = randomHex(24)
  return { traceId: ids.slice(0, 32), spanId: ids.slice(32), flags: '00' }
}

/** Headers that make an outgoing call a part of the same trace and the same request. */
export function outgoingHeaders(request: { id: string; trace: TraceContext }): Record<string, string> {
  const { traceId, spanId, flags, traceState } = request.trace
  return {
    traceparent: `00-${traceId}-${spanId}-${flags}`,
    ...(traceState === undefined ? {} : { tracestate: traceState }),
    'x-request-id': request.id,
  }
}
