import { expect, it } from 'vitest'
import { servicesOf, type Tree } from './graph-of.ts'

const module = (name: string): Tree => ({
  [`${name}/build.gradle`]: "plugins { id 'org.springframework.boot' }\n",
  [`${name}/src/main/java/App.java`]:
    '@SpringBootApplication public class App { public static void main(String[] args) { SpringApplication.run(App.class, args); } }',
})
const stage = (name: string): string => `FROM eclipse-temurin:21 AS ${name}\nCOPY --from=build /w/${name}/* /w/\n`

it('knows what compose builds by the stage that the image ends with, and leaves out what packs the program of others', async () => {
  const tree = {
    ...module('gateway'),
    ...module('orders-service'),
    Dockerfile: `FROM gradle AS build\nCOPY . .\n${stage('gateway')}${stage('orders-service')}FROM prom/prometheus AS metrics\nCOPY p.yml .\n`,
    'compose.yaml':
      'services:\n  edge: { build: { context: ., target: gateway } }\n  orders: { build: { context: ., target: orders-service } }\n  metrics: { build: { context: ., target: metrics } }\n',
  }
  expect(await servicesOf(tree)).toEqual(['edge at gateway', 'orders at orders-service'])
})

it('knows what runs in a cluster by the stage that a script ends its image with, and the code that the stage takes', async () => {
  const part = (name: string): string =>
    `FROM mcr.microsoft.com/dotnet/aspnet:9.0 AS ${name}\nCOPY --from=build /src/services/${name}/Host/bin/Release/publish /app\n`
  const files = (name: string): Tree => ({
    [`services/${name}/Host/Host.csproj`]: '<Project Sdk="Microsoft.NET.Sdk.Web" />\n',
    [`services/${name}/Host/Program.cs`]: 'WebApplication.CreateBuilder(args).Build().Run();\n',
    [`contracts/${name}/Types.cs`]: 'class Types { }\n',
    [`k8s/${name}.yaml`]: `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}-api }\nspec: { selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main, image: "${name}:release" }] } } }\n`,
  })
  const tree = {
    ...files('orders'),
    ...files('users'),
    Dockerfile: `FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build\nWORKDIR /src\nCOPY . .\n${part('orders')}${part('users')}`,
    'deploy/build.bat':
      'cd ..\r\ndocker build . -t orders:release --target orders\r\ndocker build . -t users:release --target users\r\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders-api at services/orders/Host', 'users-api at services/users/Host'])
})
