import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Api, Operation } from '../api/api.ts'
import { readApi } from '../api/read-api.ts'
import { sampleOf } from '../api/samples.ts'
import type { Dependency } from '../target.ts'

/** How a stand-in treats who calls it: as documented, with 503, or not at all. */
export type Behaviour = 'answers' | 'fails' | 'hangs'

/** A call that a stand-in took. */
export interface Call {
  readonly at: number
  readonly method: string
  readonly headers: IncomingHttpHeaders
}

/** Stands in for a service that the one under test calls, and sees how it is called. */
export interface StubUpstream {
  readonly name: string
  readonly setting: string
  readonly url: string
  readonly calls: readonly Call[]
  behave(how: Behaviour): void
  close(): Promise<void>
}

/** Starts a stand-in on a free port; it answers by the document of what it stands in for, where there is one. */
export async function startStub({ name, setting, openapi }: Dependency): Promise<StubUpstream> {
  const api = openapi === undefined ? undefined : readApi(openapi)
  const calls: Call[] = []
  let behaviour: Behaviour = 'answers'
  const server = createServer((request, response) => {
    const { method = 'GET', headers, url = '/' } = request
    request.resume()
    calls.push({ at: performance.now(), method, headers })
    if (behaviour === 'fails') send(response, 503, { status: 503, title: 'Service Unavailable' })
    if (behaviour === 'answers') answer(response, api, method, url)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    name,
    setting,
    url: `http://127.0.0.1:${port}`,
    calls,
    behave: (how) => {
      behaviour = how
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function answer(response: ServerResponse, api: Api | undefined, method: string, url: string): void {
  const operation = api && operationFor(api, method, new URL(url, 'http://stub').pathname)
  const [status, content] = Object.entries(operation?.responses ?? {}).find(([code]) => code.startsWith('2')) ?? []
  const schema = Object.values(content ?? {})[0]
  send(response, Number(status ?? 200), api && schema ? (sampleOf(api, schema) ?? {}) : {})
}

function operationFor(api: Api, method: string, path: string): Operation | undefined {
  return api.operations.find((operation) => operation.method === method && patternOf(operation.path).test(path))
}

const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replace(/[.+*?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`)

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(status === 204 ? undefined : JSON.stringify(body))
}
