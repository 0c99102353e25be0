import { isPlainMap } from '../../yaml/loose.ts'
import { type Api, type Operation, readingOne, takingJson } from '../api/api.ts'
import { Driver } from '../api/driver.ts'
import { sampleBody } from '../api/samples.ts'
import { spoiledBodies } from '../api/spoil.ts'
import { type Answer, jsonOf, type Question, shown, tryToAsk } from '../http/ask.ts'
import type { Row } from '../row.ts'
import { Observations } from '../verdict.ts'

/** Larger than the 1 MiB that the contract grants. */
const tooMuch = 1_048_576 + 1_024
const stack =
  /\n\s+at .+:\d+|Traceback \(most recent|goroutine \d+ \[|panicked at|\bat [\w.$]+\([\w.]+\.(?:java|kt):\d+\)/

/** Row 10. */
export const problems: Row = {
  id: 10,
  name: 'problems',
  title: 'answers errors as problem documents',
  source: 'RFC 9457, RFC 9110',
  runs: 'shared',
  async check(stage) {
    const seen = new Observations()
    const { url } = await stage.shared()
    const api = await stage.api()
    const expectProblem = async (what: string, status: number, question: Question): Promise<Answer | undefined> => {
      const answer = await tryToAsk(url, question)
      if (!seen.expect('status' in answer && answer.status === status, `${what}: ${status}`, shown(answer)))
        return undefined
      if ('failure' in answer) return undefined
      expectDocument(seen, what, answer)
      return answer
    }
    await expectProblem('an unknown path', 404, { path: '/v1/msvc-verify-unknown' })
    if (!api) return seen.verdict()

    const one = readingOne(api)
    if (one) {
      const { path } = new Driver(url, api).questionFor(one).question
      await expectProblem(`an unknown id (GET ${path})`, 404, { path })
    }
    const other = undocumented(api)
    if (other) {
      const answer = await expectProblem(
        `a method that the path does not have (${other.method} ${other.path})`,
        405,
        other,
      )
      const allow = String(answer?.headers['allow'] ?? '')
      const missing = api.operations.filter(({ path, method }) => path === other.path && !allow.includes(method))
      if (answer) seen.expect(missing.length === 0, '405 with Allow', allow === '' ? 'no Allow' : `Allow: ${allow}`)
    }
    const operation = takingJson(api)
    if (!operation) seen.note('no operation takes JSON, so bad bodies could not be sent')
    else await expectBodies(seen, url, api, operation, expectProblem)
    return seen.verdict()
  },
}

async function expectBodies(
  seen: Observations,
  url: string,
  api: Api,
  operation: Operation,
  expectProblem: (what: string, status: number, question: Question) => Promise<Answer | undefined>,
): Promise<void> {
  const { question } = new Driver(url, api).questionFor(operation)
  await expectProblem('a body that is no JSON', 400, { ...question, body: '{"broken":' })
  await expectProblem('an empty body', 400, { ...question, body: '' })
  const spoiled = spoiledBodies(api, operation)
  for (const { how, body, faults } of spoiled) {
    const answer = await expectProblem(`a body with ${how}`, 400, { ...question, body: JSON.stringify(body) })
    const pointers = answer ? pointersOf(answer) : []
    const isTold = faults.some(({ pointer }) =>
      pointers.some((told) => pointer === told || pointer === parentOf(told) || parentOf(pointer) === told),
    )
    if (answer) {
      const wanted = faults.map(({ pointer }) => pointer || '(the whole)').join(' or ')
      seen.expect(isTold, `the pointer to what is wrong in a body with ${how}: ${wanted}`, () => shown(answer))
    }
  }
  const type = { ...question.headers, 'content-type': 'text/plain' }
  await expectProblem('a body of another content type', 415, { ...question, headers: type, body: 'hello' })
  const large = JSON.stringify(largest(sampleBody(api, operation)))
  await expectProblem('a body of over 1 MiB', 413, { ...question, body: large })
  await expectProblem('a body of over 1 MiB in chunks', 413, { ...question, body: large, chunked: true })
}

function largest(valid: unknown): unknown {
  const padding = 'x'.repeat(tooMuch)
  return isPlainMap(valid) ? { ...valid, [Object.keys(valid)[0] ?? 'padding']: padding } : [padding]
}

const parentOf = (pointer: string): string => pointer.replace(/\/[^/]*$/, '')

/** The pointers that a problem tells, in whichever of its members, with or without the `#` of a fragment. */
function pointersOf(answer: Answer): string[] {
  const { errors } = (jsonOf(answer) ?? {}) as { errors?: unknown }
  const list = Array.isArray(errors) ? errors.filter(isPlainMap) : []
  return list.flatMap(({ pointer }) =>
    typeof pointer === 'string' ? [decodeURIComponent(pointer.replace(/^#/, ''))] : [],
  )
}

function expectDocument(seen: Observations, what: string, answer: Answer): void {
  const type = String(answer.headers['content-type'] ?? '')
  seen.expect(
    /^application\/problem\+json\b/.test(type),
    `${what}: application/problem+json`,
    type || 'no content type',
  )
  const body = jsonOf(answer)
  const { type: kind, title, status, instance } = isPlainMap(body) ? body : {}
  const isWhole =
    typeof kind === 'string' && typeof title === 'string' && status === answer.status && typeof instance === 'string'
  seen.expect(isWhole, `${what}: type, title, status and instance`, shown(answer))
  seen.expect(!stack.test(answer.body.replaceAll('\\n', '\n')), `${what}: no stack`, shown(answer))
}

/** A method that a path without parameters does not have. */
function undocumented({ operations }: Api): { method: string; path: string } | undefined {
  const [path] = operations.map((operation) => operation.path).filter((each) => !each.includes('{'))
  const taken = operations.filter((operation) => operation.path === path).map(({ method }) => method)
  const method = ['DELETE', 'PUT', 'PATCH', 'POST'].find((each) => !taken.includes(each))
  return path === undefined || method === undefined ? undefined : { method, path }
}
