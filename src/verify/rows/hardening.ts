import { reading, takingJson } from '../api/api.ts'
import { type Question, tryToAsk } from '../http/ask.ts'
import { type Connection, openConnection } from '../http/connection.ts'
import { halfSender } from '../http/half-sent.ts'
import type { Instance } from '../instance.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { Observations } from '../verdict.ts'

const halfOpen = 100
/** What a service is told, in seconds, so that nobody has to wait long. One that does not know these settings has its own. */
const deadlines = { HEADERS_TIMEOUT_SECONDS: '1', REQUEST_TIMEOUT_SECONDS: '2' }
/** Longer than both defaults of the contract, 10 and 15 s. */
const patienceMs = 20_000

/** Row 13. */
export const hardening: Row = {
  id: 13,
  name: 'hardening',
  title: 'sends nosniff and no banner, and slow clients do not hold it',
  source: 'OWASP API security',
  runs: 'own',
  async check(stage) {
    const seen = new Observations()
    const instance = stage.controls ? await stage.start(deadlines) : await stage.shared()
    await expectHeaders(stage, seen, instance)
    await expectOthersServed(seen, instance)
    await Promise.all([expectHeadersDeadline(seen, instance), expectBodyDeadline(stage, seen, instance)])
    if (stage.controls) await instance.process?.stop()
    return seen.verdict()
  },
}

async function expectHeaders(stage: Stage, seen: Observations, { url }: Instance): Promise<void> {
  const api = await stage.api()
  const path = (api && reading(api))?.path
  const taking = api && takingJson(api)
  const questions: Question[] = [
    ...['/livez', '/readyz', '/metrics', '/openapi.yaml', '/msvc-verify-unknown'].map((each) => ({ path: each })),
    ...(path === undefined ? [] : [{ path }, { path, method: 'PATCH' }]),
    ...(taking
      ? [{ path: taking.path, method: taking.method, headers: { 'content-type': 'application/json' }, body: '{' }]
      : []),
  ]
  const without: string[] = []
  for (const question of questions) {
    const answer = await tryToAsk(url, question)
    if ('failure' in answer) continue
    const name = `${question.method ?? 'GET'} ${question.path} (${answer.status})`
    if (answer.headers['x-content-type-options'] !== 'nosniff') without.push(name)
    const { 'x-powered-by': poweredBy } = answer.headers
    const server = String(answer.headers['server'] ?? '')
    seen.expect(!/\d/.test(server), 'no version in the header "server"', `server: ${server}`)
    seen.expect(poweredBy === undefined, 'no header "x-powered-by"', `x-powered-by: ${poweredBy}`)
  }
  seen.expect(without.length === 0, 'x-content-type-options: nosniff in every answer', `not in ${without.join(', ')}`)
}

async function expectOthersServed(seen: Observations, { url }: Instance): Promise<void> {
  const connections = await Promise.all(Array.from({ length: halfOpen }, () => openConnection(url)))
  for (const connection of connections.slice(halfOpen / 2)) connection.send('GET /livez HTTP/1.1\r\nhost: loc')
  const answer = await tryToAsk(url, { path: '/livez', timeoutMs: 2_000 })
  seen.expect(
    'status' in answer,
    `with ${halfOpen} half-open connections, others are served`,
    'failure' in answer ? answer.failure : '',
  )
  for (const connection of connections) connection.end()
}

async function expectHeadersDeadline(seen: Observations, { url }: Instance): Promise<void> {
  const connection = await openConnection(url)
  connection.send('GET /livez HTTP/1.1\r\nhost: localhost\r\nx-slow: ')
  await expectCutOff(
    seen,
    connection,
    'a client that sends its headers a letter at a time',
    deadlines.HEADERS_TIMEOUT_SECONDS,
  )
}

async function expectBodyDeadline(stage: Stage, seen: Observations, instance: Instance): Promise<void> {
  const send = halfSender(instance.url, await stage.api())
  if (!send) return seen.note('no operation takes JSON, so a slow body could not be sent')
  const { connection } = await send()
  await expectCutOff(seen, connection, 'a client that stops in the middle of a body', deadlines.REQUEST_TIMEOUT_SECONDS)
}

/** An answer such as 408 is as good as a closed connection. */
async function expectCutOff(seen: Observations, connection: Connection, who: string, seconds: string): Promise<void> {
  const drip = who.includes('letter') ? setInterval(() => connection.send('a'), 250) : undefined
  const isCutOff = await connection.until((received) => received.includes('HTTP/1.1 '), patienceMs)
  clearInterval(drip)
  seen.expect(
    isCutOff || connection.closedAt !== undefined,
    `${who} is cut off (its deadline was set to ${seconds} s)`,
    `not within ${patienceMs / 1000} s`,
  )
  connection.end()
}
