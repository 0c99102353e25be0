import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../../errors/user-error.ts'
import { reasonOf, tryToAsk } from '../http/ask.ts'
import type { Instance, Poll } from '../instance.ts'
import type { Launched } from './launched.ts'

/** Longer starts are a fault of their own: nobody waits so long for a pod. */
const patienceMs = 60_000
const pollMs = 10

/**
 * Asks `/readyz` from the first moment until it says 200; a service without it is ready when it answers at all. Throws
 * UserError `cannot-start` with what the process printed last. `usualPort` is where it was found to listen before.
 */
export async function awaitReady(launched: Launched, usualPort: number | undefined): Promise<Instance> {
  const polls: Poll[] = []
  for (;;) {
    const port = portOf(launched, usualPort)
    const url = `http://127.0.0.1:${port}`
    const at = performance.now()
    const answer = await tryToAsk(url, { path: '/readyz', timeoutMs: 5_000 })
    const poll = 'failure' in answer ? { at } : { at, status: answer.status, body: answer.body }
    polls.push(poll)
    const now = performance.now()
    // Somebody else may have the port, and answer for it.
    if (launched.exit) throw cannotStart(launched, `It ended with exit code ${launched.exit.code}.`)
    if (poll.status !== undefined && poll.status !== 503) {
      const wholeMs = now - launched.startedAt
      const readyMs = Math.min(wholeMs, (await launched.ageMs()) ?? wholeMs)
      return { url, polls, readyMs, wrapperMs: wholeMs - readyMs, process: launched }
    }
    if (now - launched.startedAt > patienceMs) {
      const last = poll.status === undefined ? 'never answered' : `says ${poll.status} ${poll.body ?? ''}`
      const hint = poll.status === undefined ? elsewhere : undefined
      throw cannotStart(launched, `After ${patienceMs / 1000} s /readyz on port ${port} ${last}.`, hint)
    }
    await Promise.race([sleep(pollMs), launched.exited])
  }
}

/** Where it listens: on the port that it was given, or, where that is seen to be ignored, on another. */
function portOf(launched: Launched, usualPort: number | undefined): number {
  // Looking costs more than asking, so a service gets a while to do as it was told, or as it is used to.
  if (performance.now() - launched.startedAt < 1_000) return usualPort ?? launched.port
  try {
    const ports = launched.listensOn()
    return ports.includes(launched.port) ? launched.port : (ports[0] ?? launched.port)
  } catch (error) {
    throw new Error(`cannot see where the service listens: ${reasonOf(error)}`)
  }
}

/** In a container, and where the system hides what others do, a port that was not asked for cannot be found. */
const elsewhere = 'It has to listen on PORT. Where it listens elsewhere, run it yourself and give --url.'

/** Thrown where the service does not come up. */
function cannotStart({ lines }: Launched, message: string, hint?: string): UserError {
  const last = lines.slice(-15).map(({ text }) => `  ${text}`)
  const printed = last.length > 0 ? `The last that it printed:\n${last.join('\n')}` : 'It printed nothing.'
  const whole = `The service did not start. ${message}\n${printed}`
  return new UserError({ code: 'cannot-start', message: whole, ...(hint === undefined ? {} : { hint }) })
}
