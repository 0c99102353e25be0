// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { deploymentOf, edgesOf, type Tree } from './graph-of.ts'

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
    'numbers that the code falls back on',
    node("const host = process.env.STOCK_HOST || 'localhost', port = Number(process.env.STOCK_PORT ?? 4002)"),
  ],
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
  [
    'where it is itself, at a port that the image of another exposes',
    {
      ...node("fetch('http://' + process.env.ORDERS_HOST)", 'ORDERS_HOST=localhost:4003\n'),
      'stock/Dockerfile': 'FROM node:22\nEXPOSE 4003\nCMD ["node", "index.js"]\n',
    },
  ],
  ['a port that nobody has', inSpring('app:\n  stock:\n    host: localhost\n    port: 9999\n')],
  ['a port of another part', inSpring('app:\n  stock:\n    host: localhost\n  mail:\n    port: 8082\n')],
])('says nothing: %s', async (_, tree) => {
  expect(await edgesOf(tree)).toEqual([])
})

const called = (address: string, ports: string): Tree => ({
  'orders/Dockerfile': 'FROM node:24\n',
  'orders/index.js': `fetch('${address}/items')\n`,
  'stock/Dockerfile': 'FROM node:24\n',
  'stock/index.js': 'x()\n',
  'compose.yaml': `services:\n  orders: { build: orders }\n  stock: { build: stock, ports: ["${ports}"] }\n`,
})

it('takes a port that just one service has in its container, where nobody publishes it', async () => {
  expect(await edgesOf(called('http://localhost:4010', '14010:4010'))).toEqual(['orders -> stock http (observed)'])
  expect(await edgesOf(called('http://localhost:3000', '14010:3000'))).toEqual([])
  const published = called('http://localhost:4010', '14010:4010')
  const others = {
    ...published,
    'compose.yaml': `${published['compose.yaml']}  bills: { build: orders, ports: ["4010:80"] }\n`,
  }
  expect(await edgesOf(others)).toEqual([])
})

it('takes the port of Laravel’s own address for its port', async () => {
  const laravel = (name: string, variables: string, code: string): Tree => ({
    [`${name}/composer.json`]: '{"require":{"laravel/framework":"^12"}}',
    [`${name}/.env.example`]: variables,
    [`${name}/public/index.php`]: '<?php',
    [`${name}/app/Client.php`]: `<?php ${code}`,
  })
  const tree = {
    ...laravel(
      'orders',
      'APP_URL=http://localhost:8001\nSTOCK_URL=http://127.0.0.1:8002\n',
      "Http::get(env('STOCK_URL'));",
    ),
    ...laravel('stock', 'APP_URL=http://localhost:8002\n', ''),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> stock http (observed)'])
})

const told = (stock: Tree): Tree => ({
  'orders/package.json': '{"name":"orders","scripts":{"start":"node index.js"},"dependencies":{"express":"4"}}',
  'orders/index.js': "require('express')().listen(4001); fetch(process.env.GOODS_URL || 'http://localhost:4002')\n",
  'stock/package.json': '{"name":"stock","scripts":{"start":"node index.js"},"dependencies":{"express":"4"}}',
  'stock/index.js': "require('express')().listen(require('./settings').port)\n",
  ...stock,
})
const deployment = deploymentOf('stock', 'stock', ', ports: [{ containerPort: 4002 }]')

it.each<readonly [string, Tree]>([
  ['its image exposes', { 'stock/Dockerfile': 'FROM node:22\nCOPY . .\nEXPOSE 4002\nCMD ["node", "index.js"]\n' }],
  ['its container opens in a cluster', { 'k8s/stock.yaml': deployment }],
  ['its code falls back on', { 'stock/settings.js': 'exports.port = Number(process.env.PORT ?? 4002)\n' }],
])('a port that only one service has is its own on this machine as well: %s', async (_, stock) => {
  expect(await edgesOf(told(stock))).toEqual(['orders -> stock http (observed)'])
  const cart = { 'cart/Dockerfile': 'FROM nginx\nEXPOSE 4002\n', 'cart/package.json': '{"scripts":{"start":"x"}}' }
  expect(await edgesOf({ ...told(stock), ...cart })).toEqual([])
})
