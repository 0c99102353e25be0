import { constants } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Settings } from '../settings.ts'
import type { Health } from './health.ts'
import type { Metrics } from './metrics.ts'
import { onStopSignal } from './signals.ts'

interface Running {
  readonly app: FastifyInstance
  readonly settings: Settings
  readonly logger: FastifyBaseLogger
  readonly health: Health
  readonly metrics: Metrics
}

/** Kept back from SHUTDOWN_SECONDS for closing what is still open. */
const closingMs = 500
/** The longest wait for hooks that close pools and send the last traces. */
const hooksMs = 3000
const pollMs = 20

/** Stops the service on the first SIGTERM or SIGINT; a second one ends the process at once. */
export function stopOnSignals(running: Running): void {
  let isStopping = false
  onStopSignal((signal) => {
    if (isStopping) process.exit(128 + constants.signals[signal])
    isStopping = true
    stop(running, signal).then(
      () => process.exit(0),
      (error: unknown) => {
        running.logger.fatal({ err: error }, 'could not stop in order')
        process.exit(1)
      },
    )
  })
}

async function stop({ app, settings, logger, health, metrics }: Running, signal: string): Promise<void> {
  const deadline = performance.now() + settings.shutdownSeconds * 1000 - closingMs
  health.state = 'draining'
  logger.info({ signal, drain_seconds: settings.drainSeconds }, 'stopping')
  await sleep(settings.drainSeconds * 1000)

  const closed = app.close()
  while (metrics.activeRequests() > 0 && performance.now() < deadline) await sleep(pollMs)
  if (metrics.activeRequests() > 0) logger.warn({ requests: metrics.activeRequests() }, 'cut off requests in flight')
  // Connections that sent no whole request would otherwise keep the server from closing.
  app.server.closeAllConnections()
  const remainingMs = deadline - performance.now()
  await Promise.race([closed, sleep(Math.min(hooksMs, Math.max(closingMs, remainingMs)))])
  logger.info('stopped')
}

/** While the service drains, tells clients to open their next connection elsewhere. */
export function closeConnectionsWhileDraining(app: FastifyInstance, health: Health): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (health.state === 'draining') reply.header('connection', 'close')
    done()
  })
}
