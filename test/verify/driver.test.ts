import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Driver } from '../../src/verify/api/driver.ts'
import { readApi } from '../../src/verify/api/read-api.ts'

const api = readApi(`
openapi: 3.1.0
paths:
  /things:
    get: { responses: { '200': { description: all } } }
    post: { responses: { '201': { description: made } } }
  /things/{id}:
    get: { responses: { '200': { description: one } } }
    put: { responses: { '200': { description: one } } }
    delete: { responses: { '204': { description: gone } } }
  /things/{id}/end:
    post: { responses: { '204': { description: ended } } }
`)

/** What a service that holds a thing of somebody else is asked. */
async function asked(postStatus: number): Promise<string[]> {
  const requests: string[] = []
  const server = createServer(({ method, url }, response) => {
    requests.push(`${method} ${url}`)
    if (url === '/things') response.writeHead(method === 'POST' ? postStatus : 200)
    response.end(JSON.stringify(method === 'POST' ? { id: 'ours' } : [{ id: 'theirs' }]))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  if (!api) throw new Error('The document cannot be read.')
  await new Driver(`http://127.0.0.1:${(server.address() as { port: number }).port}`, api).driveAll()
  return requests
}

describe('Driver', () => {
  it('changes what it has made, and nothing else', async () => {
    expect(await asked(201)).toEqual([
      'POST /things',
      'POST /things/ours/end',
      'GET /things',
      'GET /things/theirs',
      'PUT /things/ours',
      'DELETE /things/ours',
    ])
  })

  it('changes nothing where it could make nothing', async () => {
    expect(await asked(403)).toEqual(['POST /things', 'GET /things', 'GET /things/theirs'])
  })
})
