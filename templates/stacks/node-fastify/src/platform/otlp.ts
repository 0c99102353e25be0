import { createTraceState, ROOT_CONTEXT, type SpanContext, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import type { TraceContext } from './trace-context.ts'
import type { Tracing } from './tracing.ts'

/** Spans in batches to the collector. The SDK reads the other OTEL_* variables (headers, sampler, …) by itself. */
export function createOtlpTracing({ service, version }: { service: string; version: string }): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer(service, version)

  return {
    startSpan(parent, method, path) {
      const context = parent ? trace.setSpanContext(ROOT_CONTEXT, toSpanContext(parent)) : ROOT_CONTEXT
      const attributes = { 'http.request.method': method, 'url.path': path, 'url.scheme': 'http' }
      const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, context)
      return {
        context: fromSpanContext(span.spanContext()),
        end(route, statusCode) {
          span.updateName(`${method} ${route}`)
          span.setAttributes({ 'http.route': route, 'http.response.status_code': statusCode })
          if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
    shutdown: () => provider.shutdown(),
  }
}

function toSpanContext({ traceId, spanId, flags, traceState }: TraceContext): SpanContext {
  return {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
    ...(traceState === undefined ? {} : { traceState: createTraceState(traceState) }),
  }
}

function fromSpanContext({ traceId, spanId, traceFlags, traceState }: SpanContext): TraceContext {
  const state = traceState?.serialize()
  return {
    traceId,
    spanId,
    flags: traceFlags.toString(16).padStart(2, '0'),
    ...(state ? { traceState: state } : {}),
  }
}
