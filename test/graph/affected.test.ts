import { expect, it } from 'vitest'
import { affectedServices } from '../../src/graph/affected.ts'
import { catalogOf, surveyOf, type Tree } from './graph-of.ts'

const tree: Tree = {
  ...catalogOf({ cart: { consumes: ['products'] }, products: { provides: ['products'] }, users: {}, legacy: {} }),
  'package.json': '{ "name": "shop", "workspaces": ["services/cart", "services/users", "packages/*"] }',
  'services/cart/package.json': '{ "name": "@shop/cart", "dependencies": { "@shop/http": "*" } }',
  'services/cart/src/main.ts': "import { get } from '@shop/http'",
  'services/products/openapi.yaml': 'openapi: 3.1.0',
  'services/products/src/prices.ts': "export * from './tax.js'",
  'services/products/src/tax.ts': '',
  'shared/money.ts': '',
  'services/users/package.json': '{ "name": "@shop/users" }',
  'services/users/src/main.ts': "import { price } from '../../products/src/prices.ts'\nimport '../../../shared/money'",
  'services/legacy/main.py': '',
  'services/legacy/package.json': '{ "name": "legacy" }',
  'packages/http/package.json': '{ "name": "@shop/http", "main": "index.ts", "dependencies": { "@shop/base": "*" } }',
  'packages/http/index.ts': '',
  'packages/base/package.json': '{ "name": "@shop/base", "main": "index.ts" }',
  'packages/base/index.ts': '',
  'README.md': '',
}

const all = ['cart', 'legacy', 'products', 'users']

it.each([
  ['its own file', ['services/cart/src/main.ts'], ['cart']],
  ['a file that another imports', ['services/products/src/prices.ts'], ['products', 'users']],
  ['a file that an imported one is built on', ['services/products/src/tax.ts'], ['products', 'users']],
  ['a shared folder that is no package', ['shared/money.ts'], ['users']],
  ['a contract', ['services/products/openapi.yaml'], ['cart', 'products']],
  ['a shared package', ['packages/http/index.ts'], ['cart']],
  ['a package that a shared one is built on', ['packages/base/index.ts'], ['cart']],
  ['the lock file at the root', ['package-lock.json'], ['cart', 'users']],
  ['the manifest at the root', ['package.json'], ['cart', 'users']],
  ['msvc.yaml', ['msvc.yaml'], all],
  ['the README', ['README.md'], []],
  ['CI, compose and the root catalog', ['.github/workflows/ci.yml', 'compose.yaml', 'catalog-info.yaml'], []],
  ['a file that is gone', ['services/cart/src/old.ts'], ['cart']],
  ['two services', ['services/users/a', 'services/cart/b'], ['cart', 'users']],
  ['nothing', [], []],
])('%s', async (_, changedFiles, expected) => {
  const { graph, facts } = await surveyOf(tree)
  expect(affectedServices({ graph, facts, changedFiles }).map(({ service }) => service.name)).toEqual(expected)
})

it('knows the members of a pnpm workspace', async () => {
  const { 'package.json': _, ...rest } = tree
  const { graph, facts } = await surveyOf({
    ...rest,
    'pnpm-workspace.yaml': "packages: ['services/*', '!services/legacy']\n",
  })
  const affected = affectedServices({ graph, facts, changedFiles: ['pnpm-lock.yaml'] })
  expect(affected.map(({ service }) => service.name)).toEqual(['cart', 'users'])
})

const project = (...references: string[]): string =>
  `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>${references.map((each) => `<ProjectReference Include="..\\${each}\\${each}.csproj" />`).join('')}</ItemGroup></Project>`
const pom = (name: string, ...uses: string[]): string =>
  `<project><groupId>shop</groupId><artifactId>${name}</artifactId><dependencies>${uses.map((use) => `<dependency><groupId>shop</groupId><artifactId>${use}</artifactId></dependency>`).join('')}</dependencies></project>`

const deployed = ['src/Basket', 'src/Mail', 'src/Stock', 'jvm/pay', 'jvm/ship']
const mixed: Tree = {
  'src/Basket/Basket.csproj': project('Bus'),
  'src/Basket/Program.cs': '',
  'src/Mail/Mail.csproj': project('Bus'),
  'src/Mail/Program.cs': '',
  'src/Stock/Stock.csproj': project(),
  'src/Stock/Program.cs': '',
  'src/Bus/Bus.csproj': project('Wire'),
  'src/Bus/Bus.cs': '',
  'src/Wire/Wire.csproj': project(),
  'src/Wire/Wire.cs': '',
  'Directory.Packages.props': '<Project />',
  'jvm/pom.xml':
    '<project><modules><module>pay</module><module>ship</module><module>common</module></modules></project>',
  'jvm/pay/pom.xml': pom('pay', 'common'),
  'jvm/pay/src/main/java/shop/Pay.java': 'package shop;',
  'jvm/ship/pom.xml': pom('ship', 'common'),
  'jvm/ship/src/main/java/shop/Ship.java': 'package shop;',
  'jvm/common/pom.xml': pom('common'),
  'jvm/common/src/main/resources/common.properties': '',
  'compose.yaml': `services:\n${deployed.map((path) => `  ${path.slice(path.lastIndexOf('/') + 1).toLowerCase()}: { build: ${path} }\n`).join('')}`,
  ...Object.fromEntries(deployed.map((path) => [`${path}/Dockerfile`, 'FROM scratch\n'])),
}

