import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const spring = (name: string, port: number, settings: string, code = ''): Tree => ({
  [`${name}/pom.xml`]: `<project><artifactId>${name}</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>`,
  [`${name}/src/main/resources/application.yml`]: `server:\n  port: ${port}\n${settings}`,
  [`${name}/src/main/java/App.java`]: `@SpringBootApplication\npublic class App { ${code} public static void main(String[] args) { SpringApplication.run(App.class, args); } }`,
})
const reads = '@Value("${app.stock.host}") String host; @Value("${app.stock.port}") int port;'
const inSpring = (settings: string): Tree => ({
  ...spring('orders', 8081, settings, reads),
  ...spring('stock', 8082, ''),
})

const dotnet = (name: string, port: number, settings: string, code: string): Tree => ({
  [`${name}/${name}.csproj`]: '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
  [`${name}/appsettings.json`]: settings,
  [`${name}/Properties/launchSettings.json`]: `{"profiles":{"http":{"commandName":"Project","applicationUrl":"http://localhost:${port}"}}}`,
  [`${name}/Program.cs`]: `var builder = WebApplication.CreateBuilder(args);\n${code}\nbuilder.Build().Run();\n`,
})
const joined = 'var url = $"http://{builder.Configuration["Stock:Host"]}:{builder.Configuration["Stock:Port"]}";'

const node = (code: string, variables = ''): Tree => ({
  'orders/package.json': '{"name":"orders","scripts":{"start":"node index.js"},"dependencies":{"express":"4"}}',
  'orders/.env': variables,
  'orders/index.js': `const express = require('express')\n${code}\nexpress().listen(4001)\n`,
  'stock/package.json': '{"name":"stock","scripts":{"start":"node index.js"},"dependencies":{"express":"4"}}',
  'stock/index.js': "require('express')().listen(4002)\n",
})
const fetched = 'fetch(`http://${process.env.STOCK_HOST}:${process.env.STOCK_PORT}/items`)'

it.each<readonly [string, Tree]>([
  ['settings of Spring', inSpring('app:\n  stock:\n    host: localhost\n    port: 8082\n')],
  [
    'settings of .NET',
    {
      ...dotnet('orders', 5001, '{"Stock":{"Host":"localhost","Port":5002}}', joined),
      ...dotnet('stock', 5002, '{}', ''),
    },
  ],
  ['variables', node(fetched, 'STOCK_HOST=localhost\nSTOCK_PORT=4002\n')],
  [
    'defaults of the code',
    node("const host = process.env.STOCK_HOST || 'localhost', port = process.env.STOCK_PORT || '4002'"),
  ],
])('a port beside a host on this machine tells who answers there: %s', async (_, tree) => {
  expect(await edgesOf(tree)).toEqual(['orders -> stock http (observed)'])
})

it.each<readonly [string, Tree]>([
  [
    'what it opens itself',
    node('process.env.SERVER_HOST; process.env.SERVER_PORT', 'SERVER_HOST=localhost\nSERVER_PORT=4002\n'),
  ],
  ['a port that nobody has', inSpring('app:\n  stock:\n    host: localhost\n    port: 9999\n')],
  ['a port of another part', inSpring('app:\n  stock:\n    host: localhost\n  mail:\n    port: 8082\n')],
])('says nothing: %s', async (_, tree) => {
  expect(await edgesOf(tree)).toEqual([])
})
