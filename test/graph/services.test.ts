// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { describe, expect, it } from 'vitest'
import { catalogOf, edgesOf, servicesOf, surveyOf, type Tree } from './graph-of.ts'

const code = 'export const a = 1'
const deployment = (name: string, image: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main, image: "${image}" }] } } }\n`

const rows: readonly (readonly [title: string, tree: Tree, expected: readonly string[]])[] = [
  [
    'what starts a server of a framework that is installed for all packages',
    {
      'package.json': '{ "private": true, "dependencies": { "next": "15" } }',
      'apps/shop/package.json': '{ "name": "shop", "scripts": { "start": "dotenv -- next start -p 4200" } }',
      'apps/shop/a.ts': code,
      'apps/docs/package.json': '{ "name": "docs", "scripts": { "build": "next build" } }',
      'apps/docs/a.ts': code,
    },
    ['shop at apps/shop'],
  ],
  [
    'an application of Next in a workspace of Nx, which has one manifest for all',
    {
      'package.json': '{ "private": true, "dependencies": { "next": "15", "@nx/next": "20" } }',
      'apps/shop/next.config.js': "const { composePlugins, withNx } = require('@nx/next')\n",
      'apps/shop/src/pages/index.tsx': code,
      'libs/parts/index.ts': code,
    },
    ['shop at apps/shop'],
  ],
  ['a Dockerfile beside code', { 'cart/Dockerfile': 'FROM node:22', 'cart/main.py': code }, ['cart at cart']],
  [
    'what somebody keeps to look things up in, and a stand-in, for none',
    {
      'src/cart/Dockerfile': 'FROM node:22',
      'src/cart/a.ts': code,
      'src/dummy/Dockerfile': 'FROM node:22',
      'src/dummy/a.ts': code,
      'reference/cart-v1/Dockerfile': 'FROM node:22',
      'reference/cart-v1/a.ts': code,
    },
    ['cart at src/cart'],
  ],
  [
    'what Kubernetes runs twice, in two versions',
    {
      'cart/a.ts': code,
      'k8s/1.yaml': deployment('cart-v1', 'shop/cart:1'),
      'k8s/2.yaml': deployment('cart-v2', 'shop/cart:2'),
    },
    ['cart at cart'],
  ],
  [
    'what Kubernetes runs under another name from the image that compose builds, beside code of that name',
    {
      'compose.yaml':
        'services:\n  shop.cart.api:\n    image: shop/cart.api\n    build: { context: ., dockerfile: src/Shop.Cart.Api/Dockerfile }\n',
      'src/Shop.Cart.Api/Dockerfile': 'FROM node:22',
      'src/Shop.Cart.Api/a.ts': code,
      'src/Domain/Cart/a.ts': code,
      'k8s/cart.yaml': deployment('cart', 'me/shop.cart.api:1'),
    },
    ['shop.cart.api at src/Shop.Cart.Api'],
  ],
  [
    'two folders of one name, of which one lies in none: the other is called after its folder',
    {
      'front-end/shop/Dockerfile': 'FROM nginx',
      'front-end/shop/a.ts': code,
      'shop/Dockerfile': 'FROM x',
      'shop/b.ts': code,
    },
    ['front-end-shop at front-end/shop', 'shop at shop'],
  ],
  [
    'samples of a library, which a compose file at the root runs together',
    {
      'compose.yaml':
        'services:\n  cart:\n    build: { context: ., dockerfile: samples/Cart/Dockerfile }\n  users:\n    build: { context: ., dockerfile: samples/Users/Dockerfile }\n',
      'src/Lib/a.ts': code,
      'samples/Cart/Dockerfile': 'FROM node:22',
      'samples/Cart/a.ts': code,
      'samples/Users/Dockerfile': 'FROM node:22',
      'samples/Users/a.ts': code,
    },
    ['cart at samples/Cart', 'users at samples/Users'],
  ],
  [
    'a repository of nothing but samples, with what its pipelines and people need beside them',
    {
      'actions/review/package.json': '{ "name": "review" }',
      'actions/review/index.js': code,
      'samples/shop/cart/Dockerfile': 'FROM node:22',
      'samples/shop/cart/a.ts': code,
      'samples/shop/users/Dockerfile': 'FROM node:22',
      'samples/shop/users/a.ts': code,
    },
    ['cart at samples/shop/cart', 'users at samples/shop/users'],
  ],
  [
    'samples of a library, which nothing runs together',
    {
      'package.json': '{ "name": "lib", "main": "index.js" }',
      'index.js': code,
      'samples/cart/Dockerfile': 'FROM node:22',
      'samples/cart/a.ts': code,
      'samples/users/Dockerfile': 'FROM node:22',
      'samples/users/a.ts': code,
    },
    [],
  ],
  [
    'samples beside a system, which are none',
    {
      'compose.yaml':
        'services:\n  shop: { build: shop }\n  cart:\n    build: { context: ., dockerfile: samples/Cart/Dockerfile }\n  users:\n    build: { context: ., dockerfile: samples/Users/Dockerfile }\n',
      'shop/Dockerfile': 'FROM node:22',
      'shop/a.ts': code,
      'samples/Cart/Dockerfile': 'FROM node:22',
      'samples/Cart/a.ts': code,
      'samples/Users/Dockerfile': 'FROM node:22',
      'samples/Users/a.ts': code,
    },
    ['shop at shop'],
  ],
  [
    'programs of Helidon, by their parent or what starts them',
    {
      'cart/pom.xml':
        '<project><parent><groupId>io.helidon.applications</groupId><artifactId>helidon-mp</artifactId><relativePath/></parent><artifactId>cart</artifactId></project>',
      'cart/src/main/java/Cart.java': 'class Cart {}',
      'users/pom.xml':
        '<project><artifactId>users</artifactId><properties><mainClass>io.helidon.microprofile.cdi.Main</mainClass></properties></project>',
      'users/src/main/java/Users.java': 'class Users {}',
      'lib/pom.xml':
        '<project><artifactId>lib</artifactId><properties><mainClass>org.shop.Main</mainClass></properties></project>',
      'lib/src/main/java/Lib.java': 'class Lib {}',
    },
    ['cart at cart', 'users at users'],
  ],
  [
    'two programs in one pod, whose name is no name of either',
    {
      'cart/Dockerfile': 'FROM node:22',
      'cart/a.ts': code,
      'stock/Dockerfile': 'FROM node:22',
      'stock/a.ts': code,
      'k8s/all.yaml': deployment('everything', 'x/cart:1" }, { name: other, image: "x/stock:1'),
    },
    ['cart at cart', 'stock at stock'],
  ],
  [
    'what compose builds by a Dockerfile that is gone, from a folder in which the others lie',
    {
      'compose.yaml':
        'services:\n  cart:\n    build: { context: ./backend, dockerfile: Cart/Dockerfile }\n  stock:\n    build: { context: ./backend, dockerfile: Stock/Dockerfile }\n  products:\n    build: { context: ./backend, dockerfile: Products/Dockerfile }\n',
      'backend/Cart/Dockerfile': 'FROM node:22',
      'backend/Cart/a.ts': code,
      'backend/Stock/Dockerfile': 'FROM node:22',
      'backend/Stock/a.ts': code,
    },
    ['cart at backend/Cart', 'stock at backend/Stock'],
  ],
  [
    'projects that an application host of .NET names by their paths, which are called alike',
    {
      'Host/Program.cs':
        'var builder = DistributedApplication.CreateBuilder(args);\nvar users = builder.AddProject("userservice", "../User/Application/Application.csproj");\nbuilder.AddProject("documentservice", @"..\\Document\\Application\\Application.csproj").WithReference(users);\n',
      'User/Application/Application.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
      'User/Application/Program.cs': 'class Program {}',
      'User/Application/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0',
      'Document/Application/Application.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
      'Document/Application/Program.cs': 'class Program {}',
    },
    ['documentservice at Document/Application', 'userservice at User/Application'],
  ],
  [
    'a library that others are built with, and an image to look at its parts in',
    {
      'package.json': '{ "workspaces": ["apps/*", "packages/*"] }',
      'apps/shop/Dockerfile': 'FROM node:22\nCMD ["node", "a.js"]',
      'apps/shop/package.json': '{ "name": "shop", "dependencies": { "@x/parts": "1" } }',
      'apps/shop/a.ts': code,
      'packages/parts/Dockerfile.dev': 'FROM node:22\nCMD ["npm", "run", "storybook"]',
      'packages/parts/package.json': '{ "name": "@x/parts" }',
      'packages/parts/a.ts': code,
    },
    ['shop at apps/shop'],
  ],
  [
    'the one project of an image, which another file runs and another Dockerfile has alone',
    {
      'compose.yaml': 'services:\n  orders:\n    build: ./src/Orders\n  mails:\n    build: ./src/Mails\n',
      'tye.yaml': 'services:\n  - name: orders-api\n    project: src/Orders/Orders.Api/Orders.Api.csproj\n',
      'src/Orders/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY . .',
      'src/Orders/Orders.Api/Orders.Api.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
      'src/Orders/Orders.Api/Program.cs': 'class Program {}',
      'src/Orders/Orders.Core/Orders.Core.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
      'src/Mails/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY . .',
      'src/Mails/Mails.Api/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY . .',
      'src/Mails/Mails.Api/Mails.Api.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
      'src/Mails/Mails.Api/Program.cs': 'class Program {}',
    },
    ['mails at src/Mails', 'orders at src/Orders'],
  ],
  [
    'two programs in one pod that is called after one of them, but for what all images begin with',
    {
      'shop-cart/Dockerfile': 'FROM node:22',
      'shop-cart/a.ts': code,
      'k8s/all.yaml': deployment('cart', 'x/shop-cart:1" }, { name: other, image: "x/migrator:1'),
    },
    ['cart at shop-cart'],
  ],
  [
    'what is called alike in namespaces of their own',
    {
      'svc/cart/Dockerfile': 'FROM node:22',
      'svc/cart/a.ts': code,
      'svc/cart/app.yaml': deployment('app, namespace: cart', 'x/cart:1'),
      'svc/stock/Dockerfile': 'FROM node:22',
      'svc/stock/a.ts': code,
      'svc/stock/app.yaml': deployment('app, namespace: stock', 'x/stock:1'),
    },
    ['cart at svc/cart', 'stock at svc/stock'],
  ],
  [
    'an image that several workloads run, which is none of them',
    { 'shop/a.ts': code, 'k8s/1.yaml': deployment('mail', 'x/shop:1'), 'k8s/2.yaml': deployment('users', 'x/shop:1') },
    [],
  ],
  [
    'what only demonstrates something, beside a system',
    {
      'cart/Dockerfile': 'FROM node:22',
      'cart/a.ts': code,
      'x-demo/web/Dockerfile': 'FROM node:22',
      'x-demo/web/a.ts': code,
    },
    ['cart at cart'],
  ],
  [
    'an image whose Dockerfile compose names from where it lies itself, and not from what it builds',
    {
      'compose.yaml':
        'services:\n  cart: { build: { context: app/cart, dockerfile: cmd/cart/Dockerfile } }\n  stock: { build: { context: ., dockerfile: cmd/stock/Dockerfile } }\n',
      'cmd/cart/Dockerfile': 'FROM golang:1.26',
      'cmd/cart/a.ts': code,
      'app/cart/a.ts': code,
      'cmd/stock/Dockerfile': 'FROM golang:1.26',
      'cmd/stock/a.ts': code,
    },
    ['cart at cmd/cart', 'stock at cmd/stock'],
  ],
  [
    'what people exercise with, beside a system',
    {
      'cart/Dockerfile': 'FROM node:22',
      'cart/a.ts': code,
      'exercise/first/Dockerfile': 'FROM node:22',
      'exercise/first/a.ts': code,
    },
    ['cart at cart'],
  ],
  [
    'one of several systems that is called a demo, which manifests elsewhere run',
    {
      ...Object.fromEntries(
        ['shop/cart', 'shop/stock', 'kafka-demo/orders', 'kafka-demo/page'].flatMap((folder) => [
          [`apps/${folder}/Dockerfile`, 'FROM node:22'],
          [`apps/${folder}/a.ts`, code],
        ]),
      ),
      'manifests/kafka-demo/orders.yaml': deployment('orders', 'acme/kafka-demo-orders:1'),
      'apps/kafka-demo/page/deployment.yaml': deployment('page', 'acme/page:1'),
    },
    ['cart at apps/shop/cart', 'orders at apps/kafka-demo/orders', 'stock at apps/shop/stock'],
  ],
  [
    'a system that is shown as a whole, with something beside it',
    {
      ...Object.fromEntries(
        ['x-demo/web', 'x-demo/cart', 'bonus'].flatMap((folder) => [
          [`${folder}/Dockerfile`, 'FROM node:22'],
          [`${folder}/a.ts`, code],
        ]),
      ),
    },
    ['bonus at bonus', 'cart at x-demo/cart', 'web at x-demo/web'],
  ],
  [
    'what only demonstrates something, and nothing else',
    { 'x-demo/web/Dockerfile': 'FROM node:22', 'x-demo/web/a.ts': code },
    ['web at x-demo/web'],
  ],
  [
    'a Dockerfile in a folder of its own',
    { 'cart/docker/Dockerfile': 'FROM node:22', 'cart/a.ts': code },
    ['cart at cart'],
  ],
  [
    'a Dockerfile beside the source',
    { 'apps/cart/src/Dockerfile': 'FROM x', 'apps/cart/src/a.cs': code },
    ['cart at apps/cart'],
  ],
  [
    'what compose builds, by its name',
    {
      'compose.yaml': 'services: { shop-cart: { build: ./cart } }',
      'cart/Dockerfile': 'FROM node:22',
      'cart/a.ts': code,
    },
    ['shop-cart at cart'],
  ],
  [
    'what compose builds from the root with a Dockerfile beside the code',
    {
      'compose.yaml': 'services: { cart: { build: { context: ., dockerfile: services/cart/Dockerfile } } }',
      'services/cart/Dockerfile': 'FROM x',
      'services/cart/a.go': code,
    },
    ['cart at services/cart'],
  ],
  [
    'what compose builds with all Dockerfiles in one place',
    {
      'compose.yaml': 'services: { cart: { build: { context: ., dockerfile: docker/cart.Dockerfile } } }',
      'docker/cart.Dockerfile': 'FROM x',
      'services/cart/a.go': code,
    },
    ['cart at services/cart'],
  ],
  [
    'a Deployment, whose name wins over the folder',
    {
      'k8s/a.yaml': deployment('cartservice', 'shop/cart-service:1'),
      'src/CartService/Dockerfile': 'FROM x',
      'src/CartService/a.cs': code,
    },
    ['cartservice at src/CartService'],
  ],
  [
    'a Deployment of a folder with no Dockerfile',
    { 'k8s/a.yaml': deployment('cart', 'registry.io/shop/cart:1'), 'services/cart/a.java': code },
    ['cart at services/cart'],
  ],
  [
    'a Deployment whose image is called as the folder',
    { 'k8s/a.yaml': deployment('shop-carts', 'shop/cart:1'), 'services/cart/a.java': code },
    ['shop-carts at services/cart'],
  ],
  [
    'a Deployment that says what it is',
    { 'infra/k8s/a.yaml': deployment('cart-depl', 'me/cart'), 'cart/Dockerfile': 'FROM x', 'cart/a.ts': code },
    ['cart at cart'],
  ],
  [
    'applications that share one manifest',
    {
      'package.json': '{}',
      'apps/cart/src/main.ts': "import { NestFactory } from '@nestjs/core'",
      'apps/cart-e2e/src/a.ts': code,
      'libs/http/src/index.ts': "import express from 'express'",
    },
    ['cart at apps/cart'],
  ],
  [
    'a Nest application, wherever it lies',
    {
      'backend/cart/src/main.ts': "import { NestFactory } from '@nestjs/core'",
      'src/main.ts': "import { NestFactory } from '@nestjs/core'",
    },
    ['cart at backend/cart'],
  ],
  [
    'what compose builds from one Dockerfile at the root',
    {
      'compose.yaml': 'services: { cart: { build: . }, users: { build: . } }',
      Dockerfile: 'FROM x',
      'apps/cart/a.ts': code,
      'apps/users/a.ts': code,
    },
    ['cart at apps/cart', 'users at apps/users'],
  ],
  [
    'what compose builds at the root, where a server starts, beside others',
    {
      'compose.yaml': 'services: { shop: { build: ., ports: ["80:80"] }, mail: { build: ./mail } }',
      Dockerfile: 'FROM node:24',
      'package.json': '{"name":"web","scripts":{"start":"node a.js"},"dependencies":{"express":"5"}}',
      'a.js': code,
      'mail/Dockerfile': 'FROM x',
      'mail/a.ts': code,
    },
    ['mail at mail', 'shop at .'],
  ],
  [
    'what a manifest at the root runs, beside the image of a server there',
    {
      'deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { selector: {}, template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "acme/shop-ui:1" }] } } }\n',
      Dockerfile: 'FROM node:24',
      'package.json': '{"name":"web","scripts":{"start":"node a.js"},"dependencies":{"express":"5"}}',
      'a.js': code,
      'mail/Dockerfile': 'FROM x',
      'mail/a.ts': code,
    },
    ['mail at mail', 'shop at .'],
  ],
  ...(
    [
      ['whose image a workload runs', { 'k8s/api.yaml': deployment('shop-api', 'ghcr.io/acme/web:1') }, 'shop-api'],
      [
        'that Skaffold builds',
        { 'skaffold.yaml': 'build: { artifacts: [{ image: acme/web, context: . }] }', 'a.js': '1' },
        'web',
      ],
      [
        'of which a list of processes tells',
        { 'azure.yaml': 'services: { front: { project: . } }', 'a.js': '1' },
        'web',
      ],
      ['that its manifest starts', {}, 'web'],
      [
        'that holds a workspace',
        { 'pnpm-workspace.yaml': 'packages: [mail]', 'azure.yaml': 'services: { front: { project: . } }' },
        undefined,
      ],
      ['whose image is of the code of another', { Dockerfile: 'FROM node:24\nCOPY mail /app' }, undefined],
      ['that opens nothing, and of which nothing tells', { 'a.js': '1' }, undefined],
    ] as const
  ).map(
    ([what, more, name]) =>
      [
        `a server at the root beside others ${what}`,
        {
          Dockerfile: 'FROM node:24\nCOPY . .',
          'package.json': '{"name":"@acme/web","scripts":{"start":"node a.js"},"dependencies":{"express":"5"}}',
          'a.js': "require('express')().listen(8080)\n",
          'mail/package.json': '{"name":"mail","scripts":{"start":"node b.js"},"dependencies":{"express":"5"}}',
          'mail/Dockerfile': 'FROM node:24',
          'mail/b.js': "require('express')().listen(8081)\n",
          ...more,
        },
        ['mail at mail', ...(name === undefined ? [] : [`${name} at .`])],
      ] as const,
  ),
  [
    'nothing that compose builds at the root, where nothing starts, beside others',
    {
      'compose.yaml': 'services: { tools: { build: . }, mail: { build: ./mail } }',
      Dockerfile: 'FROM node:24',
      'package.json': '{"name":"web","scripts":{"build":"tsc"}}',
      'a.js': code,
      'mail/Dockerfile': 'FROM x',
      'mail/a.ts': code,
    },
    ['mail at mail'],
  ],
  [
    'programs of one image, one of which is called as the package inside',
    {
      'compose.yaml': 'services: { web: { build: ./web }, worker: { build: ./web, command: celery worker } }',
      'web/Dockerfile': 'FROM x',
      'web/manage.py': code,
      'web/web/settings.py': code,
    },
    ['web at web', 'worker at web#worker'],
  ],
  ['a hidden folder', { '.nginx/Dockerfile': 'FROM nginx' }, []],
  [
    'a package that starts a server',
    {
      'cart/package.json': '{ "scripts": { "start": "node ." }, "dependencies": { "fastify": "5" } }',
      'cart/a.js': code,
    },
    ['cart at cart'],
  ],
  [
    'a package that starts a worker, where its code takes messages',
    {
      'mails/package.json': '{ "scripts": { "start": "node ." }, "dependencies": { "kafkajs": "2" } }',
      'mails/src/index.js': "import 'kafkajs'\nconsumer.subscribe({ topic: 'mails' })\n",
      'sends/package.json': '{ "scripts": { "start": "node ." }, "dependencies": { "kafkajs": "2" } }',
      'sends/src/index.js': "import 'kafkajs'\nproducer.send({ topic: 'mails' })\n",
    },
    ['mails at mails'],
  ],
  [
    'two folders of one name',
    { 'a/api/Dockerfile': 'FROM node:22', 'a/api/a.ts': code, 'b/api/Dockerfile': 'FROM node:22', 'b/api/b.ts': code },
    ['a-api at a/api', 'b-api at b/api'],
  ],
  [
    'Dockerfiles in one place',
    {
      'docker/Dockerfile.cart': 'FROM x',
      'docker/users.Dockerfile': 'FROM x',
      'services/cart/a.go': code,
      'services/users/a.go': code,
    },
    ['cart at services/cart', 'users at services/users'],
  ],
  [
    'an image for tools inside a service',
    {
      'cart/Dockerfile': 'FROM x',
      'cart/a.go': code,
      'cart/genproto/Dockerfile': 'FROM x',
      'cart/genproto/a.go': code,
    },
    ['cart at cart'],
  ],
  [
    'services below a common base image',
    { 'services/Dockerfile': 'FROM x', 'services/cart/Dockerfile': 'FROM x', 'services/cart/a.go': code },
    ['cart at services/cart'],
  ],
  [
    'a Dockerfile that a variable names',
    {
      'compose.yaml': 'services: { cart: { build: { context: ., dockerfile: "${FILE}" } } }',
      '.env': 'FILE=./src/basket/Dockerfile',
      'src/basket/Dockerfile': 'FROM x',
      'src/basket/a.go': code,
    },
    ['cart at src/basket'],
  ],
  [
    'two builds of one folder',
    {
      'compose.yaml': 'services: { a-worker: { build: cart }, cart: { build: cart } }',
      'cart/Dockerfile': 'FROM x',
      'cart/a.go': code,
    },
    ['cart at cart'],
  ],
  ['a Dockerfile with no code', { 'deploy/Dockerfile': 'FROM x' }, []],
  [
    'a package without a server',
    { 'lib/package.json': '{ "scripts": { "start": "node ." }, "dependencies": { "lodash": "4" } }', 'lib/a.js': code },
    [],
  ],
  ['a library', { 'packages/money/package.json': '{ "name": "money" }', 'packages/money/a.ts': code }, []],
  [
    'a server inside a service',
    {
      'cart/Dockerfile': 'FROM x',
      'cart/a.ts': code,
      'cart/mock/package.json': '{ "scripts": { "start": "x" }, "dependencies": { "express": "4" } }',
    },
    ['cart at cart'],
  ],
  [
    'a database with its own Dockerfile',
    { 'db/Dockerfile': 'FROM postgres:17', 'compose.yaml': 'services: { db: { build: db } }' },
    [],
  ],
  ['a log shipper with its own Dockerfile', { 'fluentd/Dockerfile': 'FROM fluent/fluentd:v1' }, []],
  [
    'infrastructure in compose',
    { 'compose.yaml': 'services: { db: { image: "postgres:17" }, redis: { image: redis } }' },
    [],
  ],
  ['infrastructure in Kubernetes', { 'k8s/a.yaml': deployment('mongo', 'mongo:8'), 'mongo/seed.js': code }, []],
  [
    'jobs that prepare a database',
    { 'compose.yaml': 'services: { orders-db-init: { build: init } }', 'init/Dockerfile': 'FROM x', 'init/a.py': code },
    [],
  ],
  [
    'what only CI runs',
    { '.github/workflows/ui-tests/Dockerfile': 'FROM x', '.github/workflows/ui-tests/a.js': code },
    [],
  ],
  ['coordination with its own Dockerfile', { 'zoo/Dockerfile': 'FROM zookeeper:3.9', 'zoo/a.py': code }, []],
  [
    'an image of what others are built with, which starts nothing of its own',
    {
      'orders/Dockerfile': 'FROM node\nCMD ["node", "a.js"]',
      'orders/package.json': '{ "name": "orders", "dependencies": { "shop-db": "1" } }',
      'orders/a.js': code,
      'shop-db/Dockerfile': 'FROM node\nCOPY migrate.sh /',
      'shop-db/package.json': '{ "name": "shop-db" }',
      'shop-db/a.js': code,
    },
    ['orders at orders'],
  ],
  [
    'a module of Go that others take in, with an image that starts nothing that answers',
    {
      'core/Dockerfile': 'FROM golang\nCOPY . .\nRUN go build ./cmd\nCMD ["./core"]',
      'core/go.mod': 'module core\n',
      'core/log.go': 'package core\n',
      'orders/Dockerfile': 'FROM golang\nCMD ["./orders"]',
      'orders/go.mod': 'module orders\n\nrequire core v0.0.0\n\nreplace core => ../core\n',
      'orders/main.go':
        'package main\n\nimport (\n\t"core"\n\t"net/http"\n)\n\nfunc main() { http.ListenAndServe(":80", core.Log) }\n',
    },
    ['orders at orders'],
  ],
  [
    'an image of all above those that compose builds',
    {
      'compose.yaml':
        'services: { orders: { build: { context: services, dockerfile: orders/Dockerfile } }, stock: { build: { context: services, dockerfile: stock/Dockerfile } } }',
      'services/Dockerfile': 'FROM golang\nCOPY . .\n',
      'services/orders/Dockerfile': 'FROM golang',
      'services/orders/a.py': code,
      'services/stock/Dockerfile': 'FROM golang',
      'services/stock/a.py': code,
    },
    ['orders at services/orders', 'stock at services/stock'],
  ],
  [
    "somebody else's program, and a folder of its name with what calls it",
    {
      'k8s/a.yaml': ['hooks svix/svix-server:1', 'flows docker.io/flowdev/flow:1', 'orders shop/orders:1']
        .map((each) => deployment(...(each.split(' ') as [string, string])))
        .join('---\n'),
      'orders/a.js': code,
      'pkg/flow/a.js': code,
      'lib/webhook/svix/a.js': code,
    },
    ['orders at orders'],
  ],
  ['load generators', { 'load-gen/Dockerfile': 'FROM python', 'src/loadgenerator/Dockerfile': 'FROM python' }, []],
  [
    'what tries or measures a system',
    { 'cmd/shop-loadtest/Dockerfile': 'FROM golang', 'hack/flood/Dockerfile': 'FROM golang' },
    [],
  ],
  [
    'tests, examples and templates',
    { 'test/app/Dockerfile': 'FROM x', 'examples/a/Dockerfile': 'FROM x', 'templates/node/Dockerfile': 'FROM x' },
    [],
  ],
  ['a Dockerfile at the root, and nothing else', { Dockerfile: 'FROM node:24', 'a.ts': code }, ['app at .']],
  ['a Dockerfile at the root without code', { Dockerfile: 'FROM node:24' }, []],
  [
    'a package at the root that opens a port with nothing but what Node brings',
    {
      'package.json': '{ "name": "shop", "scripts": { "start": "node server.js" } }',
      'server.js': "require('http').createServer(answer).listen(8080)\n",
    },
    ['shop at .'],
  ],
  [
    'a package at the root that opens nothing',
    {
      'package.json': '{ "name": "shop", "scripts": { "start": "node tool.js" } }',
      'tool.js': 'console.log(1)\n',
      'test/a.test.js': "require('http').createServer(answer).listen(8080)\n",
    },
    [],
  ],
  [
    'a Dockerfile at the root above others',
    { Dockerfile: 'FROM node:24', 'cart/Dockerfile': 'FROM node:24', 'cart/a.ts': code },
    ['cart at cart'],
  ],
  [
    'a root that is built, by the name of its manifest',
    {
      'compose.yaml': 'services: { app: { build: . } }',
      'go.mod': 'module example.com/x/billing/v2\n',
      'main.go': 'package main',
    },
    ['billing at .'],
  ],
  [
    'what only manifests know, once for each environment, by the name in the cluster',
    {
      'deploy/cart.yaml': deployment('cart', 'gcr.io/shop/shop-cart:1'),
      'deploy/users.yaml': deployment('users', 'gcr.io/shop/shop-user:1'),
      'deploy/db.yaml': deployment('users-db', 'gcr.io/shop/shop-users-db:1'),
      'deploy/load.yaml': deployment('load-test', 'gcr.io/shop/load-test:1'),
      'compose.yaml':
        'services: { user: { image: "gcr.io/shop/shop-user" }, jaeger: { image: jaegertracing/all-in-one } }',
    },
    ['cart at deploy/cart.yaml#cart', 'users at deploy/users.yaml#users'],
  ],
  [
    "other people's programs, which are no services",
    {
      'k8s/a.yaml': deployment('registry', 'confluentinc/cp-schema-registry:7'),
      'k8s/b.yaml': deployment('ui', 'confluentinc/control-center:7'),
      'k8s/c.yaml': deployment('mail', 'someone/mail:1'),
    },
    [],
  ],
  [
    'an old name of one whose code is here',
    {
      'k8s/a.yaml': deployment('cart', 'shop/cart:1'),
      'k8s/b.yaml': deployment('users', 'shop/users:1'),
      'old/c.yaml': deployment('basket', 'shop/basket:1'),
      'cart/a.ts': code,
      'users/a.ts': code,
    },
    ['cart at cart', 'users at users'],
  ],
  [
    'versions of one service',
    {
      'k8s/a.yaml': deployment('reviews-v1', 'x/reviews:1'),
      'k8s/b.yaml': deployment('reviews-v2', 'x/reviews:2'),
      'reviews/a.ts': code,
      'reviews/Dockerfile': 'FROM x',
    },
    ['reviews at reviews'],
  ],
  [
    'what compose builds from a folder that was renamed',
    {
      'compose.yaml': 'services: { s-cart: { build: ./servises/cart }, s-users: { build: ./services/users } }',
      'services/cart/Dockerfile': 'FROM x',
      'services/cart/a.ts': code,
      'services/users/Dockerfile': 'FROM x',
      'services/users/a.ts': code,
    },
    ['s-cart at services/cart', 's-users at services/users'],
  ],
  [
    'a compose file of another name, called from the root',
    {
      'compose/shop.yml': 'services:\n  s-cart:\n    build: $PWD/services/cart\n',
      'services/cart/Dockerfile': 'FROM x',
      'services/cart/a.ts': code,
    },
    ['s-cart at services/cart'],
  ],
  [
    'a service of Maven with an image for its database inside',
    {
      'users/pom.xml': '<project><artifactId>users</artifactId></project>',
      'users/Dockerfile': 'FROM x',
      'users/src/main/java/a/A.java': 'class A {}',
      'users/db/Dockerfile': 'FROM x',
      'users/db/a.py': code,
    },
    ['users at users'],
  ],
  ['nothing', {}, []],
]

describe('discovered', () => {
  it.each(rows)('%s', async (_, tree, expected) => {
    expect(await servicesOf(tree)).toEqual(expected)
  })
})

it('takes the catalog at its word, and adds what it does not name', async () => {
  const tree = {
    ...catalogOf({ cart: { port: 8081 } }),
    'services/cart/Dockerfile': 'FROM node:22',
    'services/cart/a.ts': code,
    'services/new/Dockerfile': 'FROM node:22',
  }
  const { graph } = await surveyOf(tree)
  expect(graph.services).toMatchObject([
    { name: 'cart', path: 'services/cart', known: 'declared', port: 8081, language: 'typescript', owner: 'team' },
    { name: 'new', path: 'services/new', known: 'discovered', at: { file: 'services/new/Dockerfile', line: 1 } },
  ])
})

it('tells the language of a service from its own code, not from what it hands to browsers', async () => {
  const { graph } = await surveyOf({
    'web/Dockerfile': 'FROM x',
    'web/Main.java': '',
    'web/src/main/resources/static/a.js': code,
    'web/wwwroot/b.js': code,
  })
  expect(graph.services.map(({ language }) => language)).toEqual(['java'])
})

it('does not call a website of the catalog an unknown service', async () => {
  const entity =
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: web }\nspec: { type: website, lifecycle: production, owner: team }\n'
  const root =
    'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: shop }\nspec: { type: file, targets: [./web/catalog-info.yaml] }\n'
  expect(
    await servicesOf({ 'catalog-info.yaml': root, 'web/catalog-info.yaml': entity, 'web/Dockerfile': 'FROM nginx' }),
  ).toEqual([])
})

it('finds the service of a file, the innermost one', async () => {
  const { serviceOf } = await import('../../src/graph/subjects/of-file.ts')
  const service = (name: string, path: string) => ({
    name,
    path,
    known: 'declared' as const,
    at: { file: path, line: 1, column: 1 },
  })
  const graph = { services: [service('root', '.'), service('a', 'a'), service('b', 'a/b')] }
  expect(['x', 'a/x', 'a/b/x', 'ab/x', 'a'].map((file) => serviceOf(graph, file)?.name)).toEqual([
    'root',
    'a',
    'b',
    'root',
    'a',
  ])
  expect(serviceOf({ services: [] }, 'x')).toBeUndefined()
})
it('tells what is built from one context by what its Dockerfiles are called', async () => {
  const tree = {
    'compose.yaml': `services:
  cartapp: { build: { context: src, dockerfile: docker/Dockerfile-cart } }
  productapp: { build: { context: src, dockerfile: docker/Dockerfile-product } }
