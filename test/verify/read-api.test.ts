import { describe, expect, it } from 'vitest'
import { canCheck } from '../../src/verify/api/check-schema.ts'
import { readApi } from '../../src/verify/api/read-api.ts'

describe('readApi', () => {
  it.each([
    ['a server that is no address', 'servers: [{ url: "http://" }]'],
    ['a reference with a stray percent sign', 'components: { x: { $ref: "#/a%zz" } }'],
    ['paths that are none', 'x-more: 1'],
  ])('reads a document with %s', (_, more) => {
    const api = readApi(`
openapi: 3.1.0
${more}
paths:
  /v1/nothing:
  /v1/number: 3
  /v1/things:
    get:
      parameters: [null, { $ref: '#/components/%zz' }]
      responses: { '200': { $ref: '#/components/%zz' } }
`)
    expect(api?.operations.map(({ path }) => path)).toEqual(['/v1/things'])
  })

  it.each(['openapi: 3.1.0\npaths: [', '[]', 'swagger: "2.0"', ''])('finds no document in %j', (text) => {
    expect(readApi(text)).toBeUndefined()
  })
})

describe('canCheck', () => {
  it.each([
    [{ type: 'object' }, true],
    [{ $ref: '#/components/schemas/Known' }, true],
    [{ $ref: '#/components/schemas/Unknown' }, false],
    [{ $ref: 'other.yaml#/Thing' }, false],
    [{ type: 'nonsense' }, false],
  ])('%j: %s', (schema, can) => {
    const api = {
      operations: [],
      version: '3.1.0',
      document: { components: { schemas: { Known: { type: 'string' } } } },
    }
    expect(canCheck(api, schema)).toBe(can)
  })
})
