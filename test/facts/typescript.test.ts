// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { describe, expect, it } from 'vitest'
import { typescript } from '../../src/facts/typescript/index.ts'
import { factsOf, statements } from './read-facts.ts'

type Row = readonly [title: string, code: string, expected: readonly string[], path?: string]

async function check(row: Row): Promise<void> {
  const [, code, expected, path = 'a.ts'] = row
  expect(await statements(typescript, path, code)).toEqual(expected)
}

describe('addresses', () => {
  const rows: Row[] = [
    ['a base', "baseUrl = 'http://localhost:8888'", ['1:11 literal http://localhost:8888']],
    [
      'a base of which only the origin is asked',
      "baseUrl = 'http://localhost:8888'\nreturn new URL(baseUrl).origin",
      [],
    ],
    ['a host and a port apart', "new Redis({ host: 'cache', port: 6379 })", ['1:19 literal cache:6379']],
    [
      'a request of Node',
      "const users = { protocol: 'http:', hostname: 'users', port: '3000' }",
      ['1:46 literal http://users:3000'],
    ],
    ['a host with a path alone', "send({ host: 'users', path: '/v1', method: 'GET' })", ['1:14 literal users']],
    ['a host with nothing', "const row = { host: 'users', age: 3 }", []],
    ['its own host', "listen({ host: 'localhost', port: 3000 })", []],
    ['what a mapper is told', "connect({ host: 'db', port: 5432, username: 'u' })", []],
  ]
  it.each(rows.map((row) => [row[0], row] as const))('%s', (_, row) => check(row))
})

describe('imports', () => {
  const rows: Row[] = [
    ['static', "import a from './a.ts'", ['1:16 import ./a.ts']],
    ['for its effect', "import './setup'", ['1:9 import ./setup']],
    ['of types only', "import type { A } from './a'", ['1:25 import ./a (type)']],
    ['over lines', "import {\n  a,\n  b,\n} from '@shop/b'", ['4:9 import @shop/b']],
    ['re-export', "export { a } from './a'\nexport * from './b'", ['1:20 import ./a', '2:16 import ./b']],
    ['dynamic with a literal', "const a = await import('./a.js')", ['1:25 import ./a.js']],
    ['dynamic and computed', 'const a = await import(name)', ['1:24 unresolved import']],
    ['dynamic with a template', 'const a = await import(`./x/${name}.js`)', ['1:25 unresolved import']],
    ['require', "const a = require('../a')", ['1:20 import ../a']],
    ['require of a computed name', 'const a = require(name)', ['1:11 unresolved import']],
    ['require.resolve', "const a = require.resolve('b')", ['1:28 import b']],
    ['import = require', "import a = require('./a')", ['1:21 import ./a']],
    ['a method called require', "const a = b.require('../a')", []],
    ['in comments', "// import a from './a'\n/* const b = require('../b')\nimport('./c') */\nlet x = 1", []],
    ['in a text', 'const a = "import b from \'./b\'"', []],
    ['in a template', "const a = `import b from '../b'\nrequire('../c')`", []],
    ['in a JSX text', "const a = <p>It's import x from 'y'</p>\nimport b from './b'", ['2:16 import ./b'], 'a.tsx'],
    [
      'an apostrophe in JSX',
      "import b from './b'\nexport const A = () => <p>Don't stop</p>",
      ['1:1 exports', '1:16 import ./b'],
      'a.jsx',
    ],
    ['behind a regular expression', "const r = /['\"]/\nimport a from './a'", ['2:16 import ./a']],
    ['of broken code', "import a from './a'\nconst = {{{", ['1:16 import ./a']],
    ['with CRLF', "let a\r\nimport b from './b'\r\n", ['2:16 import ./b']],
    ['type position', "let a: import('./a').B", ['1:16 import ./a (type)']],
    ['a variable called from', "const b = { from: './a' }\nlist.from('./x')", []],
    [
      'generics and decorators',
      "import { A } from './a'\n@A<string>()\nclass B<T extends object> {}",
      ['1:20 import ./a'],
    ],
  ]
  it.each(rows.map((row) => [row[0], row] as const))('%s', (_, row) => check(row))
})

