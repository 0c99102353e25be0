import { expect, it } from 'vitest'
import { servicesOf, surveyOf, type Tree } from './graph-of.ts'

const graphOf = async (tree: Tree) => (await surveyOf(tree)).graph
const names = async (tree: Tree): Promise<string[]> => (await graphOf(tree)).services.map(({ name }) => name)
const pack = (data: object): string => JSON.stringify(data)
const api: Tree = {
  'apps/api/package.json': pack({
    name: '@shop/api',
    scripts: { start: 'npm run start:prod', 'start:prod': 'node dist/main.js' },
    dependencies: { '@nestjs/core': '11', '@shop/dal': '1' },
  }),
  'apps/api/src/main.ts': 'import { NestFactory } from "@nestjs/core"',
}

it('takes no package for a service that only builds, that others are built with, or that people run', async () => {
  const dependencies = { express: '5' }
  const tree = {
    ...api,
    'libs/watched/package.json': pack({ name: 'watched', scripts: { start: 'npm run w', w: 'tsc -w' }, dependencies }),
    'libs/dal/package.json': pack({ name: '@shop/dal', scripts: { start: 'node .' }, dependencies }),
    'libs/nest/package.json': pack({
      name: 'nest',
      scripts: { start: 'node .' },
      peerDependencies: { '@nestjs/common': '11' },
    }),
    'packages/shop/package.json': pack({
      name: 'shop',
      bin: './cli.js',
      scripts: { start: 'node cli.js' },
      dependencies,
    }),
    'playground/nest/package.json': pack({ name: 'try', scripts: { start: 'node .' }, dependencies }),
  }
  expect(await names(tree)).toEqual(['api'])
  const started = { 'libs/built/package.json': pack({ scripts: { start: 'tsc && node dist' }, dependencies }) }
  expect(await names({ ...api, ...started })).toEqual(['api', 'built'])
})

it('takes no image for a service that others are built upon, or that is somebody else’s with something added', async () => {
  const tree = {
    'compose.yaml': `services:
  base: { image: "ghcr.io/shop/base:$\{VERSION}", build: { context: ., dockerfile: packages/Dockerfile.base } }
  cart: { build: { context: ., dockerfile: packages/cart/Dockerfile } }
  elastic: { build: { context: ., dockerfile: ./search/Dockerfile } }
`,
    'packages/Dockerfile.base': 'FROM node:24',
    'packages/commons/a.ts': 'export const a = 1',
    'packages/cart/Dockerfile': 'ARG V=1\nFROM ghcr.io/shop/base:$V',
    'packages/cart/a.ts': 'export const a = 1',
    'search/Dockerfile': 'FROM docker.elastic.co/elasticsearch/elasticsearch:8.0.0 AS search\nFROM search',
    'shop-jvm/Dockerfile': 'FROM eclipse-temurin:21',
    'shop-jvm/a.java': 'class A {}',
    'mail/Dockerfile': 'FROM ghcr.io/shop/shop-jvm:main',
    'mail/A.java': 'class A {}',
    'shop-migrator-mail/Dockerfile': 'FROM flyway/flyway:11',
    'shop-migrator-mail/a.sql': 'CREATE TABLE a (id int)',
  }
  expect(await names(tree)).toEqual(['cart', 'mail'])
})

it('takes a folder that is called as the image that it is built on for a service', async () => {
  const tree = {
    'compose.yaml': 'services: { app: { build: node }, cart: { build: cart } }',
    'node/Dockerfile': 'FROM node:24',
    'node/a.ts': 'export const a = 1',
    'cart/Dockerfile': 'FROM docker.io/library/node:24',
    'cart/a.ts': 'export const a = 1',
  }
  expect(await names(tree)).toEqual(['app', 'cart'])
})

it('sees no calls in a list of all services that each of them is given', async () => {
  const launch = (port: number): string =>
    pack({ profiles: { http: { commandName: 'Project', applicationUrl: `http://localhost:${port}` } } })
  const uris = { cart: 'http://localhost:5001', users: 'http://localhost:5002', mail: 'http://localhost:5003' }
  const tree = Object.fromEntries(
    ['cart', 'users', 'mail'].flatMap((name, index) => [
      [`${name}/Dockerfile`, 'FROM mcr.microsoft.com/dotnet/aspnet:9.0'],
      [`${name}/${name}.csproj`, '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>'],
      [`${name}/Properties/launchSettings.json`, launch(5001 + index)],
      [`${name}/appsettings.json`, pack({ uris })],
    ]),
  )
  expect((await graphOf(tree)).edges).toEqual([])
  const others = { ...tree, 'mail/appsettings.json': pack({ uris: { cart: uris.cart, users: uris.users } }) }
  expect((await graphOf(others)).edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['mail cart', 'mail users'])
})

it('gives the variables of all services to none whose code lies elsewhere', async () => {
  const tree = {
    '.env': 'CART_URL=http://cart:8080\nUSERS_URL=http://users:8080\n',
    'compose.yaml': `services:
  cart: { image: ghcr.io/shop/cart:1, env_file: .env }
  users: { image: ghcr.io/shop/users:1, environment: { CART_URL: "$\{CART_URL}" } }
`,
  }
  expect((await graphOf(tree)).edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['users cart'])
})

it('takes no host for a database that somebody is yet to fill in', async () => {
  const tree = {
    'compose.yaml': 'services: { cart: { build: cart }, users: { build: users } }',
    ...Object.fromEntries(
      ['cart', 'users'].flatMap((name) => [
        [`${name}/Dockerfile`, 'FROM eclipse-temurin:21'],
        [
          `${name}/src/main/resources/application.properties`,
          'spring.datasource.url=jdbc:mysql://xxx.xxx.xxx:3306/shop',
        ],
      ]),
    ),
  }
  expect((await graphOf(tree)).resources).toEqual([])
})

it('takes projects of .NET that answer beside an image of one of them for services, where compose runs but databases', async () => {
  const project = (name: string): Tree => ({
    [`${name}/${name}.csproj`]: '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    [`${name}/Program.cs`]: 'WebApplication.CreateBuilder(args).Build().Run();',
  })
  const image = {
    'Users/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT ["dotnet", "Users.dll"]\n',
  }
  const tree = { ...project('Cart'), ...project('Users'), ...image }
  const databases = { 'compose.yaml': 'services:\n  db: { image: "postgres:18" }\n' }
  expect(await servicesOf({ ...tree, ...databases })).toEqual(['Cart at Cart', 'Users at Users'])
  const run = { 'compose.yaml': 'services:\n  users: { build: Users }\n' }
  expect(await servicesOf({ ...tree, ...run })).toEqual(['users at Users'])
})
