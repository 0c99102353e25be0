import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { eventually, startProcess, startSampleProcess } from './support.ts'

const statusOf = (url: string): Promise<number | undefined> =>
  fetch(url).then(
    (response) => response.status,
    () => undefined,
  )

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`row 07: after ${signal} it is unready, goes on serving for DRAIN_SECONDS, then exits 0`, async (t) => {
    const { child, url, ready, exit } = await startProcess(t, { DRAIN_SECONDS: '0.6', SHUTDOWN_SECONDS: '5' })
    await ready()
    const signalled = performance.now()
    child.kill(signal)
    await eventually(async () => (await statusOf(`${url}/readyz`)) === 503 || undefined)
    assert.equal(await statusOf(`${url}/livez`), 200)
    const response = await fetch(`${url}/openapi.yaml`)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('connection'), 'close')
    assert.equal((await exit).code, 0)
    const tookMs = performance.now() - signalled
    assert.ok(tookMs > 550 && tookMs < 4000, `took ${tookMs} ms`)
  })
}

test('row 07: a request in flight is finished', async (t) => {
  const { child, url, ready, exit, lines } = await startSampleProcess(t)
  await ready()
  const call = request(`${url}/v1/samples`, { method: 'POST', headers: { 'content-type': 'application/json' } })
  call.write('{"name":')
  await new Promise((resolve) => setTimeout(resolve, 200))
  child.kill('SIGTERM')
  await eventually(() => lines.find((line) => line.msg === 'stopping'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  call.end('"lamp"}')
  const [response] = await once(call, 'response')
  assert.equal(response.statusCode, 201)
  assert.equal(response.headers.connection, 'close')
  assert.equal((await exit).code, 0)
})

test('row 07: idle and half-open connections do not hold the exit', async (t) => {
  const { child, url, ready, exit } = await startProcess(t)
  await ready()
  const agent = new Agent({ keepAlive: true })
  const [response] = await once(request(`${url}/livez`, { agent }).end(), 'response')
  response.resume()
  const { port } = new URL(url)
  const silent = connect(Number(port), '127.0.0.1').on('error', () => {})
  const halfOpen = connect(Number(port), '127.0.0.1').on('error', () => {})
  halfOpen.write('GET /livez HTTP/1.1\r\nhost:')
  await Promise.all([once(silent, 'connect'), once(response, 'end')])
  await new Promise((resolve) => setTimeout(resolve, 100))
  const signalled = performance.now()
  child.kill('SIGTERM')
  assert.equal((await exit).code, 0)
  assert.ok(performance.now() - signalled < 2000)
  agent.destroy()
})

test('row 07: what is still in flight at SHUTDOWN_SECONDS is cut off', async (t) => {
  const { child, url, ready, exit, lines } = await startSampleProcess(t, { SHUTDOWN_SECONDS: '1.5' })
  await ready()
  const call = request(`${url}/v1/samples`, { method: 'POST', headers: { 'content-type': 'application/json' } })
  call.on('error', () => {}).write('{"name":')
  await new Promise((resolve) => setTimeout(resolve, 200))
  const signalled = performance.now()
  child.kill('SIGTERM')
  assert.equal((await exit).code, 0)
  assert.ok(performance.now() - signalled < 1500)
  assert.ok(lines.some((line) => line.level === 'warn' && line.requests === 1))
})

test('row 07: a signal while the service starts ends it in order', async (t) => {
  const { child, exit } = await startProcess(t)
  await new Promise((resolve) => setTimeout(resolve, 100))
  child.kill('SIGTERM')
  const { code } = await exit
  // Before Node itself has started, the signal ends it as it would any process.
  assert.ok(code === 0 || child.signalCode === 'SIGTERM', `exit code ${code}`)
})

test('row 07: a second signal ends the process at once', async (t) => {
  const { child, ready, exit, lines } = await startProcess(t, { DRAIN_SECONDS: '20' })
  await ready()
  child.kill('SIGTERM')
  await eventually(() => lines.find((line) => line.msg === 'stopping'))
  const signalled = performance.now()
  child.kill('SIGTERM')
  assert.equal((await exit).code, 143)
  assert.ok(performance.now() - signalled < 1000)
})
