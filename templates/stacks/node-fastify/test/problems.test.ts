import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { json, listeningSample, startSample } from './support.ts'

interface Expected {
  readonly status: number
  readonly pointer?: string
  readonly parameter?: string
  readonly allow?: string
}

const jsonType = { 'content-type': 'application/json' }
const cases: readonly (readonly [what: string, path: string, init: RequestInit, expected: Expected])[] = [
  ['a body that is no JSON', '/v1/samples', { method: 'POST', headers: jsonType, body: '{' }, { status: 400 }],
  ['no body', '/v1/samples', { method: 'POST' }, { status: 400, pointer: '#' }],
  ['an empty body', '/v1/samples', { method: 'POST', headers: jsonType, body: '' }, { status: 400, pointer: '#' }],
  ['a missing property', '/v1/samples', json({}), { status: 400, pointer: '#/name' }],
  ['a wrong type', '/v1/samples', json({ name: 1 }), { status: 400, pointer: '#/name' }],
  ['a fault deep inside', '/v1/samples', json({ name: 'x', tags: ['a', 2] }), { status: 400, pointer: '#/tags/1' }],
  ['an unknown property', '/v1/samples', json({ name: 'x', 'a/b': 1 }), { status: 400, pointer: '#/a~1b' }],
  ['a bad parameter', '/v1/samples?limit=0', {}, { status: 400, parameter: 'limit' }],
  ['a parameter of another type', '/v1/samples?limit=ten', {}, { status: 400, parameter: 'limit' }],
  ['a path that cannot be decoded', '/v1/samples/%zz', {}, { status: 400 }],
  ['an unknown path', '/nothing', {}, { status: 404 }],
  ['an unknown path with an odd body', '/nothing', { method: 'POST', body: 'text' }, { status: 404 }],
  ['an unknown id', '/v1/samples/none', {}, { status: 404 }],
  ['a method that the path lacks', '/v1/samples', { method: 'PUT' }, { status: 405, allow: 'GET, HEAD, POST' }],
  ['a rare method', '/v1/samples/none', { method: 'PROPFIND' }, { status: 405, allow: 'GET, HEAD' }],
  ['a method that a probe lacks', '/livez', { method: 'DELETE' }, { status: 405, allow: 'GET, HEAD' }],
  ['a body over MAX_BODY_BYTES', '/v1/samples', json({ name: 'x'.repeat(200) }), { status: 413 }],
  ['a body of another type', '/v1/samples', { method: 'POST', body: 'text' }, { status: 415 }],
]

for (const [what, path, init, expected] of cases) {
  test(`row 10: ${what} is answered with ${expected.status}`, async (t) => {
    const url = await listeningSample(t, { MAX_BODY_BYTES: '200', LOG_LEVEL: 'fatal' })
    const response = await fetch(`${url}${path}`, init)
    assert.equal(response.status, expected.status)
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
    assert.equal(response.headers.get('allow'), expected.allow ?? null)
    const problem = (await response.json()) as Record<string, unknown>
    assert.equal(problem.status, expected.status)
    assert.equal(problem.type, 'about:blank')
    assert.equal(typeof problem.title, 'string')
    assert.equal(problem.instance, path.split('?')[0])
    const [fault] = (problem.errors ?? [{}]) as { pointer?: string; parameter?: string }[]
    assert.equal(fault?.pointer, expected.pointer)
    assert.equal(fault?.parameter, expected.parameter)
  })
}

test('row 10: a body of unknown length over MAX_BODY_BYTES is refused too', async (t) => {
  const url = await listeningSample(t, { MAX_BODY_BYTES: '100' })
  const body = new Blob([JSON.stringify({ name: 'x'.repeat(200) })]).stream()
  const response = await fetch(`${url}/v1/samples`, {
    method: 'POST',
    headers: jsonType,
    body,
    duplex: 'half',
  } as RequestInit)
  assert.equal(response.status, 413)
})

test('row 10: an unexpected error shows nothing of itself', async (t) => {
  const { app, listen } = await startSample(t)
  app.get('/v1/fault', async () => {
    throw new Error('password is hunter2')
  })
  const response = await fetch(`${await listen()}/v1/fault`)
  assert.equal(response.status, 500)
  assert.deepEqual(await response.json(), {
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    instance: '/v1/fault',
  })
})

test('row 10: what is not HTTP is answered with a problem and a closed connection', async (t) => {
  const { port } = new URL(await listeningSample(t))
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('good morning\r\n\r\n')
  const answer = await text(socket)
  assert.match(answer, /^HTTP\/1\.1 400 /)
  assert.match(answer, /content-type: application\/problem\+json/)
})
