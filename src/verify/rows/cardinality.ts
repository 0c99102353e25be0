import { randomBytes } from 'node:crypto'
import { Agent } from 'node:http'
import { readingOne } from '../api/api.ts'
import { type Question, tryToAsk } from '../http/ask.ts'
import { seriesCounts } from '../metrics/exposition.ts'
import { grownMetrics } from '../metrics/growth.ts'
import { scrape } from '../metrics/scrape.ts'
import type { Row } from '../row.ts'
import { notApplicable, Observations } from '../verdict.ts'

const paths = 10_000
const ids = 500
/** Registered methods that HTTP servers let through and APIs do not use; many refuse invented ones at once. */
const rareMethods =
  'ACL BIND COPY LINK LOCK MERGE MKCOL MOVE NOTIFY PROPFIND PURGE REBIND REPORT SEARCH UNBIND UNLINK UNLOCK'.split(' ')
const inventedMethods = 40
const atOnce = 50

/** Row 6. */
export const cardinality: Row = {
  id: 6,
  name: 'cardinality',
  title: 'unknown paths, ids and methods do not grow its metrics',
  source: 'Prometheus cardinality guidance',
  runs: 'last',
  async check(stage) {
    const seen = new Observations()
    const { url } = await stage.shared()
    if ((await scrape(url)).samples.length === 0) return notApplicable('it serves no metrics, which row 5 tells')
    const api = await stage.api()
    const one = api && readingOne(api)
    const word = (): string => randomBytes(6).toString('hex')

    await grow(seen, url, `${paths} requests to random paths`, paths, () => ({
      path: `/${word()}/${word()}?q=${word()}`,
    }))
    if (one) {
      const path = (): string => one.path.replace(/\{[^}]+\}/g, word)
      await grow(seen, url, `${ids} requests for random ids (${one.path})`, ids, () => ({ path: path() }))
    }
    const letters = (): string => [...randomBytes(6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')
    const odd = [...rareMethods, ...Array.from({ length: inventedMethods }, letters)]
    await grow(seen, url, `${odd.length} requests with unusual methods`, odd.length, () => ({
      path: '/v1/msvc-verify-unknown',
      method: odd.pop() ?? 'PURGE',
    }))
    return seen.verdict()
  },
}

/** Sends many requests and compares the number of label sets before and after. */
async function grow(seen: Observations, url: string, what: string, count: number, make: () => Question): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const before = seriesCounts(await scrape(url))
  let sent = 0
  let lost = 0
  const work = async (): Promise<void> => {
    while (sent < count) {
      sent += 1
      const answer = await tryToAsk(url, { ...make(), agent })
      if ('failure' in answer) lost += 1
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work))
  agent.destroy()
  const grown = grownMetrics(before, seriesCounts(await scrape(url)))
  seen.expect(grown.length === 0, `${what} add at most one label set to a metric`, () =>
    grown.map(([metric, more]) => `${metric} has ${more} more`).join(', '),
  )
  // Servers may cut off a made-up method; what was never counted proves nothing, though.
  if (lost > count / 2) seen.note(`${lost} of ${what} got no answer`)
}
