import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface BuildInfo {
  readonly service: string
  readonly version: string
  readonly revision: string
}

export interface Metrics {
  readonly registry: Registry
  requestStarted(): void
  /** All but the seconds are labels: their values must be few and known. */
  requestEnded(method: string, route: string, statusCode: number, seconds: number): void
  activeRequests(): number
}

/** Boundaries that OpenTelemetry advises for HTTP durations, in seconds. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

export function createMetrics(build: BuildInfo): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'service_build_info',
    help: 'What is running: always 1.',
    labelNames: ['service', 'version', 'revision'],
    registers: [registry],
  }).set({ ...build }, 1)
  let active = 0
  new Gauge({
    name: 'http_server_active_requests',
    help: 'Requests being answered now.',
    registers: [registry],
    collect() {
      this.set(active)
    },
  })
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time from the headers of a request to the end of its response.',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: durationBuckets,
    registers: [registry],
  })

  return {
    registry,
    requestStarted() {
      active += 1
    },
    requestEnded(method, route, statusCode, seconds) {
      active -= 1
      const labels = { http_request_method: method, http_route: route, http_response_status_code: statusCode }
      duration.observe(labels, seconds)
    },
    activeRequests: () => active,
  }
}

/** `GET /metrics` in the Prometheus text format. */
export function serveMetrics(app: FastifyInstance, { registry }: Metrics): void {
  app.get('/metrics', { config: { isQuiet: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