`,
    'src/docker/Dockerfile-cart': 'FROM scratch\n',
    'src/docker/Dockerfile-product': 'FROM scratch\n',
    'src/cmd/cart/main.rs': 'fn main() {}',
    'src/cmd/product/main.rs': 'fn main() {}',
    'src/shared/lib.rs': '',
  }
  expect(await servicesOf(tree)).toEqual(['cartapp at src/cmd/cart', 'productapp at src/cmd/product'])
})

it('leaves out images that are but a script which sets others up', async () => {
  const image = (start: string): string => `FROM alpine:3.23\nRUN apk add --no-cache curl\nCOPY . .\n${start}\n`
  const tree = {
    'compose.yaml': `services:
  orders: { build: orders, ports: ["8080:8080"] }
  gateway-config: { build: { context: gateway/config, dockerfile: Dockerfile }, restart: on-failure }
  echo: { build: echo, ports: ["8081:8081"] }
  tool: { build: tool }
`,
    'orders/Dockerfile': 'FROM node:24\n',
    'orders/index.js': '',
    'gateway/config/Dockerfile': image('ENTRYPOINT ["./usr/docker-entrypoint.sh"]'),
    'gateway/config/docker-entrypoint.sh': 'curl -X POST http://gateway:8001/plugins\n',
    // It answers.
    'echo/Dockerfile': image('CMD ["sh", "serve.sh"]'),
    // A program that lies elsewhere.
    'tool/Dockerfile': image('CMD ["/bin/orders-tool"]'),
  }
  expect(await servicesOf(tree)).toEqual(['echo at echo', 'orders at orders', 'tool at tool'])
})

it('calls a folder after none of several images that are built from it', async () => {
  const workload = (name: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata: { labels: { app: ${name} } }\n    spec: { containers: [{ name: main, image: "acme/shop-${name}:1" }] }\n`
  const tree = {
    'dist/api.Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
    'dist/worker.Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
    'dist/main.js': "require('express')().listen(3000)\n",
    'dist/package.json': '{"name":"dist","scripts":{"start":"node main.js"},"dependencies":{"express":"5.1.0"}}',
    'dist/build.sh':
      'HERE=$(cd "$(dirname "$0")" && pwd)\ndocker build -t acme/shop-api -f $HERE/api.Dockerfile $HERE\ndocker build -t acme/shop-worker -f $HERE/worker.Dockerfile $HERE\n',
    'k8s/all.yaml': `${workload('api')}---\n${workload('worker')}`,
  }
  expect(await servicesOf(tree)).toEqual(['api at k8s/all.yaml#api', 'worker at k8s/all.yaml#worker'])
})

