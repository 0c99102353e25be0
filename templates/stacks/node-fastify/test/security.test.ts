import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { listeningSample } from './support.ts'

for (const path of ['/livez', '/v1/samples', '/nothing', '/%zz']) {
  test(`row 13: ${path} is sent with nosniff and without a banner`, async (t) => {
    const response = await fetch(`${await listeningSample(t)}${path}`)
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(response.headers.get('server'), null)
    assert.equal(response.headers.get('x-powered-by'), null)
  })
}

const slowClients: readonly (readonly [what: string, sent: string])[] = [
  ['sends nothing', ''],
  ['never ends its headers', 'GET /livez HTTP/1.1\r\nhost: x\r\n'],
  [
    'never ends its body',
    'POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
  ],
]
for (const [what, sent] of slowClients) {
  test(`row 13: a client that ${what} is hung up on`, async (t) => {
    const url = await listeningSample(t, { HEADERS_TIMEOUT_SECONDS: '0.4', REQUEST_TIMEOUT_SECONDS: '0.6' })
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(sent)
    const started = performance.now()
    const answer = await text(socket)
    assert.ok(performance.now() - started < 3000)
    assert.match(answer, /^(HTTP\/1\.1 408 |$)/)
  })
}
