import { setTimeout as sleep } from 'node:timers/promises'
import { reading } from '../api/api.ts'
import { shown, tryToAsk } from '../http/ask.ts'
import { type Connection, openConnection, statusIn } from '../http/connection.ts'
import { halfSender } from '../http/half-sent.ts'
import { type Instance, processOf } from '../instance.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { notApplicable, Observations } from '../verdict.ts'

const inFlight = 200

/** Row 7. */
export const shutdown: Row = {
  id: 7,
  name: 'shutdown',
  title: 'on SIGTERM it drains, loses no request, and exits 0 in time',
  source: 'Kubernetes pod lifecycle',
  runs: 'own',
  async check(stage) {
    if (!stage.controls) return notApplicable('a service that runs already is not ours to stop')
    const seen = new Observations()
    await underLoad(stage, seen)
    await whileDraining(stage, seen)
    await twice(stage, seen)
    await stuck(stage, seen)
    return seen.verdict()
  },
}

/** Requests that are half sent when the signal comes are all answered. */
async function underLoad(stage: Stage, seen: Observations): Promise<void> {
  const instance = await stage.start()
  const send = halfSender(instance.url, await stage.api())
  const requests = send
    ? await Promise.all(Array.from({ length: inFlight }, send))
    : await withHeadersOnly(instance, inFlight)
  const idle = await idleConnections(instance, 10)
  await sleep(500)
  await processOf(instance).signal('SIGTERM')
  await sleep(300)
  const statuses = await Promise.all(requests.map((request) => request.finish()))
  const lost = statuses.filter((status) => status === undefined || status >= 500)
  seen.expect(lost.length === 0, `${inFlight} requests in flight at SIGTERM are all answered`, () => {
    const failed = lost.filter((status) => status !== undefined).length
    return `${lost.length - failed} lost${failed > 0 ? `, ${failed} answered with an error` : ''}`
  })
  for (const { connection } of requests) connection.end()
  await expectExit(seen, instance, 5_000, 'when all is answered, with idle connections open')
  for (const connection of idle) connection.end()
}

/** Where no operation takes a body: requests that are answered as fast as can be, started just before the signal. */
async function withHeadersOnly({ url }: Instance, count: number) {
  const connections = await Promise.all(Array.from({ length: count }, () => openConnection(url)))
  return connections.map((connection) => {
    connection.send('GET /livez HTTP/1.1\r\nhost: localhost\r\n')
    return {
      connection,
      async finish() {
        connection.send('\r\n')
        await connection.until((received) => statusIn(received) !== undefined, 10_000)
        // Headers that were not whole are no request yet: a server may close such a connection.
        return statusIn(connection.received) ?? 200
      },
    }
  })
}

/** Connections that have asked something, and are kept open for more. */
async function idleConnections({ url }: Instance, count: number): Promise<Connection[]> {
  const connections = await Promise.all(Array.from({ length: count }, () => openConnection(url)))
  for (const connection of connections) connection.send('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await Promise.all(connections.map((each) => each.until((received) => statusIn(received) !== undefined, 2_000)))
  return connections
}

/** With DRAIN_SECONDS it goes on serving, new connections too, for as long, and SIGINT is as good as SIGTERM. */
async function whileDraining(stage: Stage, seen: Observations): Promise<void> {
  const instance = await stage.start({ DRAIN_SECONDS: '2', SHUTDOWN_SECONDS: '10' })
  const api = await stage.api()
  const operation = api && reading(api)
  const path = operation?.path ?? '/livez'
  const idle = await idleConnections(instance, 5)
  const since = performance.now()
  await processOf(instance).signal('SIGINT')
  while (performance.now() - since < 1_500) {
    const answer = await tryToAsk(instance.url, { path, timeoutMs: 2_000 })
    const isServed = 'status' in answer && answer.status < 500
    if (
      !seen.expect(
        isServed,
        `with DRAIN_SECONDS=2, GET ${path} is served for 2 s after the signal`,
        () => `${shown(answer)} after ${Math.round(performance.now() - since)} ms`,
      )
    )
      break
    await sleep(100)
  }
  await expectExit(seen, instance, 6_000, 'after it has drained (SIGINT)')
  for (const connection of idle) connection.end()
}

async function twice(stage: Stage, seen: Observations): Promise<void> {
  const instance = await stage.start({ DRAIN_SECONDS: '20' })
  const launched = processOf(instance)
  await launched.signal('SIGTERM')
  await sleep(400)
  if (launched.exit) return seen.note('it had ended before a second signal could be sent')
  await launched.signal('SIGTERM')
  const exit = await Promise.race([launched.exited, sleep(2_000, undefined)])
  seen.expect(exit !== undefined, 'a second signal ends it at once', 'it still runs 2 s later')
  await launched.stop()
}

/** A client that never finishes does not hold it beyond SHUTDOWN_SECONDS. */
async function stuck(stage: Stage, seen: Observations): Promise<void> {
  const instance = await stage.start({ SHUTDOWN_SECONDS: '2', DRAIN_SECONDS: '0', REQUEST_TIMEOUT_SECONDS: '60' })
  const send = halfSender(instance.url, await stage.api())
  const request = send ? await send() : undefined
  await sleep(200)
  const launched = processOf(instance)
  await launched.signal('SIGTERM')
  const exit = await Promise.race([launched.exited, sleep(4_000, undefined)])
  seen.expect(
    exit !== undefined,
    'with SHUTDOWN_SECONDS=2 and a request that never ends, it ends within 2 s',
    'it still runs after 4 s',
  )
  request?.connection.end()
  await launched.stop()
}

async function expectExit(seen: Observations, instance: Instance, withinMs: number, when: string): Promise<void> {
  const launched = processOf(instance)
  const exit = await Promise.race([launched.exited, sleep(withinMs, undefined)])
  seen.expect(exit?.code === 0, `exit code 0 ${when}`, () =>
    exit ? `exit code ${exit.code}` : `it still runs ${withinMs / 1000} s after`,
  )
  await launched.stop()
}
