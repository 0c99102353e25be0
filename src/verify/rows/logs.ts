import { setTimeout as sleep } from 'node:timers/promises'
import type { OutputLine } from '../../process/start.ts'
import { isPlainMap, type Loose } from '../../yaml/loose.ts'
import { reading, takingJson } from '../api/api.ts'
import { sampleBody } from '../api/samples.ts'
import { ask } from '../http/ask.ts'
import { processOf } from '../instance.ts'
import { fieldsOf, fieldsSince, quoted } from '../logs/log-line.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { notApplicable, Observations } from '../verdict.ts'

const secrets = { header: 'msvc-verify-token', body: 'msvc-verify-body', query: 'msvc-verify-query' }
const requestId = 'msvc-verify-logs'
const inEvery: readonly (readonly [string, (value: unknown) => boolean])[] = [
  [
    'time',
    (value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(value),
  ],
  ['level', (value) => typeof value === 'string' && /^[a-z]+$/.test(value)],
  ['msg', (value) => typeof value === 'string'],
  ['service', (value) => typeof value === 'string' && value !== ''],
  ['version', (value) => typeof value === 'string' && value !== ''],
]
const inRequests: readonly (readonly [string, RegExp])[] = [
  ['request_id', new RegExp(`^${requestId}$`)],
  ['trace_id', /^(?!0+$)[0-9a-f]{32}$/],
  ['span_id', /^(?!0+$)[0-9a-f]{16}$/],
]

/** Row 8. */
export const logs: Row = {
  id: 8,
  name: 'logs',
  title: 'logs JSON lines with ids, and neither secrets nor bodies',
  source: 'twelve-factor XI',
  runs: 'shared',
  async check(stage) {
    if (!stage.controls) return notApplicable('the output of a service that runs already cannot be seen')
    const seen = new Observations()
    const instance = await stage.shared()
    const { lines } = processOf(instance)
    const since = performance.now()
    await sendSecrets(stage, instance.url)
    const ofRequest = await linesOfRequest(lines, since)

    const printed = lines.filter(({ stream, text }) => stream === 'stdout' && text.trim() !== '')
    const plain = printed.find((line) => !fieldsOf(line))
    seen.expect(plain === undefined, 'each line on stdout is JSON', () => quoted(plain?.text ?? ''))
    const logged = fieldsSince(printed)
    for (const [field, isRight] of inEvery) {
      const wrong = logged.find((fields) => !isRight(fields[field]))
      seen.expect(wrong === undefined, `"${field}" in each line${hints[field] ?? ''}`, () =>
        quoted(JSON.stringify(wrong)),
      )
    }
    if (seen.expect(ofRequest.length > 0, `a line of a request, with "request_id": "${requestId}"`, 'there is none')) {
      for (const [field, pattern] of inRequests) {
        const wrong = ofRequest.find((fields) => !pattern.test(String(fields[field])))
        seen.expect(wrong === undefined, `"${field}" in each line of a request`, () => quoted(JSON.stringify(wrong)))
      }
    }
    for (const [where, secret] of Object.entries(secrets)) {
      const leak = lines.find(({ text }) => text.includes(secret))
      seen.expect(leak === undefined, `what was sent in the ${where} is not logged`, () => quoted(leak?.text ?? ''))
    }
    return seen.verdict()
  },
}

const hints: Readonly<Record<string, string>> = { time: ', as RFC 3339', level: ', a word in lower case' }

async function sendSecrets(stage: Stage, url: string): Promise<void> {
  const api = await stage.api()
  const headers = {
    'x-request-id': requestId,
    authorization: `Bearer ${secrets.header}`,
    cookie: `session=${secrets.header}`,
  }
  const path = (api && reading(api))?.path ?? '/msvc-verify'
  await ask(url, { path: `${path}?token=${secrets.query}`, headers })
  const operation = api && takingJson(api)
  if (!operation || !api) return
  const body = sampleBody(api, operation)
  const withSecret = isPlainMap(body) ? { ...body, [Object.keys(body)[0] ?? 'secret']: secrets.body } : [secrets.body]
  const type = { 'content-type': 'application/json' }
  await ask(url, {
    method: operation.method,
    path: operation.path,
    headers: { ...headers, ...type },
    body: JSON.stringify(withSecret),
  })
  await ask(url, {
    method: operation.method,
    path: operation.path,
    headers: { ...headers, ...type },
    body: `{"${secrets.body}`,
  })
}

/** What was logged of our requests; output may lag behind answers a little. */
async function linesOfRequest(lines: readonly OutputLine[], since: number): Promise<Loose[]> {
  const find = (): Loose[] => fieldsSince(lines, since).filter((fields) => fields['request_id'] === requestId)
  for (let patience = 20; patience > 0 && find().length === 0; patience -= 1) await sleep(50)
  await sleep(100)
  return find()
}
