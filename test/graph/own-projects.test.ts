import { expect, it } from 'vitest'
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
