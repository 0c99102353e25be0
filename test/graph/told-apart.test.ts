// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { toldApart, whyNoService } from '../../src/graph/discover/told-apart.ts'
import { deploymentOf, surveyOf, type Tree } from './graph-of.ts'

async function apartIn(tree: Tree): Promise<string[]> {
  const { graph, facts } = await surveyOf(tree)
  return toldApart(graph, facts).map(({ name, why, file, line }) => `${name} ${why} (${file}:${line})`)
}

const node = 'FROM node:24\nCMD ["node", "run.js"]\n'
const orders: Tree = { 'orders/Dockerfile': node, 'orders/run.js': 'app.listen(80)\n' }

it('says why what runs beside services is none', async () => {
  const tree = {
    ...orders,
    'loadgenerator/Dockerfile': node,
    'loadgenerator/run.js': '1',
    'compose.yaml': `services:
  orders: { build: orders }
  cache: { image: "redis:8@sha256:abc" }
  jaeger: { image: "\${TRACES_IMAGE}" }
  pg: { image: "\${POSTGRES_IMAGE}" }
  flags: { image: "https://me:hunter2@shop.example/flags:1?token=hunter2" }
  peek: { image: "rediscommander/redis-commander:1" }
  web: { image: "shop/web:1" }
  loadgenerator: { build: loadgenerator }
`,
    'compose.dev.yaml': 'services: { page: { build: orders, image: "shop/web:2" } }\n',
    'k8s/prepare.yaml': deploymentOf('prepare', 'shop.example/prepare')
      .replace('Deployment', 'Job')
      .replace('apps/v1', 'batch/v1'),
  }
  expect(await apartIn(tree)).toEqual([
    'cache runs redis:8, a cache (compose.yaml:3)',
    'flags runs shop.example/flags:1, whose code is not here (compose.yaml:6)',
    'jaeger runs ${TRACES_IMAGE}, which watches, steers or stands before others (compose.yaml:4)',
    'loadgenerator puts load on others (compose.yaml:9)',
    'peek runs rediscommander/redis-commander:1, which watches, steers or stands before others (compose.yaml:7)',
    'pg runs ${POSTGRES_IMAGE}, a database (compose.yaml:5)',
    'prepare runs to its end (k8s/prepare.yaml:3)',
  ])
})

it('says why images that are built are none', async () => {
  const tree = {
    ...orders,
    'docker/base/Dockerfile': 'FROM node:24\nRUN npm install\n',
    'orders/Dockerfile': 'FROM shop/base\nCMD ["node", "run.js"]\n',
    Makefile: 'base:\n\tdocker build -t shop/base docker/base\n',
    'db/Dockerfile': 'FROM postgres:18\nCOPY init.sql /docker-entrypoint-initdb.d/\n',
    'e2e/Dockerfile': node,
    'e2e/run.js': '1',
  }
  expect(await apartIn(tree)).toEqual([
    'base is what other images are built upon (docker/base/Dockerfile:1)',
    'db packs postgres:18 (db/Dockerfile:1)',
    'e2e tests others (e2e/Dockerfile:1)',
  ])
})

it('says what libraries are, by the packages that are built with them and are no tests', async () => {
  const project = (more: string): string => `<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>${more}</ItemGroup></Project>`
  const tree = {
    ...orders,
    'orders/package.json': '{ "name": "orders", "dependencies": { "@shop/money": "*" } }',
    'libs/money/package.json': '{ "name": "@shop/money" }',
    'libs/alone/package.json': '{ "name": "@shop/alone" }',
    'Users/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\n',
    'Users/Users.csproj': project('<ProjectReference Include="..\\Common\\Common.csproj" />'),
    'Common/Common.csproj': project(''),
    'Users.Tests/Users.Tests.csproj': project('<ProjectReference Include="..\\Common\\Common.csproj" />'),
  }
  expect(await apartIn(tree)).toEqual([
    '@shop/money is a library: 1 package is built with it (libs/money/package.json:1)',
    'Common is a library: 1 package is built with it (Common/Common.csproj:1)',
  ])
})

it('keeps no login of a registry that stands in the name of an image, and every digest', async () => {
  const images = ['me:hunter2@reg.example.com/flags:1', 'reg.example.com:5000/cache:8@sha256:abc']
  const compose = `services:\n${images.map((image, index) => `  s${index}: { image: "${image}" }\n`).join('')}`
  const { facts } = await surveyOf({ ...orders, 'compose.yaml': compose })
  expect(facts.of('workload').map(({ containers: [first] }) => first?.image)).toEqual([
    '***@reg.example.com/flags:1',
    images[1],
  ])
})

it('answers for one of them, in whatever case and without its scope', async () => {
  const tree = {
    ...orders,
    'orders/package.json': '{ "name": "orders", "dependencies": { "@shop/money": "*" } }',
    'libs/money/package.json': '{ "name": "@shop/money" }',
    'compose.yaml': 'services: { orders: { build: orders }, keys: { image: "redis:8" } }\n',
  }
  const { graph, facts } = await surveyOf(tree)
  const whyOf = (asked: string): string | undefined => whyNoService(graph, facts, asked)?.why
  expect(['Keys', 'money', '@shop/money', 'oney', 'nobody'].map(whyOf)).toEqual([
    'runs redis:8, a cache',
    'is a library: 1 package is built with it',
    'is a library: 1 package is built with it',
    undefined,
    undefined,
  ])
})
