import { describe, expect, it } from 'vitest'
import type { Operation } from '../../src/verify/api/api.ts'
import { readApi } from '../../src/verify/api/read-api.ts'
import { sampleBody } from '../../src/verify/api/samples.ts'
import { spoiledBodies } from '../../src/verify/api/spoil.ts'
import { spoiledQueries } from '../../src/verify/api/spoil-queries.ts'

const api = readApi(`
openapi: 3.1.0
info: { title: T, version: '1' }
servers: [{ url: 'https://host/base' }]
paths:
  /things:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 10 } }
        - { name: word, in: query, required: true, schema: { enum: [a, b] } }
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Thing' }
components:
  schemas:
    Thing:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: { type: string, minLength: 1, maxLength: 4, pattern: '^[a-z]+$' }
        size: { type: integer, maximum: 5 }
`)

function operation(method: string): Operation {
  const found = api?.operations.find((each) => each.method === method)
  if (!found) throw new Error(method)
  return found
}

describe('readApi', () => {
  it('puts the path of the server before those of the document', () => {
    expect(operation('GET').path).toBe('/base/things')
  })

  it.each(['', '- a', 'swagger: "2.0"', 'openapi: 3'])('reads %j as no document', (text) => {
    expect(readApi(text)).toBeUndefined()
  })
})

describe('requests made from schemas', () => {
  it('are valid', () => {
    if (!api) throw new Error('no document')
    const body = sampleBody(api, operation('POST')) as { name: string }
    expect(body.name).toMatch(/^[a-z]{1,4}$/)
  })

  it('are spoiled one thing at a time, each of them really wrong', () => {
    if (!api) throw new Error('no document')
    const spoiled = spoiledBodies(api, operation('POST'))
    expect(spoiled.map(({ how, faults }) => [how, faults[0]?.pointer])).toEqual(
      expect.arrayContaining([
        ['"name" missing', '/name'],
        ['"name" of a wrong type', '/name'],
        ['a property that is not in the schema', '/not-in-the-schema'],
        ['a list in place of the body', ''],
        ['null in place of the body', ''],
        ['"name" too long', '/name'],
        ['"name" too short', '/name'],
        ['"size" too large', '/size'],
      ]),
    )
    expect(spoiled.every(({ faults }) => faults.length > 0)).toBe(true)
  })

  it('have queries that are wrong, with all that is required beside', () => {
    if (!api) throw new Error('no document')
    expect(spoiledQueries(api, operation('GET')).map(({ query }) => query)).toEqual([
      'word=a&limit=abc',
      'word=a&limit=0',
      'word=a&limit=11',
      'word=a&limit=1.5',
      'word=not-of-the-list',
      '',
    ])
  })
})
