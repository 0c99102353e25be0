import { hasFault } from './faults.mjs'

/** Writes one line. */
export function log(level, msg, fields = {}) {
  if (hasFault('logs-plain-text')) process.stdout.write(`${level}: ${msg}\n`)
  else {
    const time = hasFault('logs-epoch-time') ? Date.now() : new Date().toISOString()
    process.stdout.write(`${JSON.stringify({ time, level, msg, service: 'reference', version: '1.0.0', ...fields })}\n`)
  }
}
