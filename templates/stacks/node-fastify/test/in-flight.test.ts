import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { eventually, startProcess, startSampleProcess } from './support.ts'

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
  const { child, url, ready, exit, lines } = await startSampleProcess(t, { SHUTDOWN_SECONDS: '2.5' })
  await ready()
  const call = request(`${url}/v1/samples`, { method: 'POST', headers: { 'content-type': 'application/json' } })
  call.on('error', () => {}).write('{"name":')
  await new Promise((resolve) => setTimeout(resolve, 200))
  const signalled = performance.now()
  child.kill('SIGTERM')
  assert.equal((await exit).code, 0)
  assert.ok(performance.now() - signalled < 2500)
  assert.ok(lines.some((line) => line.level === 'warn' && line.requests === 1))
})
