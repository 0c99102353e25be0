import { type DestinationStream, destination, type Logger, pino, stdSerializers } from 'pino'
import { secretSerializers, withoutNestedSecrets, withoutSecrets } from './redaction.ts'
import { type FinishedRequest, requestLine } from './request-log.ts'

export interface LogIdentity {
  readonly service: string
  readonly version: string
  readonly level: string
}

export interface Logs {
  readonly logger: Logger
  /** Writes the line of a request, where the logger would write lines of that level. */
  logRequest(level: 'info' | 'debug', request: FinishedRequest): void
}

/** Logs as JSON lines, to stdout unless a test says otherwise. */
export function createLogs({ service, version, level }: LogIdentity, stream: DestinationStream = stdout()): Logs {
  const identity = `,"service":${JSON.stringify(service)},"version":${JSON.stringify(version)}`
  const options = {
    level,
    base: { service, version },
    timestamp,
    formatters: { level: (label: string) => ({ level: label }), log: withoutNestedSecrets },
    serializers: { ...secretSerializers, err: serializeError },
  }
  const logger = pino(options, stream)
  return {
    logger,
    logRequest(level, request) {
      if (logger.isLevelEnabled(level)) stream.write(requestLine(level, timestamp() + identity, request))
    },
  }
}

let millisecond = 0
let text = ''

/** The time as pino wants it. Under load many lines fall into one millisecond, and it is the dearest part of a line. */
function timestamp(): string {
  const now = Date.now()
  if (now !== millisecond) {
    millisecond = now
    text = `,"time":"${new Date(now).toISOString()}"`
  }
  return text
}

/** An error's own properties may name secrets, and so may the objects that it holds. */
const serializeError = (error: Error) => withoutNestedSecrets(withoutSecrets({ ...stdSerializers.err(error) }))

/** How long lines wait for others to go out with, and how much may wait. */
const pauseMs = 5
const maxWaitingCharacters = 64 * 1024

/**
 * The lines of some milliseconds in one write, which under load is a fraction of the cost of a write each.
 * Writes are synchronous, so that lines arrive in order, and the last ones before the process ends.
 */
function stdout(): DestinationStream {
  const out = destination({ dest: 1, sync: true })
  let waiting = ''
  const flush = () => {
    const lines = waiting
    waiting = ''
    if (lines !== '') out.write(lines)
  }
  process.on('exit', flush)
  return {
    write(line) {
      if (waiting === '') setTimeout(flush, pauseMs)
      waiting += line
      if (waiting.length > maxWaitingCharacters) flush()
    },
  }
}
