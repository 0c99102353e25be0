import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { json, listeningApp } from './support.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
const user = { id: '1', name: 'ada' }
const titles = [{ id: 'octaves', name: 'Octaves', artist: 'The Scales', year: 2020 }]
const sound = Buffer.from('RIFF and so on')

const answer = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** Stand-ins that answer as the services do by their contracts; a test replaces what it wants to see fail. */
const standIns: Record<'auth' | 'search' | 'previews', Answer> = {
  auth: (request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      if (request.url === '/v1/tokens/introspect') {
        const { token } = JSON.parse(body) as { token: string }
        answer(response, 200, token === 'good' ? { active: true, user } : { active: false })
      } else if (request.url === '/v1/users') answer(response, 409, { detail: 'The name ada is taken.' })
      else answer(response, 201, { token: 'good', expiresAt: new Date().toISOString() })
    })
  },
  search: (_request, response) => answer(response, 200, { titles }),
  previews: ({ url, headers }, response) => {
    if (url !== '/v1/previews/octaves') answer(response, 404, { detail: 'There is none.' })
    else if (headers.range === 'bytes=99-') response.writeHead(416, { 'content-range': 'bytes */14' }).end('{}')
    else if (headers.range) {
      const part = { 'content-type': 'audio/wav', 'content-range': 'bytes 0-3/14' }
      response.writeHead(206, part).end(sound.subarray(0, 4))
    } else response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': sound.length }).end(sound)
  },
}

/** The address of a gateway in front of the stand-ins. */
async function gateway(t: TestContext, instead: Partial<typeof standIns> = {}): Promise<string> {
  const environment: Record<string, string> = { UPSTREAM_TIMEOUT_SECONDS: '0.3' }
  for (const [name, listener] of Object.entries({ ...standIns, ...instead })) {
    const server = createServer(listener)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    t.after(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    environment[`${name.toUpperCase()}_URL`] = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }
  return listeningApp(t, environment)
}

const as = (token: string, headers: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${token}`, ...headers },
})

test('signing up and in is for auth to judge', async (t) => {
  const url = await gateway(t)
  const credentials = { name: 'ada', password: 'analytical engine' }
  const signUp = await fetch(`${url}/v1/users`, json(credentials))
  assert.equal(signUp.status, 409)
  assert.equal(((await signUp.json()) as { detail: string }).detail, 'The name ada is taken.')
  const signIn = await fetch(`${url}/v1/sessions`, json(credentials))
  assert.equal(signIn.status, 201)
  assert.equal(((await signIn.json()) as { token: string }).token, 'good')
})

test('who is signed in can search and listen', async (t) => {
  const url = await gateway(t)
  const found = await fetch(`${url}/v1/titles?q=oct`, as('good'))
  assert.deepEqual(await found.json(), { titles })
  const preview = await fetch(`${url}/v1/titles/octaves/preview`, as('good'))
  assert.equal(preview.headers.get('content-type'), 'audio/wav')
  assert.ok(sound.equals(Buffer.from(await preview.arrayBuffer())))
})

test('a part of a preview, and one that is not there, are passed on as they are', async (t) => {
  const url = await gateway(t)
  const part = await fetch(`${url}/v1/titles/octaves/preview`, as('good', { range: 'bytes=0-3' }))
  assert.equal(part.status, 206)
  assert.equal(part.headers.get('content-range'), 'bytes 0-3/14')
  assert.equal(await part.text(), 'RIFF')
  const beyond = await fetch(`${url}/v1/titles/octaves/preview`, as('good', { range: 'bytes=99-' }))
  assert.equal(beyond.status, 416)
  assert.equal(beyond.headers.get('content-range'), 'bytes */14')
  const none = await fetch(`${url}/v1/titles/silence/preview`, as('good'))
  assert.equal(none.status, 404)
  assert.equal(none.headers.get('content-type'), 'application/problem+json; charset=utf-8')
})

test('nobody else can: without a token, with a bad one, or when auth cannot tell', async (t) => {
  const url = await gateway(t)
  for (const path of ['/v1/titles?q=oct', '/v1/titles/octaves/preview']) {
    const without = await fetch(`${url}${path}`)
    assert.equal(without.status, 401)
    assert.equal(without.headers.get('www-authenticate'), 'Bearer')
    assert.equal((await fetch(`${url}${path}`, as('bad'))).status, 401)
  }
  const unsure = await gateway(t, { auth: (_request, response) => void response.writeHead(500).end() })
  assert.equal((await fetch(`${unsure}/v1/titles?q=oct`, as('good'))).status, 502)
})

test('one service that fails takes no other with it', async (t) => {
  const url = await gateway(t, { previews: (request) => void request.socket.destroy() })
  assert.equal((await fetch(`${url}/v1/titles/octaves/preview`, as('good'))).status, 502)
  assert.equal((await fetch(`${url}/v1/titles?q=oct`, as('good'))).status, 200)
})

test('no answer in time is a 504', async (t) => {
  const url = await gateway(t, { previews: () => undefined, search: () => undefined })
  assert.equal((await fetch(`${url}/v1/titles/octaves/preview`, as('good'))).status, 504)
  assert.equal((await fetch(`${url}/v1/titles?q=oct`, as('good'))).status, 504)
})

test('a preview that takes longer than the deadline to come is still passed on to its end', async (t) => {
  const slowly: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': sound.length }).write(sound.subarray(0, 4))
    setTimeout(() => response.end(sound.subarray(4)), 600)
  }
  const response = await fetch(`${await gateway(t, { previews: slowly })}/v1/titles/octaves/preview`, as('good'))
  assert.equal(await response.text(), sound.toString())
})
