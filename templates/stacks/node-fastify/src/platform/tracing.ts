import type { Settings } from '../settings.ts'
import { childContext, type TraceContext } from './trace-context.ts'

/** The server's part of one request in a trace. */
export interface RequestSpan {
  readonly context: TraceContext
  end(route: string, statusCode: number): void
}

export interface Tracing {
  startSpan(parent: TraceContext | undefined, method: string, path: string): RequestSpan
  /** Sends what is still waiting to be sent. */
  shutdown(): Promise<void>
}

/** Ids for logs and for the next service only; nothing is exported. */
export const localTracing: Tracing = {
  startSpan: (parent) => ({ context: childContext(parent), end: nothing }),
  shutdown: async () => {},
}

function nothing(): void {}

/** Tracing that exports over OTLP where an endpoint is set. The OpenTelemetry SDK is loaded only then. */
export async function createTracing(settings: Settings, service: string): Promise<Tracing> {
  if (settings.otlpEndpoint === undefined) return localTracing
  const { createOtlpTracing } = await import('./otlp.ts')
  return createOtlpTracing({ service, version: settings.version })
}
