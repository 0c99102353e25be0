import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below the ports that systems hand out by themselves (from 32768 on Linux, 49152 elsewhere): a port of theirs that was
 * free a moment ago may belong to any connection or server by the time that the service is up.
 */
const lowest = 15_000
const highest = 32_767

/** A port that nobody listens on just now, on any interface. Throws the system's error where none can be had at all. */
export async function freePort(): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = randomInt(lowest, highest + 1)
    const refused = await tryToListen(port)
    if (refused === undefined) return port
    if (tries === 100) throw refused
  }
}

/** The error where the port cannot be had. */
function tryToListen(port: number): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen(port, () => server.close(() => resolve(undefined)))
  })
}
