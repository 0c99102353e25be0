import { expect, it } from 'vitest'
import { serviceOf } from '../../src/graph/subjects/of-file.ts'
import { serviceOfWorkload } from '../../src/graph/subjects/of-workload.ts'
import { edgesOf, surveyOf, type Tree } from './graph-of.ts'

const project = (...references: string[]): string =>
  `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>${references.map((each) => `<ProjectReference Include="..\\${each}\\${each}.csproj" />`).join('')}</ItemGroup></Project>`

/** A service in layers beside a small one, with a library for both. */
const layered: Tree = {
  'Ordering.API/Ordering.API.csproj': project('Ordering.Application', 'Shared'),
  'Ordering.API/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\n',
  'Ordering.Application/Ordering.Application.csproj': project('Ordering.Infrastructure'),
  'Ordering.Infrastructure/Ordering.Infrastructure.csproj': project(),
  'Ordering.Infrastructure/Clients/Basket.cs':
    'var client = new HttpClient { BaseAddress = new Uri("http://basket:8080") };',
  'Basket/Basket.csproj': project('Shared'),
  'Basket/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\n',
  'Shared/Shared.csproj': project(),
  'Ordering.Tests/Ordering.Tests.csproj': project('Ordering.Infrastructure', 'Basket'),
  'compose.yaml':
    'services:\n  ordering: { build: { context: ., dockerfile: Ordering.API/Dockerfile } }\n  basket: { build: { context: ., dockerfile: Basket/Dockerfile } }\n',
}

it('gives a service the projects that only it is built with, with all that lies below them', async () => {
  const { graph } = await surveyOf(layered)
  expect(graph.services.map(({ name, projects }) => [name, projects])).toEqual([
    ['basket', undefined],
    ['ordering', ['Ordering.Application', 'Ordering.Infrastructure']],
  ])
  expect(await edgesOf(layered)).toContain('ordering -> basket http (observed)')
})

it('knows packages of Maven and npm as well', async () => {
  const pom = (name: string, ...uses: string[]): string =>
    `<project><groupId>shop</groupId><artifactId>${name}</artifactId><dependencies>${uses.map((use) => `<dependency><groupId>shop</groupId><artifactId>${use}</artifactId></dependency>`).join('')}</dependencies></project>`
  const { graph } = await surveyOf({
    'order/order-container/pom.xml': pom('order-container', 'order-domain'),
    'order/order-container/Dockerfile': 'FROM eclipse-temurin:25\nCMD ["java", "-jar", "a.jar"]\n',
    'order/order-domain/pom.xml': pom('order-domain', 'common'),
    'common/pom.xml': pom('common'),
    'pay/pom.xml': pom('pay', 'common'),
    'pay/Dockerfile': 'FROM eclipse-temurin:25\nCMD ["java", "-jar", "a.jar"]\n',
  })
  expect(graph.services.map(({ path, projects }) => [path, projects])).toEqual([
    ['order/order-container', ['order/order-domain']],
    ['pay', undefined],
  ])
})

it('shares what a module of Go with several services requires, and what its program at the root is built with', async () => {
  const main = (used: string): string =>
    `package main\n\nimport "${used}"\n\nfunc main() { http.ListenAndServe(":80", nil) }\n`
  const { graph } = await surveyOf({
    'go.mod': 'module example.com/shop\n\nrequire example.com/api v1.0.0\n\nreplace example.com/api => ./staging/api\n',
    'main.go': main('example.com/shop/backup'),
    'backup/backup.go': 'package backup\n',
    'cmd/cart/main.go': main('example.com/shop/backup'),
    'cmd/orders/main.go': main('example.com/api/orders'),
    'staging/api/go.mod': 'module example.com/api\n',
    'staging/api/orders/orders.go': 'package orders\n',
    'staging/mapper/go.mod': 'module example.com/mapper\n\nrequire example.com/api v1.0.0\n',
    'staging/mapper/main.go': main('example.com/api/orders'),
  })
  expect(graph.services.map(({ name, projects, parts }) => [name, projects, parts])).toEqual([
    ['cart', undefined, undefined],
    ['mapper', undefined, undefined],
    ['orders', undefined, undefined],
  ])
})

it('gives nobody a package of npm that the code of another service takes in by an alias', async () => {
  const service = (name: string, dependencies: string): Tree => ({
    [`apps/${name}/package.json`]: `{"name":"@shop/${name}","scripts":{"start":"node ."},"dependencies":{"express":"4"${dependencies}}}`,
    [`apps/${name}/src/index.ts`]:
      "import express from 'express'\nimport { track } from '@shop/analytics'\nexpress()\n",
    [`apps/${name}/tsconfig.json`]:
      '{"compilerOptions":{"paths":{"@shop/analytics":["../../packages/analytics/src/index.ts"]}}}',
  })
  const tree: Tree = {
    ...service('app', ''),
    ...service('portal', ',"@shop/analytics":"workspace:*"'),
    'packages/analytics/package.json': '{"name":"@shop/analytics","main":"src/index.ts"}',
    'packages/analytics/src/index.ts': 'export const track = () => {}\n',
  }
  const { graph } = await surveyOf(tree)
  expect(graph.services.map(({ name, projects }) => [name, projects])).toEqual([
    ['app', undefined],
    ['portal', undefined],
  ])
  expect(graph.edges.filter(({ kind }) => kind === 'code')).toEqual([])
})

it('leaves workloads to nobody whose manifests only lie in what a service is built with', async () => {
  const program = (name: string, uses: string): string =>
    `package main\n\nimport (\n\t"net/http"\n\t"example.com/shop/${uses}"\n)\n\nfunc main() { ${name}(); http.ListenAndServe(":8080", nil) }\n`
  const { graph, facts } = await surveyOf({
    'go.mod': 'module example.com/shop\n',
    'cmd/cart/main.go': program('totals.Of', 'totals'),
    'cmd/mail/main.go': program('manifests.All', 'manifests'),
    'totals/of.go': 'package totals\n\nfunc Of() {}\n',
    'manifests/all.go': 'package manifests\n\nfunc All() {}\n',
    'manifests/relay.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: relay }\nspec: { selector: {}, template: { spec: { containers: [{ name: relay, image: "other/relay:1" }] } } }\n',
  })
  const [workload] = facts.of('workload')
  expect(serviceOf(graph, 'manifests/relay.yaml')?.name).toBe('mail')
  expect(workload && serviceOfWorkload(graph, workload)).toBeUndefined()
})

it('keeps packages below a service at the root from being its code', async () => {
  const tree: Tree = {
    'compose.yaml': 'services: { shop: { build: ., ports: ["80:80"] }, mail: { build: ./mail } }',
    Dockerfile: 'FROM node:24',
    'package.json': '{"name":"shop","scripts":{"start":"node a.js"},"dependencies":{"express":"5"}}',
    'a.js': 'import "./lib/time.js"',
    'lib/time.js': '1',
    'kit/package.json': '{"name":"kit"}',
    'kit/index.js': '1',
    'mail/Dockerfile': 'FROM x',
    'mail/package.json': '{"name":"mail"}',
    'mail/a.js': 'import "../kit/index.js"; import "../lib/time.js"',
  }
  expect(await edgesOf(tree)).toEqual(['mail -> shop code (observed)'])
  expect((await surveyOf(tree)).graph.edges.flatMap(({ evidence }) => evidence.map(({ target }) => target))).toEqual([
    'lib/time.js',
  ])
})
