import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino'

export interface LogIdentity {
  readonly service: string
  readonly version: string
  readonly level: string
}

/** Words whose values never reach a log, at the top of an entry and one level down. */
const secretWords = ['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token', 'apiKey', 'x-api-key']

/** Synchronous, so that the last lines before an exit arrive, and in order. */
const stdout = () => destination({ dest: 1, sync: true })

/** A logger that writes JSON lines, to stdout unless a test says otherwise. */
export function createLogger({ service, version, level }: LogIdentity, stream: DestinationStream = stdout()): Logger {
  const options = {
    level,
    base: { service, version },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: secretWords.flatMap((word) => [`["${word}"]`, `*["${word}"]`]),
      censor: '[redacted]',
    },
  }
  return pino(options, stream)
}