it('leaves out what compose files wait for to have ended', async () => {
  const image = (name: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "main.js"]\n',
    [`${name}/main.js`]: "require('x')\n",
  })
  const tree = {
    ...image('warmup'),
    ...image('orders'),
    'compose.yaml':
      'services:\n  warmup: { image: "$WARMUP" }\n  orders:\n    image: "$ORDERS"\n    depends_on: { warmup: { condition: service_completed_successfully } }\n',
    'compose.override.yaml': 'services:\n  warmup: { build: warmup }\n  orders: { build: orders }\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders'])
})

it('knows what compose calls a container by its folder', async () => {
  const services = ['users', 'orders']
    .map((name) => `  ${name}-container:\n    image: shop/${name}-boot:1.0\n`)
    .join('')
  const tree = {
    'users/pom.xml': '<project><artifactId>users</artifactId></project>',
    'users/Dockerfile': 'FROM eclipse-temurin:21\nENTRYPOINT ["java", "-jar", "a.jar"]\n',
    'users/src/main/java/A.java': 'class A {}',
    'orders/pom.xml': '<project><artifactId>orders</artifactId></project>',
    'orders/Dockerfile': 'FROM eclipse-temurin:21\nENTRYPOINT ["java", "-jar", "a.jar"]\n',
    'orders/src/main/java/A.java': 'class A {}',
    'compose.yaml': `services:\n${services}`,
    'users/compose.yaml': 'services:\n  users-container:\n    image: shop/users-boot:1.0\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'users at users'])
})

it('finds a project of an application host beside folders of its name, and a program by a path of several parts', async () => {
  const tree = {
    'src/AppHost/Program.cs': `var builder = DistributedApplication.CreateBuilder(args);
var inference = builder.AddPythonUvicornApp("inference", Path.Combine("..", "Inference"), port: 6000);
var backend = builder.AddProject<Backend>("backend").WithReference(inference);
`,
    'src/AppHost/AppHost.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
    'src/Backend/Backend.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    'src/Backend/Program.cs': 'var app = WebApplication.CreateBuilder(args).Build();',
    'src/ServiceDefaults/ServiceDefaults.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
    'src/ServiceDefaults/Clients/Backend/BackendClient.cs': 'class BackendClient {}',
    'src/ServiceDefaults/Clients/Inference/InferenceClient.cs': 'class InferenceClient {}',
    'src/Inference/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
  }
  expect(await servicesOf(tree)).toEqual(['backend at src/Backend', 'inference at src/Inference'])
})

it('finds a project of an application host around the pages that it runs beside it, and knows what it is written in', async () => {
  const pages = Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [`src/Shop.Web/ClientApp/app/${name}.ts`, 'export {}']),
  )
  const tree = {
    'src/AppHost/Program.cs': `var builder = DistributedApplication.CreateBuilder(args);
var cache = builder.AddRedis("cache");
var api = builder.AddProject<Projects.Shop_Web>("api").WithReference(cache);
builder.AddViteApp("page", "../Shop.Web/ClientApp").WithReference(api);
`,
    'src/AppHost/AppHost.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
    'src/Shop.Web/Shop.Web.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    'src/Shop.Web/Program.cs': 'var builder = WebApplication.CreateBuilder(args);\nbuilder.AddRedisClient("cache");',
    'src/Shop.Web/ClientApp/package.json': '{ "name": "page" }',
    ...pages,
    'docker/compose.yaml': 'services:\n  app:\n    build: { context: ., target: app }\n',
  }
  const { graph } = await surveyOf(tree)
  expect(graph.services.map(({ name, path, language }) => [name, path, language])).toEqual([
    ['api', 'src/Shop.Web', 'csharp'],
    ['page', 'src/Shop.Web/ClientApp', 'typescript'],
  ])
  expect(await edgesOf(tree)).toContain('api -> redis://cache cache (observed)')
})

