import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from './support.ts'

test('row 03: /livez is 200 whatever the checks say', async (t) => {
  const { listen, health } = await startApp(t)
  health.checks.set('database', () => Promise.reject(new Error('refused')))
  const url = await listen()
  for (const state of ['starting', 'ready', 'draining'] as const) {
    health.state = state
    assert.equal((await fetch(`${url}/livez`)).status, 200)
  }
})

test('row 04: /readyz is 200 when the service can serve', async (t) => {
  const { listen, health } = await startApp(t)
  health.checks.set('database', async () => {})
  const response = await fetch(`${await listen()}/readyz`)
  assert.equal(response.status, 200)
  assert.deepEqual(await response.json(), { status: 'ok' })
})

for (const state of ['starting', 'draining'] as const) {
  test(`row 04: /readyz is 503 while the service is ${state}`, async (t) => {
    const { listen, health } = await startApp(t)
    const url = await listen()
    health.state = state
    const response = await fetch(`${url}/readyz`)
    assert.equal(response.status, 503)
    assert.deepEqual(await response.json(), { status: 'failing', failing: [{ check: 'lifecycle', reason: state }] })
  })
}

test('row 04: /readyz names the checks that fail, and gives each less than a second', async (t) => {
  const { listen, health } = await startApp(t)
  health.checks.set('cache', async () => {})
  health.checks.set('database', () => Promise.reject(new Error('refused')))
  health.checks.set('queue', () => new Promise(() => {}))
  const url = await listen()
  const started = performance.now()
  const response = await fetch(`${url}/readyz`)
  assert.equal(response.status, 503)
  assert.ok(performance.now() - started < 1500)
  const { failing } = (await response.json()) as { failing: unknown }
  assert.deepEqual(failing, [
    { check: 'database', reason: 'refused' },
    { check: 'queue', reason: 'no answer within 900 ms' },
  ])
})