it.each([
  ['code of a project that it is built with', ['src/Bus/Bus.cs'], ['basket', 'mail']],
  ['code of a project that this one is built with', ['src/Wire/Wire.cs'], ['basket', 'mail']],
  ['versions of all projects below', ['Directory.Packages.props'], ['basket', 'mail', 'stock']],
  ['a resource of a module', ['jvm/common/src/main/resources/common.properties'], ['pay', 'ship']],
  ['the parent of modules', ['jvm/pom.xml'], ['pay', 'ship']],
  ['settings of a folder that nothing lies below', ['docs/pom.xml'], []],
])('without a catalog: %s', async (_, changedFiles, expected) => {
  const { graph, facts } = await surveyOf(mixed)
  expect(affectedServices({ graph, facts, changedFiles }).map(({ service }) => service.name)).toEqual(expected)
})

it.each([
  ['one by one', ['src/Shared/Clock.cs'], ['basket']],
  ['by a glob, over a project that it is built with', ['src/Shared/events/Paid.cs'], ['basket', 'mail']],
  ['a contract', ['protos/stock.proto'], ['mail']],
  ['what lies beside them', ['src/Shared/Zone.cs'], []],
])('sources of .NET that lie elsewhere and are compiled with a project: %s', async (_, changedFiles, expected) => {
  const web = (items: string): string =>
    `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>${items}</ItemGroup></Project>`
  const { graph, facts } = await surveyOf({
    ...mixed,
    'src/Basket/Basket.csproj': web(
      '<Compile Include="..\\Shared\\Clock.cs;Own.cs" Link="Clock.cs" /><ProjectReference Include="..\\Bus\\Bus.csproj" />',
    ),
    'src/Bus/Bus.csproj': web('<Compile Include="..\\Shared\\events\\**\\*.cs" LinkBase="events" />'),
    'src/Mail/Mail.csproj': web(
      '<ProjectReference Include="..\\Bus\\Bus.csproj" /><Protobuf Include="..\\..\\protos\\stock.proto" />',
    ),
    ...Object.fromEntries(
      ['src/Shared/Clock.cs', 'src/Shared/Zone.cs', 'src/Shared/events/Paid.cs'].map((file) => [file, '']),
    ),
    'protos/stock.proto': 'syntax = "proto3";',
  })
  expect(affectedServices({ graph, facts, changedFiles }).map(({ service }) => service.name)).toEqual(expected)
})

it('finds sources of another service that .NET compiles with one', async () => {
  const { graph } = await surveyOf({
    ...mixed,
    'src/Stock/Stock.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><Compile Include="..\\Mail\\Models\\**\\*.cs" /><Protobuf Include="..\\Basket\\basket.proto" /></ItemGroup></Project>`,
    'src/Mail/Models/Letter.cs': '',
    'src/Basket/basket.proto': 'syntax = "proto3";',
  })
  expect(graph.edges.filter(({ kind }) => kind === 'code').map(({ from, to }) => [from, to])).toEqual([
    ['stock', 'mail'],
  ])
})

it('says why', async () => {
  const { graph, facts } = await surveyOf(tree)
  const changedFiles = ['services/products/openapi.yaml', 'services/products/src/prices.ts']
  expect(affectedServices({ graph, facts, changedFiles }).map(({ reason }) => reason)).toEqual([
    'it uses products, whose contract services/products/openapi.yaml changed',
    'services/products/openapi.yaml changed',
    'it imports services/products/src/prices.ts, which changed',
  ])
  const { graph: other, facts: theirs } = await surveyOf(mixed)
  const reasons = affectedServices({ graph: other, facts: theirs, changedFiles: ['src/Wire/Wire.cs', 'jvm/pom.xml'] })
  expect(reasons.map(({ reason }) => reason)).toEqual([
    'it is built with src/Wire, in which Wire.cs changed',
    'it is built with src/Wire, in which Wire.cs changed',
    'jvm/pom.xml changed, which sets how it is built',
    'jvm/pom.xml changed, which sets how it is built',
  ])
})
