import { hasFault } from './faults.mjs'

const deadlineMs = 1_000
const opensAfter = 5
const restMs = 10_000
let failures = 0
let openUntil = 0

/** Asks the service `stock`, with a deadline, at most two retries and a circuit breaker; whether it answered. */
export async function askStock(url, headers) {
  if (Date.now() < openUntil && !hasFault('has-no-breaker')) return false
  for (let attempt = 0; attempt < (hasFault('retries-often') ? 6 : 2); attempt += 1) {
    try {
      const signal = hasFault('waits-forever') ? undefined : AbortSignal.timeout(deadlineMs)
      const response = await fetch(`${url}/v1/levels`, { headers, signal })
      if (response.ok) {
        failures = 0
        return true
      }
    } catch {
      // Counted below.
    }
    failures += 1
    if (failures >= opensAfter) openUntil = Date.now() + restMs
    if (Date.now() < openUntil && !hasFault('has-no-breaker') && !hasFault('retries-often')) return false
  }
  return false
}
