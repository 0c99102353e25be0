import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Loose } from '../../yaml/loose.ts'
import { reading } from '../api/api.ts'
import { Driver } from '../api/driver.ts'
import { ask, tryToAsk } from '../http/ask.ts'
import { type Instance, processOf } from '../instance.ts'
import { fieldsSince } from '../logs/log-line.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { startCollector } from '../stubs/collector.ts'
import { Observations } from '../verdict.ts'

const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 128 && /^[\x21-\x7e]+$/.test(value)
const newTrace = (): string => randomBytes(16).toString('hex')
const parentOf = (trace: string): string => `00-${trace}-${randomBytes(8).toString('hex')}-01`

/** Row 9. */
export const tracing: Row = {
  id: 9,
  name: 'tracing',
  title: 'takes and passes on the trace context and a request id',
  source: 'W3C Trace Context',
  runs: 'shared',
  async check(stage) {
    const seen = new Observations()
    const instance = await stage.shared()
    const api = await stage.api()
    const path = (api && reading(api))?.path ?? '/msvc-verify'
    await expectRequestIds(seen, instance.url, path)
    if (instance.process) await expectTraces(seen, instance, path)
    else seen.note('logs cannot be seen, so only request ids were looked at')
    await expectPassedOn(stage, seen, instance.url)
    if (stage.controls) await expectExport(stage, seen, path)
    return seen.verdict()
  },
}

async function expectRequestIds(seen: Observations, url: string, path: string): Promise<void> {
  const idFor = async (sent?: string): Promise<unknown> => {
    const answer = await ask(url, { path, headers: sent === undefined ? {} : { 'x-request-id': sent } })
    return answer.headers['x-request-id']
  }
  const given = await idFor('msvc-verify-1')
  seen.expect(given === 'msvc-verify-1', 'x-request-id is taken and returned', `x-request-id: ${given ?? 'none'}`)
  const [first, second] = [await idFor(), await idFor()]
  const isMade = isId(first) && isId(second) && first !== second
  seen.expect(isMade, 'a new x-request-id where none was sent', `${first ?? 'none'}, then ${second ?? 'none'}`)
  const long = 'x'.repeat(129)
  const cut = await idFor(long)
  seen.expect(isId(cut) && cut !== long, 'an x-request-id of over 128 characters is replaced', () =>
    cut === long ? 'it was taken' : `x-request-id: ${String(cut ?? 'none').slice(0, 40)}`,
  )
  const odd = 'a"b\\c<d>{e}'
  const clean = await idFor(odd)
  seen.expect(isId(clean) && clean !== odd, 'an x-request-id with quotes and brackets is replaced', () =>
    clean === odd ? 'it was taken' : `x-request-id: ${clean ?? 'none'}`,
  )
}

async function expectTraces(seen: Observations, instance: Instance, path: string): Promise<void> {
  const logged = async (traceparent: string): Promise<unknown> => {
    const id = `msvc-verify-${newTrace()}`
    const since = performance.now()
    await ask(instance.url, { path, headers: { traceparent, 'x-request-id': id } })
    const { lines } = processOf(instance)
    const find = (): Loose | undefined => fieldsSince(lines, since).find((fields) => fields['request_id'] === id)
    for (let patience = 20; patience > 0 && !find(); patience -= 1) await sleep(50)
    return find()?.['trace_id']
  }
  const trace = newTrace()
  const taken = await logged(parentOf(trace))
  seen.expect(taken === trace, 'trace_id in the log is that of traceparent', `${taken ?? 'none'} for ${trace}`)
  const spoiled = {
    'of zeros': parentOf('0'.repeat(32)),
    'of version ff': `ff${parentOf(newTrace()).slice(2)}`,
    'that is too short': '00-1234-5678-01',
  }
  for (const [how, traceparent] of Object.entries(spoiled)) {
    const made = await logged(traceparent)
    const believed = traceparent.split('-')[1]
    const isNew = typeof made === 'string' && /^(?!0+$)[0-9a-f]{32}$/.test(made) && made !== believed
    seen.expect(isNew, `a traceparent ${how} is not believed: a new trace begins`, `trace_id ${made ?? 'none'}`)
  }
}

/** Dependencies see the trace that the caller began, under a span of the service's own. */
async function expectPassedOn(stage: Stage, seen: Observations, url: string): Promise<void> {
  const api = await stage.api()
  if (stage.stubs.length === 0 || !api) return
  const trace = newTrace()
  const sent = parentOf(trace)
  const before = new Map(stage.stubs.map((stub) => [stub.name, stub.calls.length]))
  await new Driver(url, api).driveAll(() => ({ headers: { traceparent: sent, tracestate: 'msvc=verify' } }))
  const calls = stage.stubs.flatMap((stub) => stub.calls.slice(before.get(stub.name)).map((call) => ({ stub, call })))
  if (calls.length === 0)
    return seen.note('no documented operation called a dependency, so passing on could not be seen')
  for (const { name } of stage.stubs) {
    // A service may also call of its own accord.
    const ofIt = calls.filter(({ stub }) => stub.name === name).map(({ call }) => call.headers)
    if (ofIt.length === 0) continue
    const passed = ofIt.find(({ traceparent }) => String(traceparent).split('-')[1] === trace)
    const [first] = ofIt
    if (
      !seen.expect(
        passed !== undefined,
        `${name} is called with the same trace id`,
        `traceparent: ${first?.['traceparent'] ?? 'none'}`,
      )
    )
      continue
    const isNew = String(passed?.['traceparent']).split('-')[2] !== sent.split('-')[2]
    seen.expect(isNew, `${name} is called under a new span id`, 'the id of the caller')
    const state = passed?.['tracestate'] ?? 'none'
    seen.expect(String(state).includes('msvc=verify'), `${name} is passed the tracestate`, `tracestate: ${state}`)
  }
}

/** Spans go to a collector where one is named. That none go elsewhere cannot be seen from outside. */
async function expectExport(stage: Stage, seen: Observations, path: string): Promise<void> {
  const collector = await startCollector()
  try {
    const instance = await stage.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    })
    const trace = newTrace()
    await tryToAsk(instance.url, { path, headers: { traceparent: parentOf(trace) } })
    for (let patience = 160; patience > 0 && !collector.has(trace); patience -= 1) await sleep(50)
    seen.expect(collector.has(trace), 'with OTEL_EXPORTER_OTLP_ENDPOINT set, spans are sent there over HTTP', () =>
      collector.requests > 0 ? `${collector.requests} requests, without the trace` : 'nothing within 8 s',
    )
    await processOf(instance).stop()
  } finally {
    await collector.close()
  }
}
