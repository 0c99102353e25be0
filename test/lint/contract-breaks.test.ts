import { describe, expect, it } from 'vitest'
import { contract } from '../../src/facts/contract/index.ts'
import type { ContractFact } from '../../src/facts/fact.ts'
import { breaks } from '../../src/lint/rules/contract/breaking-api-change/breaks.ts'

const read = (path: string, text: string): ContractFact => {
  const [fact] = contract.extract({ path, text })
  if (fact?.kind !== 'contract') throw new Error(`no contract: ${text}`)
  return fact
}

const told = (file: string, before: string, after: string): string[] =>
  breaks(read(file, before), read(file, after)).map(({ what }) => what)

const openapi = (rest: string): string => `openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\n${rest}`
const withParameter = (parameter: string): string =>
  openapi(`paths: { /a: { get: { parameters: [{ name: q, in: query, ${parameter} }], responses: {} } } }`)
const withBody = (schema: string, more = ''): string =>
  openapi(
    `paths: { /a: { post: { requestBody: { ${more}content: { application/json: { schema: ${schema} } } }, responses: {} } } }
components: { schemas: { A: { type: object, properties: { a: { type: string } } }, B: { type: object } } }`,
  )
const withAnswer = (schema: string, status = '200', type = 'application/json'): string =>
  openapi(`paths: { /a: { get: { responses: { '${status}': { content: { ${type}: { schema: ${schema} } } } } } } }`)
const fields = (text: string): string => `{ type: object, properties: { ${text} } }`

