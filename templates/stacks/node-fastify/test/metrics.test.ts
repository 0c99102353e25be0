import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serviceName } from '../src/service.ts'
import { json, listeningSample } from './support.ts'

/** The samples of one metric, as Prometheus would read them. */
async function samples(url: string, metric: string): Promise<string[]> {
  const response = await fetch(`${url}/metrics`)
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  return (await response.text()).split('\n').filter((line) => line.startsWith(metric))
}

test('row 05: requests are counted by method, route pattern and status', async (t) => {
  const url = await listeningSample(t)
  await fetch(`${url}/v1/samples`, json({ name: 'lamp' }))
  await fetch(`${url}/v1/samples/known`)
  await fetch(`${url}/v1/samples/other`)
  const counts = await samples(url, 'http_server_request_duration_seconds_count')
  const labels = (method: string, route: string, status: number) =>
    `{http_request_method="${method}",http_route="${route}",http_response_status_code="${status}"} 1`
  assert.deepEqual(counts, [
    `http_server_request_duration_seconds_count${labels('POST', '/v1/samples', 201)}`,
    `http_server_request_duration_seconds_count${labels('GET', '/v1/samples/{id}', 200)}`,
    `http_server_request_duration_seconds_count${labels('GET', '/v1/samples/{id}', 404)}`,
  ])
})

test('row 05: active requests, the build and the process are shown', async (t) => {
  const url = await listeningSample(t, { SERVICE_VERSION: '1.2.3', SERVICE_REVISION: 'abc123' })
  // The request that reads the metrics is the only active one.
  assert.deepEqual(await samples(url, 'http_server_active_requests'), ['http_server_active_requests 1'])
  assert.deepEqual(await samples(url, 'service_build_info'), [
    `service_build_info{service="${serviceName}",version="1.2.3",revision="abc123"} 1`,
  ])
  assert.equal((await samples(url, 'process_cpu_seconds_total')).length, 1)
})

test('row 05: a client that hangs up is no longer an active request', async (t) => {
  const url = await listeningSample(t)
  const controller = new AbortController()
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{')) })
  const init = { ...json({}), body, duplex: 'half', signal: controller.signal } as RequestInit
  const call = fetch(`${url}/v1/samples`, init).catch(() => 'hung up')
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.deepEqual(await samples(url, 'http_server_active_requests'), ['http_server_active_requests 2'])
  controller.abort()
  assert.equal(await call, 'hung up')
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.deepEqual(await samples(url, 'http_server_active_requests'), ['http_server_active_requests 1'])
})

test('row 06: random paths, ids and methods do not grow the label set', async (t) => {
  const url = await listeningSample(t, { LOG_LEVEL: 'fatal' })
  const series = async () => (await samples(url, 'http_server_request_duration_seconds_count')).length
  const get = async (path: string, method = 'GET') => (await fetch(`${url}${path}`, { method })).arrayBuffer()
  await get('/v1/samples/none')
  await series()
  const before = await series()
  for (let round = 0; round < 10; round += 1) {
    const paths = Array.from({ length: 25 }, (_, index) => `/${round}/${index}/${Math.random()}`)
    await Promise.all(paths.map((path) => get(path)))
    await Promise.all(paths.map((path) => get(`/v1/samples/${encodeURIComponent(path)}`)))
  }
  assert.equal(await series(), before + 1)
  await get('/', 'PROPFIND')
  await get('/', 'REPORT')
  assert.equal(await series(), before + 2)
})
