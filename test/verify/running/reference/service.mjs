/**
 * A service that keeps every row of the contract, in nothing but Node, and breaks one of them when `FAULT` names how:
 * what `msvc verify` is verified with.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { hasFault } from './faults.mjs'
import { log } from './log.mjs'
import { active, exposition, observe } from './metrics.mjs'
import { readSettings } from './settings.mjs'
import { askStock } from './stock.mjs'

const settings = readSettings()
const document = readFileSync(new URL('openapi.yaml', import.meta.url))
const things = new Map()
let isDraining = false

class Refusal extends Error {
  constructor(status, title, more = {}) {
    super(title)
    this.status = status
    this.more = more
  }
}

const routes = [
  ['/livez', { GET: livez }],
  ['/readyz', { GET: readyz }],
  ['/metrics', { GET: () => [200, exposition(), 'text/plain; version=0.0.4'] }],
  [
    '/openapi.yaml',
    { GET: () => [200, hasFault('serves-another-document') ? `${document}\n# other` : document, 'application/yaml'] },
  ],
  ['/v1/things', { GET: listThings, POST: makeThing }],
  ['/v1/things/{id}', { GET: getThing, DELETE: deleteThing }],
  ['/v1/stock', { GET: readStock }],
]

async function livez({ headers }) {
  if (hasFault('livez-asks-stock') && settings.stockUrl) {
    if (!(await askStock(settings.stockUrl, passedOn(headers)))) throw new Refusal(503, 'Service Unavailable')
  }
  return [200, { status: 'ok' }]
}

function readyz() {
  if (!isDraining || hasFault('ready-while-draining')) return [200, { status: 'ok' }]
  return [503, hasFault('readyz-names-nothing') ? 'draining' : { status: 'failing', failing: [{ check: 'lifecycle' }] }]
}

function listThings({ url }) {
  const limit = new URL(url, 'http://x').searchParams.get('limit')
  const isBad = limit !== null && !(Number.isInteger(Number(limit)) && limit >= 1 && limit <= 100)
  if (isBad && !hasFault('takes-any-query'))
    throw new Refusal(400, 'Bad Request', { errors: [{ detail: 'limit', parameter: 'limit' }] })
  return [200, [...things.values()]]
}

async function makeThing(request) {
  const body = await jsonOf(request)
  if (!hasFault('trusts-bodies')) checkThing(body)
  const thing = { id: randomUUID(), name: body?.name ?? '' }
  things.set(thing.id, thing)
  return [201, hasFault('answers-off-schema') ? { ...thing, id: 7 } : thing]
}

function checkThing(body) {
  const fault = (pointer, detail) => {
    const errors = [hasFault('tells-no-pointer') ? { detail } : { pointer, detail }]
    throw new Refusal(hasFault('refuses-with-422') ? 422 : 400, 'Bad Request', { errors })
  }
  if (body === null || typeof body !== 'object' || Array.isArray(body)) fault('', 'must be an object')
  const extra = Object.keys(body).find((key) => key !== 'name')
  if (extra) fault(`/${extra}`, 'is not known')
  if (typeof body.name !== 'string' || body.name.length < 1 || body.name.length > 50)
    fault('/name', 'must be 1 to 50 characters')
}

function find(id) {
  const thing = things.get(id)
  if (thing) return thing
  throw new Refusal(404, 'Not Found')
}
function getThing(_request, id) {
  return [200, find(id)]
}

function deleteThing(_request, id) {
  things.delete(find(id).id)
  return [204]
}

async function readStock({ headers }) {
  if (settings.stockUrl && !(await askStock(settings.stockUrl, passedOn(headers))))
    throw new Refusal(503, 'Service Unavailable')
  return [200, {}]
}

const passedOn = ({ trace, state }) => ({
  ...(hasFault('drops-trace') ? {} : { traceparent: `00-${trace.id}-${randomBytes(8).toString('hex')}-01` }),
  ...(state ? { tracestate: state } : {}),
})

async function jsonOf(request) {
  const { headers } = request
  if (!/^application\/json\b/.test(headers['content-type'] ?? '') && !hasFault('takes-any-type')) {
    throw new Refusal(415, 'Unsupported Media Type')
  }
  const chunks = []
  let size = 0
  for await (const chunk of request.stream) {
    size += chunk.length
    const isCounted = !hasFault('takes-large-chunks') || headers['content-length'] !== undefined
    if (size > settings.maxBodyBytes && isCounted) throw new Refusal(413, 'Content Too Large')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch (error) {
    if (hasFault('dies-of-broken-json')) {
      setImmediate(() => {
        throw error
      })
    }
    throw new Refusal(400, 'Bad Request', { detail: 'The body is no JSON.' })
  }
}

function traceOf(traceparent) {
  const [, version, id, parent] = /^(\w\w)-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent ?? '') ?? []
  const isGood = id && version !== 'ff' && !/^0+$/.test(id) && !/^0+$/.test(parent)
  if (hasFault('believes-any-traceparent') && id) return { id, isGood: true }
  return isGood && !hasFault('ignores-traceparent') ? { id, isGood } : { id: randomBytes(16).toString('hex'), isGood }
}

function requestIdOf(given) {
  const isGood = given && /^[\w.:/+=@-]{1,128}$/.test(given)
  return isGood || (given && hasFault('returns-any-request-id')) ? given : randomUUID()
}

function routeOf(path) {
  for (const [pattern, handlers] of routes) {
    const match = new RegExp(`^${pattern.replace('{id}', '([^/]+)')}$`).exec(path)
    if (match) return { pattern, handlers, id: match[1] && decodeURIComponent(match[1]) }
  }
  return undefined
}

async function answerOf(request, route) {
  try {
    if (!route) throw new Refusal(404, 'Not Found')
    const handler = route.handlers[request.method === 'HEAD' ? 'GET' : request.method]
    if (!handler) throw new Refusal(405, 'Method Not Allowed')
    return await handler(request, route.id)
  } catch (error) {
    const { status = 500, message: title, more } = error
    const problem = { type: 'about:blank', title, status, instance: new URL(request.url, 'http://x').pathname, ...more }
    if (hasFault('shows-stack')) problem.detail = error.stack
    const type = hasFault('answers-plain-json') ? 'application/json' : 'application/problem+json'
    return [status, problem, type]
  }
}

const server = createServer({ noDelay: true, connectionsCheckingInterval: 200 }, async (incoming, response) => {
  const since = performance.now()
  const { method, url, headers: given } = incoming
  const trace = traceOf(given.traceparent)
  const headers = { ...given, trace, state: trace.isGood ? given.tracestate : undefined }
  const requestId = requestIdOf(given['x-request-id'])
  const path = url.split('?')[0]
  const route = routeOf(path)
  const isProbe = route && !route.pattern.startsWith('/v1')
  active.count += 1
  incoming.on('error', () => {})
  const [status, body, type = 'application/json'] = await answerOf({ method, url, headers, stream: incoming }, route)
  const text = body === undefined ? '' : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  response.setHeader('x-request-id', requestId)
  if (!hasFault('forgets-nosniff')) response.setHeader('x-content-type-options', 'nosniff')
  if (hasFault('shows-banner')) response.setHeader('server', 'reference/1.0.0')
  if (status === 405 && !hasFault('forgets-allow')) response.setHeader('allow', Object.keys(route.handlers).join(', '))
  if (text) response.setHeader('content-type', type)
  if (isDraining || status === 413) response.setHeader('connection', 'close')
  response.writeHead(status).end(text)
  const pattern = route ? route.pattern : hasFault('counts-raw-paths') ? path : ''
  const named = hasFault('counts-raw-ids') && route?.id ? path : pattern
  observe(method, named, status, (performance.now() - since) / 1000)
  active.count -= 1
  const logged = {
    request_id: requestId,
    trace_id: trace.id,
    span_id: randomBytes(8).toString('hex'),
    method,
    route: pattern,
    status,
  }
  if (hasFault('logs-queries')) logged.url = url
  if (hasFault('logs-no-trace')) logged.trace_id = undefined
  if (!isProbe) log('info', 'request', logged)
  if (!isProbe) exportSpan(trace.id)
})

function exportSpan(traceId) {
  if (!settings.otlpEndpoint || hasFault('exports-nothing')) return
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ traceId }] }] }] })
  const headers = { 'content-type': 'application/json' }
  fetch(`${settings.otlpEndpoint}/v1/traces`, { method: 'POST', headers, body }).catch(() => {})
}

if (hasFault('stays-for-idle')) server.keepAliveTimeout = 0
server.headersTimeout = settings.headersTimeoutSeconds * 1000
server.requestTimeout = settings.requestTimeoutSeconds * 1000
if (hasFault('waits-for-slow-clients')) {
  server.headersTimeout = 0
  server.requestTimeout = 0
}

function stop() {
  if (isDraining) process.exit(hasFault('ignores-second-signal') ? undefined : 143)
  isDraining = true
  if (hasFault('drops-requests')) {
    server.closeAllConnections()
    process.exit(0)
  }
  const wait = hasFault('skips-drain') ? 0 : settings.drainSeconds * 1000
  setTimeout(() => process.exit(0), settings.shutdownSeconds * 1000 - 200).unref()
  setTimeout(() => {
    if (hasFault('stays-for-idle')) return exitWithoutConnections()
    server.close(() => process.exit(hasFault('exits-1-after-stop') ? 1 : 0))
    const timer = setInterval(() => {
      server.closeIdleConnections()
      if (active.count > 0) return
      clearInterval(timer)
      server.closeAllConnections()
    }, 20)
  }, wait)
}

function exitWithoutConnections() {
  setInterval(() => server.getConnections((_error, count) => count === 0 && process.exit(0)), 50)
}

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    if (!(hasFault('ignores-second-signal') && isDraining)) stop()
  })
}
/** Held as long as the process lives. */
export const held = hasFault('holds-memory') ? Buffer.alloc(96 << 20, 1) : undefined
const delay = hasFault('starts-slowly') ? 2_500 : 0
const port = hasFault('ignores-port') ? 28_123 : settings.port
setTimeout(
  () =>
    server.listen(port, hasFault('listens-on-loopback') ? '127.0.0.1' : settings.host, () =>
      log('info', 'ready', { port }),
    ),
  delay,
)
