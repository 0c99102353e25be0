import { expect, it } from 'vitest'
import type { PackageFact } from '../../src/facts/fact.ts'
import { packageJson } from '../../src/facts/package-json/index.ts'
import { factsOf, statements } from './read-facts.ts'

const read = async (data: unknown): Promise<PackageFact> => {
  const [fact] = await factsOf(packageJson, 'a/package.json', JSON.stringify(data, null, 2))
  if (fact?.kind !== 'package') throw new Error('no package')
  return fact
}

it('reads name, members and dependencies with their place', async () => {
  const fact = await read({
    name: '@shop/cart',
    workspaces: ['services/*'],
    dependencies: { fastify: '^5.0.0', '@shop/money': 'workspace:*' },
    devDependencies: { vitest: '^4.0.0' },
  })
  expect(fact).toMatchObject({ name: '@shop/cart', members: ['services/*'], starts: false, at: { line: 2 } })
  expect(fact.dependencies.map(({ name, spec, dev, at }) => [name, spec, dev, at.line, at.column])).toEqual([
    ['fastify', '^5.0.0', false, 7, 5],
    ['@shop/money', 'workspace:*', false, 8, 5],
    ['vitest', '^4.0.0', true, 11, 5],
  ])
})

it.each([
  [{ scripts: { start: 'node .' } }, true],
  [{ scripts: { serve: 'x' } }, true],
  [{ scripts: { 'start:prod': 'x' } }, true],
  [{ scripts: { 'start:debug': 'x', build: 'y' } }, false],
  [{ scripts: null }, false],
  [{}, false],
])('%j starts a process: %s', async (data, expected) => {
  expect((await read(data)).starts).toBe(expected)
})

it.each([
  [{ exports: './src/index.ts' }, { '.': './src/index.ts' }],
  [
    { exports: { '.': { types: './a.d.ts', default: './a.js' }, './b': './b.js' } },
    { '.': './a.d.ts', './b': './b.js' },
  ],
  [{ exports: { import: './a.mjs', require: './a.cjs' } }, { '.': './a.mjs' }],
  [{ main: './a.js' }, { '.': './a.js' }],
  [{ main: './dist/a.js', source: './src/a.ts' }, { '.': './src/a.ts' }],
  [{ exports: null, main: 'a.js' }, { '.': 'a.js' }],
  [{}, {}],
])('finds the entry points of %j', async (data, expected) => {
  expect((await read(data)).entries).toEqual(expected)
})

it.each([
  ['"start": "PORT=4001 node index.js"', [4001]],
  ['"dev": "NODE_ENV=development PORT=4002 nodemon index.js"', [4002]],
  ['"start": "PORT=4003 react-scripts start"', []],
  ['"test": "PORT=4004 jest"', []],
])('reads the port that a script opens: { %s }', async (script, ports) => {
  const facts = await factsOf(packageJson, 'package.json', `{ "scripts": { ${script} } }`)
  expect(facts.flatMap((fact) => (fact.kind === 'listen' ? [fact.port] : []))).toEqual(ports)
})

it('takes members from the long form', async () => {
  expect((await read({ workspaces: { packages: ['a', 'b'] } })).members).toEqual(['a', 'b'])
})

it.each(['', '[]', 'x', '"a"'])('states one unresolved fact for "%s"', async (text) => {
  expect(await statements(packageJson, 'package.json', text)).toEqual(['1:1 unresolved manifest'])
})

it('reads what it can of a file with an error in it', async () => {
  const [fact] = await factsOf(packageJson, 'package.json', '{ "name": "a", "dependencies": { "b": "1" ')
  expect(fact).toMatchObject({ name: 'a', dependencies: [{ name: 'b' }] })
})
