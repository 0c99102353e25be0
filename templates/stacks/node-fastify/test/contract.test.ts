import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { fastify } from 'fastify'
import { type Handler, serveContract } from '../src/platform/contract.ts'
import { loadOpenApi, parseOpenApi } from '../src/platform/openapi.ts'
import { listeningApp } from './support.ts'

test('row 11: GET /openapi.yaml returns the file', async (t) => {
  const response = await fetch(`${await listeningApp(t)}/openapi.yaml`)
  assert.equal(response.headers.get('content-type'), 'application/yaml')
  assert.equal(await response.text(), readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8'))
})

test('row 11: every path of openapi.yaml is under /v1', () => {
  const outside = loadOpenApi().operations.filter(({ path }) => !path.startsWith('/v1/'))
  assert.deepEqual(outside, [])
})

test('row 11: every schema of openapi.yaml is valid JSON Schema 2020-12', () => {
  const ajv = new Ajv2020()
  addFormats.default(ajv)
  const { schemas } = loadOpenApi().document.components as { schemas: Record<string, object> }
  for (const [name, schema] of Object.entries(schemas)) {
    assert.ok(ajv.validateSchema(schema), `${name}: ${ajv.errorsText()}`)
  }
})

const openapi = parseOpenApi(`
openapi: 3.1.0
paths:
  /v1/tea/{cups}:
    parameters:
      - $ref: '#/components/parameters/cups'
    get:
      operationId: makeTea
      responses:
        '200':
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Tea'
components:
  parameters:
    cups: { name: cups, in: path, required: true, schema: { type: integer } }
  schemas:
    Tea:
      type: object
      required: [cups]
      properties:
        cups: { $ref: '#/components/schemas/Cups' }
    Cups: { type: integer, minimum: 1 }
`)

async function statusOf(makeTea: Handler): Promise<number> {
  const app = fastify()
  serveContract(app, openapi, { makeTea })
  const response = await app.inject('/v1/tea/2')
  await app.close()
  return response.statusCode
}

test('row 11: a response that matches its schema is sent', async () => {
  assert.equal(await statusOf((request) => request.params), 200)
})

test('row 11: a response that breaks its schema, or is not declared, becomes a 500', async () => {
  assert.equal(await statusOf(() => ({ cups: 0 })), 500)
  assert.equal(await statusOf(() => ({})), 500)
  assert.equal(await statusOf((_request, reply) => reply.code(202).send({ cups: 1 })), 500)
})

test('row 11: a missing handler and one too many stop the start', () => {
  assert.throws(() => serveContract(fastify(), openapi, {}), /no handler answers makeTea/)
  const handlers = { makeTea: () => ({}), makeCoffee: () => ({}) }
  assert.throws(() => serveContract(fastify(), openapi, handlers), /the handler makeCoffee has no operation/)
})
