import { createApp } from './app.ts'
import type { Handlers } from './platform/contract.ts'
import { SettingsError } from './platform/environment.ts'
import { createHealth, type Health } from './platform/health.ts'
import { createLogs } from './platform/logging.ts'
import { releaseMemory } from './platform/memory.ts'
import { createMetrics } from './platform/metrics.ts'
import type { OpenApi } from './platform/openapi.ts'
import { stopOnSignals } from './platform/shutdown.ts'
import { createTracing } from './platform/tracing.ts'
import { serviceName } from './service.ts'
import { readSettings, type Settings } from './settings.ts'

/** Makes the handlers, and adds the checks that they need to `health`. */
export type CreateHandlers = (settings: Settings, health: Health) => Handlers | Promise<Handlers>

/** Runs the service in this process until a signal stops it. */
export async function run(openapi: OpenApi, createHandlers: CreateHandlers): Promise<void> {
  const settings = settingsOrExit()
  const { version, revision } = settings
  const logs = createLogs({ service: serviceName, version, level: settings.logLevel })
  const { logger } = logs
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'uncaught error')
    process.exit(1)
  })

  const health = createHealth()
  const metrics = createMetrics({ service: serviceName, version, revision })
  const tracing = await createTracing(settings, serviceName)
  const handlers = await createHandlers(settings, health)
  const app = createApp({ settings, logs, health, metrics, tracing, openapi, handlers })
  stopOnSignals({ app, settings, logger, health, metrics })

  await app.listen({ host: settings.host, port: settings.port })
  // What must be warm before the first request is awaited here: until then /readyz says "starting".
  if (health.state !== 'starting') return
  releaseMemory()
  health.state = 'ready'
  logger.info({ host: settings.host, port: settings.port, revision }, 'ready')
}

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    const { logger } = createLogs({ service: serviceName, version: process.env.SERVICE_VERSION ?? '', level: 'fatal' })
    for (const problem of error.problems) logger.fatal(problem)
    process.exit(1)
  }
}
