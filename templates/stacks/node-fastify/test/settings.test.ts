import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultPort } from '../src/service.ts'
import { readSettings } from '../src/settings.ts'
import { startProcess } from './support.ts'

test('row 01: an empty environment gives the documented defaults', () => {
  const settings = readSettings({})
  assert.equal(settings.port, defaultPort)
  assert.equal(settings.host, '0.0.0.0')
  assert.equal(settings.maxBodyBytes, 1_048_576)
  assert.equal(settings.shutdownSeconds, 25)
  assert.equal(settings.otlpEndpoint, undefined)
})

test('row 01: an empty variable counts as not set', () => {
  assert.equal(readSettings({ PORT: '' }).port, defaultPort)
})

const badSettings: readonly (readonly [string, string])[] = [
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['PORT', 'http'],
  ['LOG_LEVEL', 'loud'],
  ['MAX_BODY_BYTES', '-1'],
  ['DRAIN_SECONDS', 'soon'],
  ['DRAIN_SECONDS', '30'],
  ['HEADERS_TIMEOUT_SECONDS', '20'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost'],
]
for (const [name, value] of badSettings) {
  test(`row 01: ${name}=${value} is refused`, () => {
    assert.throws(() => readSettings({ [name]: value }), new RegExp(`^SettingsError: ${name} must `))
  })
}

test('row 01: the value of an address is not repeated, for it may hold a password', () => {
  const read = () => readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://user:hunter2@host' })
  assert.throws(read, (error: Error) => !error.message.includes('hunter2'))
})

test('row 01: the process exits 1 with one line for each bad setting', async (t) => {
  const { exit, lines } = await startProcess(t, { PORT: 'http', LOG_LEVEL: 'loud', MAX_BODY_BYTES: 'many' })
  const { code, afterMs } = await exit
  assert.equal(code, 1)
  assert.ok(afterMs < 5000, `took ${afterMs} ms`)
  assert.deepEqual(
    lines.map((line) => String(line.msg).split(' ')[0]),
    ['PORT', 'LOG_LEVEL', 'MAX_BODY_BYTES'],
  )
})

test('row 02: the process listens on PORT and HOST and says once that it is ready', async (t) => {
  const { url, ready, lines } = await startProcess(t)
  const line = await ready()
  assert.equal(line.host, '127.0.0.1')
  assert.equal((await fetch(`${url}/readyz`)).status, 200)
  assert.equal(lines.length, 1)
})