describe('environment variables', () => {
  const rows: Row[] = [
    ['by dot', 'process.env.A_URL', ['1:13 read A_URL']],
    ['without underscore', 'process.env.PORT', ['1:13 read PORT']],
    ['by the name that the file gives it', 'const all = process.env; all.A_URL', ['1:30 read A_URL']],
    ['optional chain', 'process?.env?.A_URL', ['1:15 read A_URL']],
    ['by bracket', "process.env['A_URL']", ['1:13 read A_URL']],
    ['globalThis', 'globalThis.process.env.A_URL', ['1:24 read A_URL']],
    ['with ??', "process.env.A ?? 'x'", ['1:13 read A or x']],
    ['by a reader, with a comma behind the name', "config.get(\n  'A_URL',\n) ?? 'x'", ['2:3 read A_URL or x']],
    [
      'with || and an address',
      "process.env.A_URL || 'http://a:80'",
      ['1:13 read A_URL or http://a:80', '1:22 default A_URL=http://a:80'],
    ],
    ['with a template', 'process.env.A ?? `x`', ['1:13 read A or x']],
    ['with a type', "parseEnv('A_HOST', 'string')", ['1:10 read A_HOST']],
    [
      'asserted',
      "process.env.A_URL! ?? 'http://a:80'",
      ['1:13 read A_URL or http://a:80', '1:23 default A_URL=http://a:80'],
    ],
    [
      'in brackets',
      "(process.env.A_URL as string) || 'http://a:80'",
      ['1:14 read A_URL or http://a:80', '1:34 default A_URL=http://a:80'],
    ],
    [
      'conditional',
      "process.env.A_URL ? process.env.A_URL : 'http://a:80'",
      ['1:13 read A_URL', '1:33 read A_URL or http://a:80', '1:41 default A_URL=http://a:80'],
    ],
    [
      'destructured',
      "const { A, B = 'x', C: c = 'y' } = process.env",
      ['1:9 read A', '1:12 read B or x', '1:21 read C or y'],
    ],
    [
      'an address in a destructured default',
      "const { A_URL = 'http://a:80' } = process.env",
      ['1:9 read A_URL or http://a:80', '1:17 default A_URL=http://a:80'],
    ],
    ['computed', 'process.env[name]', ['1:1 unresolved env']],
    ['import.meta.env', 'import.meta.env.VITE_A', ['1:17 read VITE_A']],
    ['env of an argument', 'const url = env.A_URL', ['1:13 field-read', '1:17 read A_URL']],
    ['destructured from an argument', 'const { A_URL } = env', ['1:1 field-read', '1:9 read A_URL']],
    [
      'schema',
      "const s = z.object({ A_URL: z.string().default('http://localhost:80') })",
      ['1:22 read A_URL or http://localhost:80', '1:48 default A_URL=http://localhost:80'],
    ],
    ['schema of other schemas', 'const s = z.object({ A_URL: Url, inner: { B_URL: Url } })', ['1:22 read A_URL']],
    ['map of constants', 'const s = { A_URL: url, B_URL: other }', []],
    [
      'schema of options',
      "const s = { A_URL: { type: 'string', default: 'http://localhost:8081' } }",
      ['1:13 read A_URL or http://localhost:8081', '1:47 default A_URL=http://localhost:8081'],
    ],
    [
      'schema of calls',
      "const s = { A_URL: text('http://localhost:8081') }",
      ['1:13 read A_URL or http://localhost:8081', '1:25 default A_URL=http://localhost:8081'],
    ],
    [
      'quoted key of a schema',
      "const s = { 'A_URL': { default: 'http://localhost:8081' } }",
      ['1:13 read A_URL or http://localhost:8081', '1:33 default A_URL=http://localhost:8081'],
    ],
    ['plain object', "const s = { A_URL: 'http://localhost:8081' }", ['1:20 literal http://localhost:8081']],
    [
      'reading call',
      "const a = env('A_URL', 'http://a:80')",
      ['1:15 read A_URL or http://a:80', '1:24 default A_URL=http://a:80'],
    ],
    [
      'getter with a fallback behind',
      "config.get('A_URL') ?? 'http://a:80'",
      ['1:12 read A_URL or http://a:80', '1:24 default A_URL=http://a:80'],
    ],
    ['getter with a type', "config.get<string>('A_URL')", ['1:20 read A_URL']],
    ['only named', "const names = ['A_URL']", ['1:16 named A_URL']],
    ['in comments', "// process.env.A_URL\n/* process.env.B || 'http://b:1' */", []],
    ['in a text', 'const a = "process.env.A_URL"', []],
    ['inside a template', 'const a = `x ${process.env.A_URL} y`', ['1:28 read A_URL']],
    ['written, not read', "process.env.A_URL = 'http://a:80'", ['1:21 default A_URL=http://a:80']],
    [
      'trimmed',
      "process.env.A_URL?.trim() || 'http://a:80'",
      ['1:13 read A_URL or http://a:80', '1:30 default A_URL=http://a:80'],
    ],
    [
      'filled in',
      "process.env.A_URL ??= 'http://a:80'",
      ['1:13 read A_URL or http://a:80', '1:23 default A_URL=http://a:80'],
    ],
  ]
  it.each(rows.map((row) => [row[0], row] as const))('%s', (_, row) => check(row))
})

