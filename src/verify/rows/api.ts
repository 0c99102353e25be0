import { type Api, isJson, nameOf, type Operation, type Schema, takingJson } from '../api/api.ts'
import { canCheck, checkerOf } from '../api/check-schema.ts'
import { type Driven, Driver } from '../api/driver.ts'
import { spoiledBodies } from '../api/spoil.ts'
import { spoiledQueries } from '../api/spoil-queries.ts'
import { type Answer, jsonOf, shown, tryToAsk } from '../http/ask.ts'
import type { Row } from '../row.ts'
import { Observations } from '../verdict.ts'

/** Row 11. */
export const api: Row = {
  id: 11,
  name: 'api',
  title: 'serves its API under /v1, as its OpenAPI document says',
  source: 'OpenAPI 3.1',
  runs: 'shared',
  async check(stage) {
    const seen = new Observations()
    const { url } = await stage.shared()
    const served = await tryToAsk(url, { path: '/openapi.yaml' })
    const isServed = seen.expect(
      'status' in served && served.status === 200,
      'GET /openapi.yaml answers 200',
      shown(served),
    )
    const { openapi } = stage.subject
    if (openapi !== undefined && isServed && 'body' in served) {
      seen.expect(served.body === openapi, '/openapi.yaml is the file of the repository', 'another text')
    }
    const document = await stage.api()
    if (!seen.expect(document !== undefined, 'an OpenAPI 3 document', 'none that can be read') || !document)
      return seen.verdict()
    seen.expect(document.operations.length > 0, 'documented operations', 'there are none')
    const outside = document.operations.filter(({ path }) => !path.startsWith('/v1/'))
    seen.expect(outside.length === 0, 'all paths under /v1', () => outside.map(nameOf).join(', '))
    noteUnread(seen, document)
    await expectValid(seen, url, document)
    await expectInvalid(seen, url, document)
    return seen.verdict()
  },
}

/** What cannot be held against the document must not look as if it had been. */
function noteUnread(seen: Observations, document: Api): void {
  const unread = document.operations.filter(({ body, responses }) => {
    const contents = [body ? { [body.mediaType]: body.schema } : {}, ...Object.values(responses)]
    const schemas = contents.flatMap((each) =>
      Object.entries(each).flatMap(([type, schema]) => (isJson(type) && schema ? [schema] : [])),
    )
    return !schemas.every((schema) => canCheck(document, schema))
  })
  if (unread.length > 0) {
    const names = unread.map(nameOf).join(', ')
    seen.note(`nothing was held against schemas that cannot be read, or lie in other files: ${names}`)
  }
}

/** Each operation, asked as documented, answers as documented. */
async function expectValid(seen: Observations, url: string, document: Api): Promise<void> {
  const driver = new Driver(url, document)
  const driven = await driver.driveAll()
  for (const each of driven) {
    if ('failure' in each.answer) seen.expect(false, `${Driver.shown(each)} answers`, each.answer.failure)
    else expectDocumented(seen, document, each, each.answer)
  }
  const left = document.operations.length - driven.length
  if (left > 0)
    seen.note(
      `${left} operations were left out: no valid body could be made from their schemas, or they change what was not made here`,
    )
}

function expectDocumented(seen: Observations, document: Api, driven: Driven, answer: Answer): void {
  const { operation, knowsIds } = driven
  const name = Driver.shown(driven)
  const response = responseFor(operation, answer.status)
  if (
    !seen.expect(
      response !== undefined,
      `${name}: a documented status (${Object.keys(operation.responses).join(', ')})`,
      shown(answer),
    )
  )
    return
  const isRefused = answer.status >= 400 && (knowsIds || !operation.path.includes('{'))
  if (!seen.expect(!isRefused && answer.status < 500, `${name}: a valid request is not refused`, shown(answer))) return
  expectBody(seen, document, name, response ?? {}, answer)
}

/** The contents of a documented response, by media type: its own status first, then `4XX`, then `default`. */
function responseFor(
  { responses }: Operation,
  status: number,
): Readonly<Record<string, Schema | undefined>> | undefined {
  const range = Object.keys(responses).find((code) => code.toUpperCase() === `${String(status)[0]}XX`)
  return responses[String(status)] ?? (range === undefined ? undefined : responses[range]) ?? responses['default']
}

function expectBody(
  seen: Observations,
  document: Api,
  name: string,
  contents: Readonly<Record<string, Schema | undefined>>,
  answer: Answer,
): void {
  const [type = ''] = String(answer.headers['content-type'] ?? '').split(';')
  const documented = Object.keys(contents)
  if (documented.length === 0) {
    seen.expect(answer.body === '', `${name}: no body with ${answer.status}`, shown(answer))
    return
  }
  const match = documented.find((each) => each.split(';')[0]?.toLowerCase() === type.trim().toLowerCase())
  if (!seen.expect(match !== undefined, `${name}: ${documented.join(' or ')}`, type || 'no content type')) return
  const schema = match === undefined ? undefined : contents[match]
  if (!schema || !isJson(type)) return
  const [fault] = checkerOf(document, schema)(jsonOf(answer))
  seen.expect(
    fault === undefined,
    `${name}: a body as documented`,
    () => `${fault?.pointer || 'it'} ${fault?.message}: ${shown(answer)}`,
  )
}

/** What breaks the document is refused, in a documented way. */
async function expectInvalid(seen: Observations, url: string, document: Api): Promise<void> {
  const driver = new Driver(url, document)
  const taking = takingJson(document)
  const others = document.operations.filter(({ body, path }) => body && isJson(body.mediaType) && !path.includes('{'))
  for (const operation of new Set([...(taking ? [taking] : []), ...others])) {
    const { question } = driver.questionFor(operation)
    for (const { how, body } of spoiledBodies(document, operation)) {
      const answer = await tryToAsk(url, { ...question, body: JSON.stringify(body) })
      expectRefused(seen, document, `${nameOf(operation)}, a body with ${how}`, operation, answer)
    }
  }
  for (const operation of document.operations.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
    const { question } = driver.questionFor(operation)
    for (const { how, query } of spoiledQueries(document, operation)) {
      const answer = await tryToAsk(url, { ...question, path: `${operation.path}?${query}` })
      expectRefused(seen, document, `${nameOf(operation)}, ${how}`, operation, answer)
    }
  }
}

function expectRefused(
  seen: Observations,
  document: Api,
  name: string,
  operation: Operation,
  answer: Answer | { readonly failure: string },
): void {
  const isRefused = 'status' in answer && answer.status >= 400 && answer.status < 500
  if (!seen.expect(isRefused, `${name}: refused with 4xx`, shown(answer)) || 'failure' in answer) return
  const response = responseFor(operation, answer.status)
  if (!seen.expect(response !== undefined, `${name}: a documented status`, shown(answer)) || !response) return
  expectBody(seen, document, name, response, answer)
}