describe('OpenAPI', () => {
  it.each<[what: string, before: string, after: string, breaks: readonly string[]]>([
    [
      'takes one value of any',
      withParameter('schema: { type: string }'),
      withParameter('schema: { type: string, enum: [x] }'),
      ['GET /a: q takes x alone'],
    ],
    [
      'a parameter of another place',
      withParameter('required: true'),
      withParameter('required: true').replace('query', 'header'),
      ['GET /a now requires q'],
    ],
    [
      'a header in other letters',
      withParameter('required: true').replace('query', 'header'),
      withParameter('required: true').replace('query', 'header').replace('name: q', 'name: Q'),
      [],
    ],
    ['a body', withBody('{}'), withBody('{}', 'required: true, '), ['POST /a now requires a body']],
    [
      'what only answers have',
      withBody(fields('n: { type: string }')),
      withBody('{ required: [id], properties: { id: { type: string, readOnly: true } } }'),
      [],
    ],
    [
      'one of two forms',
      withBody("{ oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }"),
      withBody("{ $ref: '#/components/schemas/A' }"),
      ['POST /a no longer takes B'],
    ],
    [
      'entries of a map',
      withBody('{ type: object, additionalProperties: { type: string } }'),
      withBody('{ type: object, additionalProperties: { type: integer } }'),
      ['POST /a: [] was string and is integer'],
    ],
    ...[
      "{ type: [string, 'null'] }",
      '{ type: string, nullable: true }',
      "{ oneOf: [{ type: string }, { type: 'null' }] }",
    ].map((schema): [string, string, string, string[]] => [
      `null as ${schema}`,
      withAnswer(fields('n: { type: string }')),
      withAnswer(fields(`n: ${schema}`)),
      ['GET /a: n may be null now'],
    ]),
    [
      'what may be null, and may no longer',
      withBody(fields('n: { type: string, nullable: true }')),
      withBody(fields('n: { type: string }')),
      ['POST /a: n may no longer be null'],
    ],
    [
      'a media type with a character set',
      withAnswer('{ type: string }'),
      withAnswer('{ type: string }', '200', "'application/json; charset=utf-8'"),
      [],
    ],
    [
      'another media type',
      withAnswer('{ type: string }'),
      withAnswer('{ type: string }', '200', 'text/csv'),
      ['GET /a no longer answers application/json'],
    ],
    [
      'a media type that nobody thought of',
      withAnswer('{ type: string }', '200', "'*/*'"),
      withAnswer('{ type: string }'),
      [],
    ],
    ['any good status', withAnswer('{ type: string }'), withAnswer('{ type: string }', '2XX'), []],
    [
      'what only requests have',
      withAnswer(fields('n: { type: string }, p: { type: string, writeOnly: true }')),
      withAnswer(fields('n: { type: string }')),
      [],
    ],
    [
      'paths that take in what the server had',
      openapi('servers: [{ url: /v1 }]\npaths: { /a: { get: { responses: {} } } }'),
      openapi('servers: [{ url: / }]\npaths: { /v1/a: { get: { responses: {} } } }'),
      [],
    ],
    [
      'servers elsewhere',
      openapi('servers: [{ url: "http://a/v1" }]\npaths: { /a: { get: { responses: {} } } }'),
      openapi('servers: [{ url: "http://b/v1" }]\npaths: { /a: { get: { responses: {} } } }'),
      [],
    ],
    [
      'credentials that may be left out',
      openapi('paths: { /a: { get: { responses: {} } } }'),
      openapi('security: [{}, { key: [] }]\npaths: { /a: { get: { responses: {} } } }'),
      [],
    ],
    [
      'the same in Swagger and OpenAPI',
      "swagger: '2.0'\nbasePath: /v1\npaths: { /a: { post: { parameters: [{ name: b, in: body, schema: { type: object } }], responses: {} } } }",
      openapi(
        'servers: [{ url: /v1 }]\npaths: { /a: { post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: {} } } }',
      ),
      [],
    ],
    [
      'media types of Swagger',
      "swagger: '2.0'\nconsumes: [application/xml, application/json]\npaths: { /a: { post: { parameters: [{ name: b, in: body, schema: { type: object } }], responses: {} } } }",
      "swagger: '2.0'\nconsumes: [application/json]\npaths: { /a: { post: { parameters: [{ name: b, in: body, schema: { type: object } }], responses: {} } } }",
      ['POST /a no longer takes application/xml'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told('openapi.yaml', before, after)).toEqual(expected)
  })
})

const asyncapi = (version: string, rest: string): string =>
  `asyncapi: ${version}\ninfo: { title: T, version: 1.0.0 }\n${rest}`
const two = (operation: string, payload: string): string =>
  asyncapi('2.6.0', `channels: { t: { ${operation}: { message: { payload: ${payload} } } } }`)
const three = (address: string, key = 'placed', message = 'm'): string =>
  asyncapi(
    '3.0.0',
    `channels: { ${key}: { address: ${address}, messages: { ${message}: { payload: ${fields('n: { type: string }')} } } } }
operations: { get: { action: receive, channel: { $ref: '#/channels/${key}' } } }`,
  )

describe('schemas of OpenAPI', () => {
  const withSchemas = (schemas: string, body = "{ $ref: '#/components/schemas/A' }"): string =>
    openapi(
      `paths: { /a: { post: { requestBody: { content: { application/json: { schema: ${body} } } }, responses: {} } } }
components: { schemas: { ${schemas} } }`,
    )
  const either = (...names: string[]): string =>
    `{ oneOf: [${names.map((name) => `{ $ref: '#/components/schemas/${name}' }`).join(', ')}] }`

  it.each<[what: string, before: string, after: string, breaks: readonly string[]]>([
    [
      'what a part beside a reference requires',
      withSchemas(`A: ${fields('a: { type: string }')}`),
      withSchemas(
        `A: ${fields('a: { type: string }')}`,
        "{ allOf: [{ $ref: '#/components/schemas/A' }, { required: [a] }] }",
      ),
      ['POST /a now requires a'],
    ],
    [
      'parts written out as one',
      withSchemas('A: { allOf: [{ required: [a] }, { properties: { a: { type: string } } }] }'),
      withSchemas('A: { required: [a], properties: { a: { type: string } } }'),
      [],
    ],
    [
      'a description beside a reference to a text',
      withSchemas(`A: ${fields("s: { $ref: '#/components/schemas/S' }")}, S: { type: string }`),
      withSchemas(
        `A: ${fields("s: { allOf: [{ $ref: '#/components/schemas/S' }, { description: x }] }")}, S: { type: string }`,
      ),
      [],
    ],
    [
      'one of several that is called otherwise',
      withSchemas('A: { type: object }, B: { type: object }', either('A', 'B')),
      withSchemas('A2: { type: object }, B: { type: object }', either('A2', 'B')),
      [],
    ],
    [
      'a field of one of several',
      withSchemas(`A: ${fields('x: { type: string }')}, B: { type: object }`, either('A', 'B')),
      withSchemas(`A: ${fields('x: { type: integer }')}, B: { type: object }`, either('A', 'B')),
      ['A.x was string and is integer'],
    ],
    [
      'a path that other parts of the document hold',
      openapi(
        "paths: { /a: { $ref: '#/x-items/A' } }\nx-items: { A: { get: { responses: {} }, put: { responses: {} } } }",
      ),
      openapi("paths: { /a: { $ref: '#/x-items/A' } }\nx-items: { A: { get: { responses: {} } } }"),
      ['PUT /a is gone'],
    ],
    [
      'what an operation says otherwise than its path',
      openapi('paths: { /a: { parameters: [{ name: q, in: query }], get: { responses: {} } } }'),
      openapi(
        'paths: { /a: { parameters: [{ name: q, in: query, required: true }], get: { parameters: [{ name: q, in: query }], responses: {} } } }',
      ),
      [],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told('openapi.yaml', before, after)).toEqual(expected)
  })

  it('are followed however long they lead from one to the next, and in circles', () => {
    const chain = (type: string): string => {
      const links = Array.from({ length: 3_000 }, (_, index) => {
        const next = `{ $ref: '#/components/schemas/S${(index + 1) % 3_000}' }`
        const more = index === 2_999 ? `, x: { type: ${type} }` : ''
        return `S${index}: { type: object, properties: { next: ${next}${more} } }`
      })
      return withSchemas(links.join(',\n  '), "{ $ref: '#/components/schemas/S0' }")
    }
    expect(told('openapi.yaml', chain('string'), chain('integer'))).toEqual(['S2999.x was string and is integer'])
  })

  it('are put together once, in however many ways they are parts of one another', () => {
    const diamonds = (type: string): string => {
      const levels = Array.from({ length: 40 }, (_, index) => {
        const next = `{ $ref: '#/components/schemas/L${index + 1}' }`
        return `L${index}: { allOf: [${next}, ${next}] }`
      })
      return withSchemas(
        `${levels.join(',\n  ')}, L40: ${fields(`x: { type: ${type} }`)}`,
        "{ $ref: '#/components/schemas/L0' }",
      )
    }
    expect(told('openapi.yaml', diamonds('string'), diamonds('integer'))).toEqual(['L0.x was string and is integer'])
  })
})

describe('AsyncAPI', () => {
  it.each<[what: string, before: string, after: string, breaks: readonly string[]]>([
    [
      'what others have to send',
      two('publish', fields('n: { type: string }')),
      two('publish', '{ required: [n], properties: { n: { type: string } } }'),
      ['t now requires n'],
    ],
    [
      'what was sent, and is taken',
      two('subscribe', '{ type: object }'),
      two('publish', '{ type: object }'),
      ['t no longer has messages for others'],
    ],
    ['another address', three('t.v1'), three('t.v2'), ['t.v1 is gone']],
    ['another key', three('t.v1'), three('t.v1', 'done'), []],
    ['a message called otherwise', three('t.v1'), three('t.v1', 'placed', 'n'), []],
    [
      'one of two messages',
      asyncapi(
        '2.6.0',
        'channels: { t: { subscribe: { message: { oneOf: [{ name: a, payload: {} }, { name: b, payload: {} }] } } } }',
      ),
      asyncapi('2.6.0', 'channels: { t: { subscribe: { message: { name: a, payload: {} } } } }'),
      ['t has no b any more'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told('asyncapi.yaml', before, after)).toEqual(expected)
  })
})

const proto = (rest: string, name = 't.v1'): string => `syntax = "proto3";\npackage ${name};\n${rest}`

describe('Protocol Buffers', () => {
  it.each<[what: string, before: string, after: string, breaks: readonly string[]]>([
    ['another package', proto('message A {}'), proto('message A {}', 't.v2'), ['The package was t.v1 and is t.v2']],
    [
      'names with their package',
      proto('service S { rpc Get (Q) returns (Q); }'),
      proto('service S { rpc Get (t.v1.Q) returns (.t.v1.Q); }'),
      [],
    ],
    [
      'messages alone',
      proto('message A { map<string, int32> m = 1; string b = 2; }'),
      proto('message A { map<string, string> m = 1; reserved 2 to 4; }'),
      ['A.m was map<string,int32> = 1 and is map<string,string> = 1'],
    ],
    [
      'another oneof',
      proto('message A { oneof o { string x = 1; string y = 2; } }'),
      proto('message A { string x = 1; oneof o { string y = 2; } }'),
      ['A.x was string = 1 in a oneof and is string = 1'],
    ],
    ['what is required', proto('message A {}'), proto('message A { required string b = 2; }'), ['A.b is required now']],
    [
      'the path of a gateway',
      proto('service S { rpc Get (Q) returns (Q) { option (google.api.http) = { get: "/v1/a" }; } }'),
      proto('service S { rpc Get (Q) returns (Q) { option (google.api.http) = { get: "/v1/b" }; } }'),
      ['S.Get over HTTP was get /v1/a and is get /v1/b'],
    ],
    [
      'a path of a gateway with a dot',
      proto('service S { rpc Get (Q) returns (Q) { option (google.api.http).get = "/v1/a"; } }'),
      proto('service S { rpc Get (Q) returns (Q) { option (google.api.http).get = "/v1/b"; } }'),
      ['S.Get over HTTP was get /v1/a and is get /v1/b'],
    ],
    [
      'one of the paths of a gateway, which both forms of its option say',
      proto(
        'service S { rpc Get (Q) returns (Q) { option (google.api.http) = { get: "/v1/a" additional_bindings { get: "/v1/b" } additional_bindings { body: "*" post: "/v1/c" } }; } }',
      ),
      proto(
        'service S { rpc Get (Q) returns (Q) { option (google.api.http).post = "/v1/c"; option (google.api.http).get = "/v1/b"; } }',
      ),
      ['S.Get over HTTP is no get /v1/a any more'],
    ],
    [
      'one path of a gateway more',
      proto('service S { rpc Get (Q) returns (Q) { option (google.api.http) = { get: "/v1/a" }; } }'),
      proto(
        'service S { rpc Get (Q) returns (Q) { option (google.api.http) = { get: "/v1/a" additional_bindings: [{ get: "/v1/b" }] }; } }',
      ),
      [],
    ],
    [
      'what only a message inside reserves',
      proto('message O { string a = 2; message I { string b = 2; string c = 3; } }'),
      proto('message O { message I { reserved 2, 0x03; reserved "b"; } }'),
      ['O.a is gone'],
    ],
    [
      'words of a text',
      proto('message O { string a = 1 [(doc) = "first ; string ghost = 9 ; x"]; }'),
      proto('message O { string a = 1 [(doc) = "first ; second"]; }'),
      [],
    ],
    [
      'a oneof of another name',
      proto('message A { oneof o { string x = 1 [(y) = { z: "z" }]; } }'),
      proto('message A { oneof p { string x = 1; } }'),
      [],
    ],
    [
      'one number, written otherwise',
      proto('message A { string b = 0x0A; }'),
      proto('message A { string b = 10; }'),
      [],
    ],
    ['a value', proto('enum E { Z = 0; O = 1; }'), proto('enum E { Z = 0; O = 2; }'), ['E.O was 1 and is 2']],
  ])('%s', (_, before, after, expected) => {
    expect(told('t.proto', before, after)).toEqual(expected)
  })
})

describe('GraphQL', () => {
  const schema = (rest: string): string => `type Query { a: Int }\n${rest}`
  it.each<[what: string, before: string, after: string, breaks: readonly string[]]>([
    ['a member of a union', 'union U @x = | A | B', 'union U = A', ['U.B is gone']],
    ['a scalar', 'scalar Date', 'scalar Day', ['Date is gone']],
    [
      'an interface',
      'type A implements I & J { id: ID }',
      'type A implements J @x(i: "I") { id: ID }',
      ['A is no I any more'],
    ],
    ['another kind', 'input A { id: ID }', 'type A { id: ID }', ['A was input and is type']],
    [
      'an argument',
      'type A { b(x: Int, y: Int = 1): ID }',
      'type A { b(x: String): ID }',
      ['A.b: x was Int and is String', 'A.b no longer takes y'],
    ],
    ['members of lists', 'type A { b: [A], c: [A!] }', 'type A { b: [A!]!, c: [A] }', ['A.c was [A!] and is [A]']],
    ['an extension', 'type A { b: ID }\nextend type A { c: ID }', 'extend type A { c: ID }\ntype A { b: ID }', []],
    [
      'an argument that must be given, and a list without null',
      'type A { b(x: [Int]): ID }',
      'type A { b(x: [Int!]!): ID }',
      ['A.b now requires x'],
    ],
    [
      'a default in braces',
      'type A { b(f: Int, s: F = { a: 1 }): ID c: ID }',
      'type A { b(f: Int, s: F = { a: 2, g: 3 }): ID }',
      ['A.c is gone'],
    ],
    ['the fields of a default', 'input A { b: F = { c: 1 } }', 'input A { b: F }', []],
    ['a directive of an argument', 'type A { b(x: Int @y(z: "}")): ID c: ID }', 'type A { b(x: Int): ID c: ID }', []],
    [
      'what a directive of a value is told',
      'enum A { B @deprecated(reason: "do not use") C }',
      'enum A { B C @x(y: "C D") }',
      [],
    ],
    [
      'a value that is called as what comes before an interface',
      'enum A { implements B }',
      'enum A { B implements }',
      [],
    ],
    ['a type without a body', 'type A @x(y: 1) type B { b: ID }', 'type A { c: ID } type B { b: ID }', []],
    ['what a directive is told', 'type A { b: ID @deprecated(reason: "old") c: ID }', 'type A { b: ID c: ID }', []],
  ])('%s', (_, before, after, expected) => {
    expect(told('schema.graphql', schema(before), schema(after))).toEqual(expected)
  })

  it('reads a file of types that are asked for elsewhere, and no questions of clients', () => {
    expect(told('state.graphql', 'enum State { OPEN LOST }', 'enum State { OPEN }')).toEqual(['State.LOST is gone'])
    const ofClient = 'type Local { a: Int }\nquery Mine($input: Int) @client { a }'
    expect(contract.extract({ path: 'a.graphql', text: ofClient })).toEqual([])
    expect(contract.extract({ path: 'a.graphql', text: '{ type enum }' })).toEqual([])
  })

  it('reads a schema on one line', () => {
    const schema = 'scalar Date type Query { a: Date'
    expect(told('schema.graphql', `${schema} b: Date }`, `${schema} }`)).toEqual(['Query.b is gone'])
  })

  it('holds thousands of extensions against each other in linear time', () => {
    const schema = Array.from({ length: 10_000 }, (_, index) => `extend type Query { a${index}: Int }`).join('\n')
    const start = process.cpuUsage()
    expect(told('schema.graphql', `extend type Query { a: Int }\n${schema}`, schema)).toEqual(['Query.a is gone'])
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000)
  })
})
