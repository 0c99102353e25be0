import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get } from 'node:http'
import { test } from 'node:test'
import { createLogs } from '../src/platform/logging.ts'
import { RequestLogger } from '../src/platform/request-log.ts'
import { serviceName } from '../src/service.ts'
import { eventually, json, startSample } from './support.ts'

test('row 08: every request is one JSON line that can be found by its ids', async (t) => {
  const { listen, lines } = await startSample(t, { SERVICE_VERSION: '1.2.3' })
  const url = await listen()
  await fetch(`${url}/v1/samples/none?token=hunter2`, { headers: { 'x-request-id': 'my-request' } })
  const line = await eventually(() => lines.find((one) => one.msg === 'request'))
  assert.match(String(line.time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.equal(line.level, 'info')
  assert.equal(line.service, serviceName)
  assert.equal(line.version, '1.2.3')
  assert.equal(line.request_id, 'my-request')
  assert.match(String(line.trace_id), /^[0-9a-f]{32}$/)
  assert.match(String(line.span_id), /^[0-9a-f]{16}$/)
  assert.equal(line.route, '/v1/samples/{id}')
  assert.equal(line.status, 404)
})

test('row 08: a path that JSON must escape leaves the line whole', async (t) => {
  const { listen, lines } = await startSample(t)
  const path = '/v1/samples/"\\{}'
  const [response] = await once(get(await listen(), { path, agent: false }), 'response')
  await once(response.resume(), 'end')
  const line = await eventually(() => lines.find((one) => one.msg === 'request'))
  assert.equal(line.path, path)
})

test('row 08: the line of a request is what the logger would write', () => {
  const lines: string[] = []
  const { logger, logRequest } = createLogs(
    { service: 'a "service"', version: '1.2.3', level: 'info' },
    { write: (line) => void lines.push(line) },
  )
  const of = { method: 'GET', route: '/v1/samples/{id}', path: '/v1/samples/"', status: 200 }
  const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', flags: '00' }
  logRequest('info', { id: 'my-request', trace, ...of, seconds: 0.01234 })
  logRequest('debug', { id: 'my-request', trace, ...of, seconds: 0.01234 })
  const log = new RequestLogger(logger, { id: 'my-request', trace })
  log.info({ ...of, duration_ms: 12.3 }, 'request')
  const [byHand, byLogger] = lines.map((line) => line.replace(/"time":"[^"]+"/, '"time":""'))
  assert.equal(lines.length, 2)
  assert.equal(byHand, byLogger)
})

test('row 08: neither headers nor bodies nor queries are logged', async (t) => {
  const { listen, lines } = await startSample(t, { LOG_LEVEL: 'trace' })
  const url = await listen()
  await fetch(`${url}/v1/samples?secret=hunter1`, json({ name: 'hunter2' }, { authorization: 'Bearer hunter3' }))
  await eventually(() => lines.find((one) => one.msg === 'request'))
  assert.doesNotMatch(JSON.stringify(lines), /hunter/)
})

test('row 08: values under the name of a secret are cut out', async (t) => {
  const { logger, lines } = await startSample(t)
  logger.info({ password: 'hunter2', headers: { authorization: 'hunter2', cookie: 'hunter2' }, token: 'hunter2' }, 'x')
  logger.child({ token: 'hunter2' }).info('x')
  const refused = Object.assign(new Error('refused'), { password: 'hunter2', config: { cookie: 'hunter2' } })
  logger.error({ err: refused }, 'x')
  assert.equal(lines.length, 3)
  assert.match(JSON.stringify(lines[2]), /refused.*logging\.test/)
  assert.doesNotMatch(JSON.stringify(lines), /hunter/)
})

test('row 08: an unexpected error is logged with its stack and its request', async (t) => {
  const { app, listen, lines } = await startSample(t)
  app.get('/v1/fault', async () => {
    throw new Error('out of tea')
  })
  const url = await listen()
  await fetch(`${url}/v1/fault`, { headers: { 'x-request-id': 'my-request' } })
  const line = await eventually(() => lines.find((one) => one.level === 'error'))
  assert.equal(line.request_id, 'my-request')
  assert.match(JSON.stringify(line.err), /out of tea.*logging\.test/)
})

test('row 08: probes are logged at debug level only', async (t) => {
  const { listen, lines } = await startSample(t)
  const url = await listen()
  for (const path of ['/livez', '/readyz', '/metrics', '/openapi.yaml']) await fetch(`${url}${path}`)
  await eventually(() => lines.find((one) => one.path === '/openapi.yaml'))
  assert.equal(lines.filter((one) => one.msg === 'request').length, 1)
})
