import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually, startProcess } from './support.ts'

const statusOf = (url: string): Promise<number | undefined> =>
  fetch(url).then(
    (response) => response.status,
    () => undefined,
  )

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`row 07: after ${signal} it is unready, goes on serving for DRAIN_SECONDS, then exits 0`, async (t) => {
    const { child, url, ready, exit } = await startProcess(t, { DRAIN_SECONDS: '1.5', SHUTDOWN_SECONDS: '10' })
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
    assert.ok(tookMs > 1450 && tookMs < 9000, `took ${tookMs} ms`)
  })
}

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
