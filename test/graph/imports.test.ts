import { expect, it } from 'vitest'
import { collectFacts } from '../../src/facts/collect.ts'
import { indexFacts } from '../../src/facts/fact-index.ts'
import { importResolver } from '../../src/graph/imports/index.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import { catalogOf, edgesOf, surveyOf, type Tree } from './graph-of.ts'

/** What an import in `services/a/src/main.ts` reaches. */
async function reached(specifier: string, tree: Tree): Promise<string> {
  const repository = memoryRepository({ ...tree, 'services/a/src/main.ts': `import '${specifier}'` })
  const facts = indexFacts((await collectFacts(repository)).facts)
  const fact = facts.of('import').find(({ at }) => at.file === 'services/a/src/main.ts')
  if (fact === undefined) throw new Error('no import')
  const found = importResolver(repository.files(), facts)(fact)
  return found.kind === 'file' ? found.file : found.kind === 'package' ? `package ${found.name}` : 'unresolved'
}

const b = 'services/b/src/'
const rows: readonly (readonly [specifier: string, tree: Tree, expected: string])[] = [
  ['./x.ts', { 'services/a/src/x.ts': '' }, 'services/a/src/x.ts'],
  ['./x.js', { 'services/a/src/x.ts': '' }, 'services/a/src/x.ts'],
  ['./x.js', { 'services/a/src/x.js': '', 'services/a/src/x.ts': '' }, 'services/a/src/x.js'],
  ['./x.jsx', { 'services/a/src/x.tsx': '' }, 'services/a/src/x.tsx'],
  ['./x.mjs', { 'services/a/src/x.mts': '' }, 'services/a/src/x.mts'],
  ['./x', { 'services/a/src/x.tsx': '' }, 'services/a/src/x.tsx'],
  ['./x', { 'services/a/src/x/index.ts': '' }, 'services/a/src/x/index.ts'],
  ['./x/', { 'services/a/src/x/index.js': '' }, 'services/a/src/x/index.js'],
  ['.', { 'services/a/src/index.ts': '' }, 'services/a/src/index.ts'],
  ['./x.json', { 'services/a/src/x.json': '{}' }, 'services/a/src/x.json'],
  ['./x.svg?url', { 'services/a/src/x.svg': '' }, 'services/a/src/x.svg'],
  ['./user.service', { 'services/a/src/user.service.ts': '' }, 'services/a/src/user.service.ts'],
  ['../../b/src/y', { [`${b}y.ts`]: '' }, `${b}y.ts`],
  ['../../../../outside', {}, 'unresolved'],
  ['./gone', {}, 'unresolved'],
  ['fastify', {}, 'package fastify'],
  ['@scope/pkg/deep', {}, 'package @scope/pkg'],
  ['node:fs', {}, 'package node:fs'],
  ['https://esm.sh/x', {}, 'package https://esm.sh/x'],
  ['@shop/b', { 'services/b/package.json': '{ "name": "@shop/b", "main": "src/y.ts" }', [`${b}y.ts`]: '' }, `${b}y.ts`],
  ['@shop/b', { 'services/b/package.json': '{ "name": "@shop/b" }', 'services/b/index.ts': '' }, 'services/b/index.ts'],
  ['@shop/b', { 'services/b/package.json': '{ "name": "@shop/b" }', [`${b}index.ts`]: '' }, `${b}index.ts`],
  ['@shop/b', { 'services/b/package.json': '{ "name": "@shop/b", "main": "dist/y.js" }' }, 'services/b/package.json'],
  [
    '@shop/b/y',
    { 'services/b/package.json': '{ "name": "@shop/b", "exports": { "./*": "./src/*.ts" } }', [`${b}y.ts`]: '' },
    `${b}y.ts`,
  ],
  [
    '@shop/b/client',
    {
      'services/b/package.json': '{ "name": "@shop/b", "exports": { "./client": { "import": "./src/y.ts" } } }',
      [`${b}y.ts`]: '',
    },
    `${b}y.ts`,
  ],
  ['@shop/b/dist/y', { 'services/b/package.json': '{ "name": "@shop/b" }', [`${b}y.ts`]: '' }, `${b}y.ts`],
  ['@shop/b/src/y.js', { 'services/b/package.json': '{ "name": "@shop/b" }', [`${b}y.ts`]: '' }, `${b}y.ts`],
  [
    '#b/y',
    { 'services/a/package.json': '{ "imports": { "#b/*": { "node": "../b/src/*.js" } } }', [`${b}y.ts`]: '' },
    `${b}y.ts`,
  ],
  [
    '@b/y',
    { 'tsconfig.json': '{ "compilerOptions": { "paths": { "@b/*": ["services/b/src/*"] } } }', [`${b}y.ts`]: '' },
    `${b}y.ts`,
  ],
  [
    '@b/y',
    {
      'services/a/tsconfig.json':
        '{ "compilerOptions": { "baseUrl": "..", "paths": { "@b/*": ["gone/*", "b/src/*"] } } }',
      [`${b}y.ts`]: '',
    },
    `${b}y.ts`,
  ],
  [
    'b/src/y',
    { 'services/a/tsconfig.json': '{ "compilerOptions": { "baseUrl": ".." } }', [`${b}y.ts`]: '' },
    `${b}y.ts`,
  ],
  [
    '@b/y',
    { 'services/c/tsconfig.json': '{ "compilerOptions": { "paths": { "@b/*": ["../b/src/*"] } } }', [`${b}y.ts`]: '' },
    'package @b/y',
  ],
  [
    '@b/y',
    {
      'tsconfig.base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@b/y": ["services/b/src/y.ts"] } } }',
      [`${b}y.ts`]: '',
    },
    `${b}y.ts`,
  ],
]

