import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { outgoingHeaders, parseTraceContext } from '../src/platform/trace-context.ts'
import { serviceName } from '../src/service.ts'
import { eventually, freePort, startApp, startProcess } from './support.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const traceparent = `00-${traceId}-b7ad6b7169203331-01`

test('row 09: a trace is taken over and passed on', async (t) => {
  const { app, listen } = await startApp(t)
  app.get('/v1/outgoing', async (request) => outgoingHeaders(request))
  const url = await listen()
  const headers = { traceparent, tracestate: 'vendor=1', 'x-request-id': 'my-request' }
  const response = await fetch(`${url}/v1/outgoing`, { headers })
  const outgoing = (await response.json()) as Record<string, string>
  assert.match(outgoing.traceparent ?? '', new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`))
  assert.notEqual(outgoing.traceparent, traceparent)
  assert.equal(outgoing.tracestate, 'vendor=1')
  assert.equal(outgoing['x-request-id'], 'my-request')
  assert.equal(response.headers.get('x-request-id'), 'my-request')
})

const invalid = [
  '',
  'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  '00-00000000000000000000000000000000-b7ad6b7169203331-01',
  '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
  '00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01',
  '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more',
  '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331',
]
for (const value of invalid) {
  test(`row 09: the traceparent "${value}" is not believed`, () => {
    assert.equal(parseTraceContext({ traceparent: value, tracestate: 'vendor=1' }), undefined)
  })
}

test('row 09: a traceparent of a later version is understood', () => {
  const context = parseTraceContext({ traceparent: `01-${traceId}-b7ad6b7169203331-01-more` })
  assert.equal(context?.traceId, traceId)
})

for (const given of ['', 'a'.repeat(129), 'two words', '"quoted"', '{json}']) {
  test(`row 09: the request id "${given.slice(0, 20)}" (${given.length} characters) is replaced`, async (t) => {
    const { listen } = await startApp(t)
    const response = await fetch(`${await listen()}/livez`, { headers: { 'x-request-id': given } })
    assert.match(response.headers.get('x-request-id') ?? '', /^[0-9a-f]{32}$/)
  })
}

test('row 09: a request id of 128 safe characters is returned', async (t) => {
  const { listen } = await startApp(t)
  const id = 'a'.repeat(128)
  const response = await fetch(`${await listen()}/livez`, { headers: { 'x-request-id': id } })
  assert.equal(response.headers.get('x-request-id'), id)
})

/** A collector that keeps what it is sent. */
async function startCollector() {
  const received: { path: string; body: Buffer }[] = []
  const port = await freePort()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    received.push({ path: request.url ?? '', body: Buffer.concat(chunks) })
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  }).listen(port, '127.0.0.1')
  return { received, endpoint: `http://127.0.0.1:${port}`, close: () => server.close() }
}

test('row 09: with OTEL_EXPORTER_OTLP_ENDPOINT set, spans are exported, the last ones at the stop', async (t) => {
  const collector = await startCollector()
  t.after(collector.close)
  const { child, url, ready, exit, lines } = await startProcess(t, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint })
  await ready()
  await fetch(`${url}/openapi.yaml`, { headers: { traceparent } })
  const line = await eventually(() => lines.find((one) => one.msg === 'request'))
  assert.equal(line.trace_id, traceId)
  child.kill('SIGTERM')
  assert.equal((await exit).code, 0)
  assert.deepEqual(
    collector.received.map((one) => one.path),
    ['/v1/traces'],
  )
  const body = collector.received[0]?.body ?? Buffer.alloc(0)
  assert.ok(body.includes(Buffer.from(traceId, 'hex')), 'the trace is the caller’s')
  assert.ok(body.includes(Buffer.from(String(line.span_id), 'hex')), 'the span is the one in the log')
  for (const text of [serviceName, 'GET /openapi.yaml', 'http.response.status_code'])
    assert.ok(body.includes(text), text)
})

test('row 09: a collector that does not answer disturbs neither requests nor the stop', async (t) => {
  const endpoint = `http://127.0.0.1:${await freePort()}`
  const { child, url, ready, exit } = await startProcess(t, {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    SHUTDOWN_SECONDS: '1.5',
  })
  await ready()
  assert.equal((await fetch(`${url}/openapi.yaml`)).status, 200)
  child.kill('SIGTERM')
  assert.equal((await exit).code, 0)
})
