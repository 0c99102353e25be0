import type { FastifyInstance } from 'fastify'

/** Shorter than the second that probes and load balancers usually grant. */
const checkDeadlineMs = 900

/** Resolves when the thing checked can be used; rejects, or takes too long, when not. */
export type Check = (signal: AbortSignal) => Promise<void>

export interface Health {
  state: 'starting' | 'ready' | 'draining'
  /**
   * What the service itself cannot work without, such as its own database. Not other services: if their failure
   * made this one unready, one outage would take down every caller.
   */
  readonly checks: Map<string, Check>
}

export function createHealth(): Health {
  return { state: 'starting', checks: new Map() }
}

/** `/livez`: the process can answer. `/readyz`: it can do its work, and is not about to stop. */
export function serveHealth(app: FastifyInstance, health: Health): void {
  const config = { isQuiet: true }
  app.get('/livez', { config }, async () => ({ status: 'ok' }))

  app.get('/readyz', { config }, async (_request, reply) => {
    const failing = await failingChecks(health)
    if (failing.length === 0) return { status: 'ok' }
    return reply.code(503).send({ status: 'failing', failing })
  })
}

async function failingChecks(health: Health): Promise<{ check: string; reason: string }[]> {
  const results = await Promise.all([...health.checks].map(([name, check]) => run(name, check)))
  const lifecycle = health.state === 'ready' ? [] : [{ check: 'lifecycle', reason: health.state }]
  return [...lifecycle, ...results.filter((result) => result !== undefined)]
}

async function run(name: string, check: Check): Promise<{ check: string; reason: string } | undefined> {
  const signal = AbortSignal.timeout(checkDeadlineMs)
  // A check that ignores the signal must not hold the answer.
  const deadline = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer within ${checkDeadlineMs} ms`)))
  })
  try {
    await Promise.race([check(signal), deadline])
    return undefined
  } catch (error) {
    return { check: name, reason: error instanceof Error ? error.message : String(error) }
  }
}