it.each(rows)('%s, with %j', async (specifier, tree, expected) => {
  expect(await reached(specifier, tree)).toBe(expected)
})

const two = catalogOf({ a: {}, b: {} })

it.each([
  [
    'a relative path',
    { 'services/a/src/x.ts': "import '../../b/src/y'", [`${b}y.ts`]: '' },
    ['a -> b code (observed)'],
  ],
  ['a test', { 'services/a/test/x.test.ts': "import '../../b/src/y'", [`${b}y.ts`]: '' }, ['a -> b code (observed)']],
  [
    'a type',
    { 'services/a/src/x.ts': "import type { Y } from '../../b/src/y'", [`${b}y.ts`]: '' },
    ['a -> b code (observed)'],
  ],
  [
    'a dependency of the manifest',
    {
      'services/a/package.json': '{ "name": "a", "dependencies": { "@shop/b": "workspace:*" } }',
      'services/b/package.json': '{ "name": "@shop/b" }',
    },
    ['a -> b code (observed)'],
  ],
  [
    'a folder that the manifest links',
    {
      'services/a/package.json': '{ "name": "a", "dependencies": { "any": "file:../b/" } }',
      'services/b/package.json': '{ "name": "@shop/b" }',
    },
    ['a -> b code (observed)'],
  ],
  ['a file that is built later', { 'services/a/src/x.ts': "import '../../b/dist/y.js'" }, ['a -> b code (observed)']],
  ['its own code', { 'services/a/src/x.ts': "import './y'", 'services/a/src/y.ts': '' }, []],
  [
    'a shared package',
    {
      'services/a/src/x.ts': "import '@shop/money'",
      'packages/money/package.json': '{ "name": "@shop/money", "main": "index.ts" }',
      'packages/money/index.ts': '',
    },
    [],
  ],
  ['a comment', { 'services/a/src/x.ts': "// import '../../b/src/y'", [`${b}y.ts`]: '' }, []],
])('draws an edge for code: %s', async (_, tree, expected) => {
  expect(await edgesOf({ ...two, ...tree } as Tree)).toEqual(expected)
})

it('says which file an import reaches', async () => {
  const { graph } = await surveyOf({ ...two, 'services/a/src/x.ts': "import '../../b/src/y'", [`${b}y.ts`]: '' })
  expect(graph.edges[0]?.evidence).toEqual([
    {
      file: 'services/a/src/x.ts',
      line: 1,
      column: 9,
      kind: 'import',
      confidence: 1,
      detail: 'imports ../../b/src/y',
      target: `${b}y.ts`,
    },
  ])
})
