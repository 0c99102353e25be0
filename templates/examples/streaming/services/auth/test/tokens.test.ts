import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readToken, signToken } from '../src/tokens/token.ts'
import { json, listeningApp } from './support.ts'

const ada = { name: 'ada', password: 'analytical engine' }

type Answer = { readonly status: number; readonly body: Record<string, string | boolean> }

async function post(url: string, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${url}${path}`, json(body))
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

test('who signed up can sign in, and the token says who it is', async (t) => {
  const url = await listeningApp(t)
  const { status, body: user } = await post(url, '/v1/users', ada)
  assert.equal(status, 201)
  assert.deepEqual(Object.keys(user).sort(), ['id', 'name'])
  const { body: token } = await post(url, '/v1/tokens', ada)
  const { body: answer } = await post(url, '/v1/tokens/introspect', { token: token.token })
  assert.deepEqual(answer, { active: true, user, expiresAt: token.expiresAt })
})

test('a name can be taken once', async (t) => {
  const url = await listeningApp(t)
  assert.equal((await post(url, '/v1/users', ada)).status, 201)
  assert.equal((await post(url, '/v1/users', { ...ada, password: 'another one' })).status, 409)
})

test('a wrong password and an unknown name get the same answer', async (t) => {
  const url = await listeningApp(t)
  await post(url, '/v1/users', ada)
  const wrong = await post(url, '/v1/tokens', { ...ada, password: 'difference engine' })
  const unknown = await post(url, '/v1/tokens', { ...ada, name: 'charles' })
  assert.equal(wrong.status, 403)
  assert.deepEqual(wrong, unknown)
})

test('a token that somebody else made, changed or kept too long is not active', async (t) => {
  const secret = 'a secret that is long enough to sign'
  const url = await listeningApp(t, { TOKEN_SECRET: secret })
  const user = { id: '1', name: 'ada' }
  const later = new Date(Date.now() + 60_000).toISOString()
  const good = signToken({ user, expiresAt: later }, secret)
  const [payload, signature] = good.split('.')
  const admin = Buffer.from(JSON.stringify({ user: { id: '0', name: 'root' }, expiresAt: later })).toString('base64url')
  const bad = [
    'none',
    `${payload}.`,
    `${admin}.${signature}`,
    signToken({ user, expiresAt: later }, 'another secret'),
    signToken({ user, expiresAt: new Date().toISOString() }, secret),
  ]
  const isActive = async (token: string) => (await post(url, '/v1/tokens/introspect', { token })).body.active
  assert.equal(await isActive(good), true)
  for (const token of bad) assert.equal(await isActive(token), false, token)
})

test('a token ends when its time is over', () => {
  const claims = { user: { id: '1', name: 'ada' }, expiresAt: '2030-01-01T00:00:00.000Z' }
  const token = signToken(claims, 'secret')
  assert.deepEqual(readToken(token, 'secret', new Date('2029-12-31T23:59:59Z')), claims)
  assert.equal(readToken(token, 'secret', new Date('2030-01-01T00:00:00Z')), undefined)
})

test('passwords that are too short are refused', async (t) => {
  const url = await listeningApp(t)
  assert.equal((await post(url, '/v1/users', { ...ada, password: 'short' })).status, 400)
})
