import { readingOne } from '../api/api.ts'
import { Driver } from '../api/driver.ts'
import { ask, shown, tryToAsk } from '../http/ask.ts'
import { halfSender } from '../http/half-sent.ts'
import type { Exposition, Sample } from '../metrics/exposition.ts'
import { scrape, total } from '../metrics/scrape.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { Observations } from '../verdict.ts'

const duration = 'http_server_request_duration_seconds'
const active = 'http_server_active_requests'
const durationLabels = ['http_request_method', 'http_route', 'http_response_status_code']
/** Prometheus' own names, which every client library that follows them has. */
const ofTheProcess = ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'process_start_time_seconds']
const asks = 3

/** Row 5. */
export const metrics: Row = {
  id: 5,
  name: 'metrics',
  title: '/metrics has the agreed names, types and labels, and counts what was asked',
  source: 'OpenTelemetry semantic conventions, Prometheus naming',
  runs: 'shared',
  async check(stage) {
    const seen = new Observations()
    const { url } = await stage.shared()
    const answer = await tryToAsk(url, { path: '/metrics' })
    if ('failure' in answer || answer.status !== 200) {
      seen.expect(false, 'GET /metrics answers 200', shown(answer))
      return seen.verdict()
    }
    const type = String(answer.headers['content-type'] ?? '')
    const isText = /^(?:text\/plain|application\/openmetrics-text)\b/.test(type)
    seen.expect(isText, 'content type text/plain, as Prometheus reads it', type || 'no content type')
    await drive(stage, seen, url)
    const after = await scrape(url)
    const [unreadable] = after.unreadable
    seen.expect(unreadable === undefined, 'the text format of Prometheus', unreadable ?? '')
    expectHistogram(seen, after)
    expectProcess(seen, after)
    expectBuildInfo(seen, after, stage.subject.name)
    await expectActive(stage, seen, url)
    return seen.verdict()
  },
}

/** Sends what is known to be counted, and compares. */
async function drive(stage: Stage, seen: Observations, url: string): Promise<void> {
  const api = await stage.api()
  const operation = api && readingOne(api)
  const unknown = operation && api ? new Driver(url, api).questionFor(operation).question.path : undefined
  const path = unknown ?? '/msvc-verify-unknown'
  const before = await scrape(url)
  for (let time = 0; time < asks; time += 1) await ask(url, { path })
  const after = await scrape(url)
  const counted = total(after, `${duration}_count`) - total(before, `${duration}_count`)
  // Scrapes may be counted or not, and others may use a service that runs already.
  const most = stage.controls ? asks + 2 : Number.POSITIVE_INFINITY
  seen.expect(
    counted >= asks && counted <= most,
    `${asks} requests raise ${duration}_count by ${asks}`,
    `by ${counted}`,
  )
  if (operation === undefined) return
  const routes = after.samples
    .filter(({ name }) => name === `${duration}_count`)
    .map(({ labels }) => labels['http_route'] ?? '')
  const pattern = plainPattern(operation.path)
  seen.expect(
    routes.some((route) => plainPattern(route) === pattern),
    `http_route="${operation.path}", the pattern of the route`,
    () => `routes ${[...new Set(routes)].join(', ') || 'none'}`,
  )
}

/** `/v1/items/{id}`, `:id`, `<id>`, `{id:int}`: frameworks write the same thing in many ways. */
const plainPattern = (route: string): string => route.replace(/\{[^}]*\}|:\w+|<[^>]*>/g, '{}').replace(/\/+$/, '')