it('finds a server with an image and a manifest of its own inside the folder of a page', async () => {
  const tree = {
    'page/Dockerfile': 'FROM node:24\nCMD ["npm", "start"]\n',
    'page/package.json': '{ "name": "page", "scripts": { "start": "vite" } }',
    'page/src/index.ts': 'export {}',
    'page/server/Dockerfile': 'FROM node:24\nCMD ["npm", "start"]\n',
    'page/server/package.json':
      '{ "name": "login", "scripts": { "start": "node ." }, "dependencies": { "express": "5" } }',
    'page/server/src/index.js': 'require("express")().listen(4000)',
    'page/tools/Dockerfile': 'FROM node:24\nCMD ["node", "gen.js"]\n',
    'page/tools/gen.js': '1',
    'ops/e2e-runner/Dockerfile': 'FROM node:24\nCMD ["npm", "test"]\n',
    'client-tests/apollo/Dockerfile': 'FROM node:24\nCMD ["npm", "test"]\n',
    'client-tests/apollo/index.js': '1',
  }
  expect(await servicesOf(tree)).toEqual(['page at page', 'page-server at page/server'])
})

it('takes no services from folders of examples, tests and tools that are called after the system', async () => {
  const image = 'FROM node:24\nCMD ["node", "index.js"]\n'
  const folders = [
    'orders',
    'case/stock-example',
    'shop-examples/cart',
    'shop-integrated-test/http',
    'shop-e2e/mail',
    'tool/codegen',
    'e2e-test/helper',
    'rest-api-tests/server',
    'benchmark/exporter',
  ]
  const tree = Object.fromEntries(
    folders.flatMap((folder) => [
      [`${folder}/Dockerfile`, image],
      [`${folder}/index.js`, ''],
    ]),
  )
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'stock-example at case/stock-example'])
  const examples = { 'shop-examples/cart/Dockerfile': image, 'shop-examples/cart/index.js': '' }
  expect(await servicesOf(examples)).toEqual(['cart at shop-examples/cart'])
})

