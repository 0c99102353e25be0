import { type DestinationStream, destination, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino'
import { secretSerializers, withoutNestedSecrets, withoutSecrets } from './redaction.ts'

export interface LogIdentity {
  readonly service: string
  readonly version: string
  readonly level: string
}

/** A logger that writes JSON lines, to stdout unless a test says otherwise. */
export function createLogger({ service, version, level }: LogIdentity, stream: DestinationStream = stdout()): Logger {
  const options = {
    level,
    base: { service, version },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: withoutNestedSecrets },
    serializers: { ...secretSerializers, err: serializeError },
  }
  return pino(options, stream)
}

/** An error's own properties may name secrets, and so may the objects that it holds. */
const serializeError = (error: Error) => withoutNestedSecrets(withoutSecrets({ ...stdSerializers.err(error) }))

const maxWaitingCharacters = 64 * 1024

/**
 * The lines of one turn of the event loop in one write, which under load is a fraction of the cost of a write each.
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
      if (waiting === '') setImmediate(flush)
      waiting += line
      if (waiting.length > maxWaitingCharacters) flush()
    },
  }
}
