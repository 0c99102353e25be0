import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'

export interface LogIdentity {
  readonly service: string
  readonly version: string
  readonly level: string
}

/** Words whose values never reach a log, at the top of an entry and one level down. */
const secretWords = ['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token', 'apiKey', 'x-api-key']

/** A logger that writes JSON lines to stdout. */
export function createLogger({ service, version, level }: LogIdentity, destination?: DestinationStream): Logger {
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
  return destination ? pino(options, destination) : pino(options)
}
