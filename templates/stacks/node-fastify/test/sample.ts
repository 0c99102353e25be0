import type { Handlers } from '../src/platform/contract.ts'
import { parseOpenApi } from '../src/platform/openapi.ts'
import { Problem } from '../src/platform/problems.ts'

/**
 * A small API for the tests of what every service does, so that they hold whatever this service's own API is.
 * The one sample in it is called `known`.
 */
export const sampleApi = parseOpenApi(`
openapi: 3.1.0
info: { title: Samples, version: 1.0.0 }
paths:
  /v1/samples:
    get:
      operationId: listSamples
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100, default: 20 } }
      responses:
        '200':
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Sample' } }
    post:
      operationId: createSample
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Sample' }
      responses:
        '201':
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Sample' }
  /v1/samples/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
    get:
      operationId: getSample
      responses:
        '200':
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Sample' }
components:
  schemas:
    Sample:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: { type: string, minLength: 1 }
        tags: { type: array, items: { type: string } }
`)

const known = { name: 'known' }

export const createSampleHandlers = (): Handlers => ({
  listSamples: () => [known],
  createSample: (request, reply) => reply.code(201).send(request.body),
  getSample(request) {
    if ((request.params as { id: string }).id === 'known') return known
    throw new Problem(404, 'There is no such sample.')
  },
})
