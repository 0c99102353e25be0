import { hasFault } from './faults.mjs'

const problems = []

function number(name, fallback, { min, max }) {
  const text = process.env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (Number.isFinite(value) && value >= min && value <= max) return value
  problems.push(`${name} must be a number from ${min} to ${max}`)
  return fallback
}

function address(name) {
  const text = process.env[name]
  if (text === undefined || text === '') return undefined
  if (URL.canParse(text)) return text
  problems.push(hasFault('repeats-secrets') ? `${name} is no address: ${text}` : `${name} is no address`)
  return undefined
}

/** All settings; on bad ones a line each, and exit code 1. */
export function readSettings() {
  const settings = {
    host: process.env.HOST || '0.0.0.0',
    port: number('PORT', 8080, { min: 1, max: 65_535 }),
    drainSeconds: number('DRAIN_SECONDS', 0, { min: 0, max: 600 }),
    shutdownSeconds: number('SHUTDOWN_SECONDS', 25, { min: 1, max: 600 }),
    maxBodyBytes: number('MAX_BODY_BYTES', 1_048_576, { min: 1, max: 1e9 }),
    headersTimeoutSeconds: number('HEADERS_TIMEOUT_SECONDS', 10, { min: 0.1, max: 600 }),
    requestTimeoutSeconds: number('REQUEST_TIMEOUT_SECONDS', 15, { min: 0.1, max: 600 }),
    otlpEndpoint: address('OTEL_EXPORTER_OTLP_ENDPOINT'),
    stockUrl: address('STOCK_URL'),
  }
  const told = hasFault('tells-one-setting') ? problems.slice(0, 1) : problems
  for (const problem of told) process.stderr.write(`${problem}\n`)
  if (problems.length > 0) process.exit(hasFault('exits-0-on-bad-settings') ? 0 : 1)
  return settings
}