it('knows what runs from an image that is called otherwise by the code of its name', async () => {
  const tree = {
    'go.mod': 'module example.com/shop\n',
    'cmd/shop-orders/main.go':
      'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    'cmd/shop-mail/main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    'images/shop/Dockerfile': 'FROM alpine:3.23\nCOPY bin/shop-orders /\nCMD ["/shop-orders"]\n',
    'images/shop-mail/Dockerfile': 'FROM alpine:3.23\nCOPY bin/shop-mail /\nCMD ["/shop-mail"]\n',
    'k8s/orders.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop-orders }\nspec: { selector: {}, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "shop/shop:1" }] } } }\n',
  }
  expect(await servicesOf(tree)).toEqual(['shop-mail at cmd/shop-mail', 'shop-orders at cmd/shop-orders'])
})

it('takes no part of a package, no kit for callers and no migration for what compose runs under its name', async () => {
  const tree = {
    'compose.yaml': `services:
  orders: { build: apps/orders }
  db-migrate: { build: { context: ., dockerfile: packages/db/Dockerfile } }
  worker: { image: "others/worker:1" }
  mail: { image: "shop/mail:1" }
  tinybase: { image: "tinybaseco/tinybase-local:1" }
`,
    'apps/orders/package.json': '{ "name": "orders", "dependencies": { "express": "5", "@shop/tinybase": "1" } }',
    'packages/tinybase/package.json': '{ "name": "@shop/tinybase" }',
    'packages/tinybase/index.js': '',
    'apps/orders/Dockerfile': 'FROM node:24\nCMD ["node", "."]\n',
    'apps/orders/app/services/worker/index.js': '',
    'packages/db/package.json': '{ "name": "@shop/db" }',
    'packages/db/Dockerfile': 'FROM node:24\nCMD ["node", "migrate.js"]\n',
    'packages/db/migrate.js': '',
    'shop-sdk/go/mail/mail.go': 'package mail\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at apps/orders'])
})

it('has a service once that two files of the catalog tell of: where its code lies', async () => {
  const component = (name: string) =>
    `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: production, owner: team }\n`
  const tree: Tree = {
    'a/catalog-info.yaml': ['cart', 'orders'].map(component).join('---\n'),
    'cart/catalog-info.yaml': component('cart'),
    'cart/main.go': 'package main\n',
    'orders/catalog-info.yaml': component('orders'),
    'orders/main.go': 'package main\n',
  }
  expect(await servicesOf(tree)).toEqual(['cart at cart', 'orders at orders'])
})
