import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { type TestContext, test } from 'node:test'
import type { CallOptions } from '../src/platform/upstream.ts'
import { upstreamServices } from '../src/service.ts'
import { freePort, startSample } from './support.ts'

const [{ name, setting }] = upstreamServices
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

/** A service whose one route asks the upstream at `address` and returns what it got. */
async function startCaller(t: TestContext, address: string, options: CallOptions = {}): Promise<string> {
  const { app, listen } = await startSample(t, {
    [setting]: address,
    UPSTREAM_TIMEOUT_SECONDS: '0.3',
    LOG_LEVEL: 'fatal',
  })
  app.get('/v1/ask', (request) => request.server.upstreams[name].call(request, '/v1/answer', options))
  return `${await listen()}/v1/ask`
}

/** The other service, played by `listener`. */
async function startUpstream(t: TestContext, listener: RequestListener): Promise<string> {
  const port = await freePort()
  const server = createServer(listener).listen(port, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${port}`
}

test('upstream: a call is part of the trace and of the request, and its answer is parsed', async (t) => {
  let seen: IncomingHttpHeaders = {}
  const address = await startUpstream(t, (request, response) => {
    seen = request.headers
    response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{"status":404}')
  })
  const headers = { traceparent, tracestate: 'vendor=1', 'x-request-id': 'my-request' }
  const response = await fetch(await startCaller(t, address), { headers })
  assert.deepEqual(await response.json(), { status: 404, body: { status: 404 } })
  assert.match(String(seen.traceparent), /^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/)
  assert.equal(seen.tracestate, 'vendor=1')
  assert.equal(seen['x-request-id'], 'my-request')
  assert.ok(Number(seen['x-envoy-expected-rq-timeout-ms']) <= 300)
})

test('upstream: a body is sent as JSON', async (t) => {
  const address = await startUpstream(t, async (request, response) => {
    response.writeHead(200, { 'content-type': request.headers['content-type'] })
    request.pipe(response)
  })
  const response = await fetch(await startCaller(t, address, { method: 'POST', body: { cups: 2 } }))
  assert.deepEqual(await response.json(), { status: 200, body: { cups: 2 } })
})

const failures: readonly (readonly [what: string, status: number, listener: RequestListener])[] = [
  ['never answers', 504, () => {}],
  ['never ends its answer', 504, (_request, response) => response.write('{')],
  ['answers 500', 502, (_request, response) => response.writeHead(500).end()],
  [
    'answers with broken JSON',
    502,
    (_request, response) => response.setHeader('content-type', 'application/json').end('{'),
  ],
  ['sends the caller elsewhere', 502, (_request, response) => response.writeHead(302, { location: '/' }).end()],
  ['hangs up', 502, (request) => request.socket.destroy()],
]
for (const [what, status, listener] of failures) {
  test(`upstream: one that ${what} becomes a ${status}`, async (t) => {
    const url = await startCaller(t, await startUpstream(t, listener))
    const started = performance.now()
    const response = await fetch(url)
    assert.ok(performance.now() - started < 2000)
    assert.equal(response.status, status)
    const problem = (await response.json()) as { detail: string }
    assert.ok(problem.detail.includes(name))
  })
}

test('upstream: one that is not there becomes a 502', async (t) => {
  const response = await fetch(await startCaller(t, `http://127.0.0.1:${await freePort()}`))
  assert.equal(response.status, 502)
})

test('upstream: a call waits no longer than the caller of this service does', async (t) => {
  const url = await startCaller(t, await startUpstream(t, () => {}), { timeoutMs: 5000 })
  const started = performance.now()
  const response = await fetch(url, { headers: { 'x-envoy-expected-rq-timeout-ms': '100' } })
  assert.equal(response.status, 504)
  assert.ok(performance.now() - started < 2000)
})

test('upstream: a call is given up when the caller of this service hangs up', async (t) => {
  let onHangUp = () => {}
  const hungUp = new Promise<void>((resolve) => {
    onHangUp = resolve
  })
  const controller = new AbortController()
  const address = await startUpstream(t, (request) => {
    request.socket.once('close', onHangUp)
    controller.abort()
  })
  const url = await startCaller(t, address, { timeoutMs: 60_000 })
  await assert.rejects(fetch(url, { signal: controller.signal }))
  await hungUp
})