describe('addresses', () => {
  const rows: Row[] = [
    ['a URL', "query('http://products:8081/v1')", ['1:7 literal http://products:8081/v1']],
    ['a template with a host', 'query(`http://products:8081/v1/${id}`)', ['1:7 literal http://products:8081/v1']],
    ['a template behind a port', 'query(`http://products:8081${path}`)', ['1:7 literal http://products:8081']],
    ['a template of a variable', 'query(`${base}/v1/${id}`)', []],
    ['host:port', "new Client('payment:50051')", ['1:12 literal payment:50051']],
    [
      'a connection string',
      "connect('postgres://shop:hunter2@db:5432/shop')",
      ['1:9 literal postgres://***@db:5432/shop'],
    ],
    ['a cluster', "connect('mongodb://a:27017,b:27017/shop')", ['1:9 literal mongodb://a:27017,b:27017/shop']],
    ['a broker', "connect('amqp://rabbit')", ['1:9 literal amqp://rabbit']],
    ['prose', "log('listening on http://products:8081 now')", []],
    ['a time', "const t = '12:30'", []],
    ['a package script', "run('test:80x')", []],
    ['in comments', "// http://products:8081\n/* query('http://products:8081') */", []],
    ['a namespace of XML', "const ns = 'http://www.w3.org/2000/svg'", ['1:12 literal http://www.w3.org/2000/svg']],
  ]
  it.each(rows.map((row) => [row[0], row] as const))('%s', (_, row) => check(row))

  it('keeps no secret of an address', async () => {
    const facts = await factsOf(typescript, 'a.ts', "connect('postgres://shop:hunter2@db/shop?password=hunter2')")
    expect(facts).toHaveLength(1)
    expect(JSON.stringify(facts)).not.toContain('hunter2')
  })
})

it('reads a file of many tokens in linear time', async () => {
  const line = "export const A_URL_NAME = read(process.env.A_URL ?? 'http://a:80', { key: 'B_URL' })\n"
  // Time of the processor, in ms: what else runs on the machine does not count.
  const start = process.cpuUsage()
  const facts = await factsOf(typescript, 'a.ts', line.repeat(8000))
  expect(facts.length).toBeGreaterThan(8000)
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000)
})

it('reads calls nested in calls in linear time', async () => {
  const start = process.cpuUsage()
  const facts = await factsOf(typescript, 'a.js', 'axios.get(\n'.repeat(25_000))
  expect(facts).toHaveLength(25_000)
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000)
})