function expectHistogram(seen: Observations, { types, samples }: Exposition): void {
  const type = types.get(duration)
  if (!seen.expect(type === 'histogram', `${duration} is a histogram`, type ?? 'there is none')) return
  const counts = samples.filter(({ name }) => name === `${duration}_count`)
  const missing = durationLabels.filter((label) => !counts.every(({ labels }) => label in labels))
  seen.expect(missing.length === 0, `${duration} by ${durationLabels.join(', ')}`, `without ${missing.join(', ')}`)
  const more = new Set(
    counts.flatMap(({ labels }) => Object.keys(labels)).filter((label) => !durationLabels.includes(label)),
  )
  if (more.size > 0) seen.note(`${duration} has more labels: ${[...more].join(', ')}`)
  const odd = counts.find(({ labels }) => !/^[1-5]\d\d$/.test(labels['http_response_status_code'] ?? '200'))
  seen.expect(odd === undefined, 'http_response_status_code is a number', JSON.stringify(odd?.labels))
  const small = counts.find(({ labels }) => /[a-z]/.test(labels['http_request_method'] ?? ''))
  seen.expect(small === undefined, 'http_request_method is in upper case', JSON.stringify(small?.labels))
  const broken = counts.find((count) => !isWhole(count, samples))
  seen.expect(broken === undefined, 'buckets rise to +Inf, which is the count', () => JSON.stringify(broken?.labels))
}

function isWhole({ labels, value }: Sample, samples: readonly Sample[]): boolean {
  const own = samples
    .filter(({ name, labels: { le: _le, ...others } }) => name === `${duration}_bucket` && isSame(others, labels))
    .map((bucket) => ({ le: Number((bucket.labels['le'] ?? '').replace('+Inf', 'Infinity')), value: bucket.value }))
    .sort((a, b) => a.le - b.le)
  const isRising = own.every((bucket, at) => bucket.value >= (own[at - 1]?.value ?? 0))
  return own.length > 2 && isRising && own.at(-1)?.le === Number.POSITIVE_INFINITY && own.at(-1)?.value === value
}

const isSame = (a: Sample['labels'], b: Sample['labels']): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value)

function expectProcess(seen: Observations, { samples }: Exposition): void {
  const missing = ofTheProcess.filter((metric) => !samples.some(({ name }) => name === metric))
  seen.expect(missing.length === 0, `the process metrics ${ofTheProcess.join(', ')}`, `without ${missing.join(', ')}`)
}

function expectBuildInfo(seen: Observations, { samples }: Exposition, service: string): void {
  const info = samples.find(({ name }) => name === 'service_build_info')
  const labels = Object.keys(info?.labels ?? {})
  const isComplete = info?.value === 1 && ['service', 'version', 'revision'].every((label) => labels.includes(label))
  seen.expect(isComplete, 'service_build_info{service,version,revision} 1', () =>
    info ? `${info.name}{${labels.join(',')}} ${info.value}` : 'there is none',
  )
  const said = info?.labels['service']
  if (said !== undefined && service !== '' && said !== service) seen.note(`it calls itself "${said}"`)
}

const rises = `${active} rises by 3 while 3 requests are under way`

/** While a request is under way, the gauge is higher than without. */
async function expectActive(stage: Stage, seen: Observations, url: string): Promise<void> {
  const { types } = await scrape(url)
  const type = types.get(active)
  if (!seen.expect(type === 'gauge', `${active} is a gauge`, type ?? 'there is none')) return
  const send = halfSender(url, await stage.api())
  if (!send) return seen.note(`no operation takes JSON, so ${active} could not be seen to rise`)
  const idle = total(await scrape(url), active)
  const requests = await Promise.all([send(), send(), send()])
  await new Promise((resolve) => setTimeout(resolve, 200))
  const busy = total(await scrape(url), active)
  await Promise.all(requests.map((request) => request.finish()))
  for (const { connection } of requests) connection.end()
  if (busy - idle === 3) return
  // A request that an earlier row gave up may have ended meanwhile: it is in `idle`, but no longer in what is left.
  await new Promise((resolve) => setTimeout(resolve, 200))
  const left = total(await scrape(url), active)
  seen.expect(busy - left === 3, rises, `by ${busy - idle}, and falls by ${busy - left} after them`)
}
