// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { copiedFrom } from '../../src/graph/discover/copied-code.ts'
import { deploymentOf, edgesOf, servicesOf, surveyOf, type Tree } from './graph-of.ts'

it('finds the code of an image whose files lie apart from it, in a folder of its name', async () => {
  const tree: Tree = {
    'ops/docker/orders/Dockerfile': 'FROM node:24-slim\nCMD ["node", "dist/main"]\n',
    'ops/docker/users/Dockerfile': 'FROM node:24-slim\nCMD ["node", "dist/main"]\n',
    'ops/docker/compose.yaml': 'services:\n  orders: { build: ./orders }\n',
    'apps/orders/src/main.ts': "import { NestFactory } from '@nestjs/core'\n",
    'apps/users/src/main.ts': "import { NestFactory } from '@nestjs/core'\n",
  }
  expect(await servicesOf(tree)).toEqual(['orders at apps/orders', 'users at apps/users'])
})

it('calls folders as what runs from images that are called after the system and them', async () => {
  const image = (folder: string): Tree => ({
    [`${folder}/Dockerfile`]: 'FROM python:3.14-slim\nCMD ["app.py"]\n',
    [`${folder}/app.py`]: 'import flask\nflask.Flask("x").run(port=80)\n',
  })
  const tree: Tree = {
    ...image('go'),
    ...image('node'),
    ...image('python'),
    ...image('sum-service'),
    'k8s/all.yaml': [
      'addition shop-go',
      'division shop-node',
      'multiplier shop-slow-python',
      'sum-deployment shop-sum-service',
      'cache redis',
    ]
      .map((each) => each.split(' '))
      .map(([name = '', from = '']) => deploymentOf(name, `acme/${from}:1`))
      .join('---\n'),
  }
  expect(await servicesOf(tree)).toEqual([
    'addition at go',
    'division at node',
    'multiplier at python',
    'sum-service at sum-service',
  ])
})

it('finds the code of images of .NET that all are built in one folder by what they start', async () => {
  const project = '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>'
  const program = 'var app = WebApplication.CreateBuilder(args).Build();\napp.Run();\n'
  const image = (name: string) =>
    `FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY . .\nENTRYPOINT ["dotnet", "Shop.${name}.dll"]\n`
  const tree: Tree = {
    'src/compose.yaml':
      'services:\n  orders-api: { build: { context: ., dockerfile: shop-orders-dockerfile } }\n  orders-worker: { build: { context: ., dockerfile: shop-worker-dockerfile } }\n',
    'src/shop-orders-dockerfile': image('Orders.Api'),
    'src/shop-worker-dockerfile': image('Orders.Worker'),
    'src/Orders/Transport/Shop.Orders.Api/Shop.Orders.Api.csproj': project,
    'src/Orders/Transport/Shop.Orders.Api/Program.cs': program,
    'src/Orders/Domain/Shop.Orders.Worker/Shop.Orders.Worker.csproj': project,
    'src/Orders/Domain/Shop.Orders.Worker/Program.cs': program,
  }
  expect(await servicesOf(tree)).toEqual([
    'orders-api at src/Orders/Transport/Shop.Orders.Api',
    'orders-worker at src/Orders/Domain/Shop.Orders.Worker',
  ])
  // A base may start whatever it finds: then what is published says it.
  const published = (name: string): string =>
    `FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build\nCOPY . .\nRUN dotnet publish -c Release -o /app ./Orders/Shop.${name}.csproj\nFROM acme/platform:7\nCOPY --from=build /app ./\n`
  const other = {
    ...tree,
    'src/shop-orders-dockerfile': published('Orders.Api'),
    'src/shop-worker-dockerfile': published('Orders.Worker'),
  }
  expect(await servicesOf(other)).toEqual(await servicesOf(tree))
  const both = `${published('Orders.Api')}RUN dotnet publish -o /b ./Orders/Shop.Orders.Worker.csproj\n`
  const services = await servicesOf({ ...other, 'src/shop-orders-dockerfile': both })
  expect(services).not.toContain('orders-api at src/Orders/Transport/Shop.Orders.Api')
})

it('calls what compose builds as it is deployed, by the image that Tilt makes with the same file', async () => {
  const tree: Tree = {
    'compose.yaml': 'services:\n  public-auth: { build: api/auth }\n  users: { build: users }\n',
    Tiltfile:
      "def image(name, path):\n  docker_build('shop/' + name, path)\nimage('publicapi-auth', 'api/auth')\nimage('users', 'users')\n",
    'Tiltfile.dev': "docker_build('shop/publicapi-auth', 'api/auth', dockerfile='api/auth/Dockerfile.dev')\n",
    'k8s/auth.yaml': deploymentOf('publicapi-auth', 'shop/publicapi-auth'),
    'k8s/users.yaml': deploymentOf('users', 'shop/users'),
    'api/auth/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'api/auth/Dockerfile.dev': 'FROM node:24\nCMD ["npm", "run", "dev"]\n',
    'api/auth/main.js': 'app.listen(80)\n',
    'users/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'users/main.js': 'app.listen(80)\n',
  }
  expect(await servicesOf(tree)).toEqual(['publicapi-auth at api/auth', 'users at users'])
})

it('finds the code around the folder for images of a service that lies two steps down', async () => {
  const service = (name: string): Tree => ({
    [`${name}/build/docker/Dockerfile`]: 'FROM alpine\nCMD ["main"]\n',
    [`${name}/cmd/main.go`]: 'package main\nfunc main() { http.ListenAndServe(":80", nil) }\n',
    [`${name}/go.mod`]: `module example.com/${name}\n`,
  })
  const tree: Tree = {
    'compose.yaml':
      'services:\n  cart: { build: { context: ., dockerfile: cart/build/docker/Dockerfile } }\n  orders: { build: { context: ., dockerfile: orders/build/docker/Dockerfile } }\n',
    ...service('cart'),
    ...service('orders'),
  }
  expect(await servicesOf(tree)).toEqual(['cart at cart', 'orders at orders'])
})

it('does not look for the code of one that lies elsewhere', async () => {
  const tree: Tree = {
    'components/proxy/Dockerfile': 'FROM acme/proxy\nCOPY conf /conf\nCMD ["proxy"]\n',
    'installer/pkg/proxy/objects.go': 'package proxy\n',
    'components/users/Dockerfile': 'FROM scratch\nCMD ["/users"]\n',
    'components/users/main.go': 'package main\nfunc main() {}\n',
  }
  expect(await servicesOf(tree)).toContain('proxy at components/proxy')
})

it('takes what only packs a database or broker for no service', async () => {
  const tree: Tree = {
    'images/activemq/Dockerfile':
      'FROM eclipse-temurin:21-jre\nRUN wget activemq.tar.gz\nCMD ["bin/activemq", "console"]\n',
    'src/orders/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'src/orders/main.js': "require('express')().listen(80)\n",
    'compose.yaml': 'services:\n  activemq: { build: images/activemq }\n  orders: { build: src/orders }\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at src/orders'])
})

it('takes an image from nothing that starts nothing for files which others copy', async () => {
  const tree: Tree = {
    'probe/Dockerfile':
      'FROM eclipse-temurin:21 AS build\nRUN ./gradlew build\nFROM scratch\nCOPY --from=build /probe.jar /\n',
    'probe/src/main/java/Probe.java': 'class Probe { public static void main(String[] args) {} }\n',
    'orders/Dockerfile': 'FROM node:24-slim\nCOPY --from=shop/probe /probe.jar /\nCMD ["node", "main.js"]\n',
    'orders/main.js': "require('express')().listen(80)\n",
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders'])
})

it('takes an application that Sail of Laravel runs for that of its folder', async () => {
  const tree: Tree = {
    'admin/composer.json': '{ "require": { "laravel/framework": "^11.0" } }',
    'admin/docker-compose.yml':
      'services:\n  laravel.test:\n    build: { context: ./vendor/laravel/sail/runtimes/8.3 }\n    ports: ["80:80"]\n  mysql: { image: mysql }\n',
    'shop/composer.json': '{ "require": { "laravel/framework": "^11.0" } }',
    'shop/docker-compose.yml': 'services:\n  laravel.test:\n    build: { context: ./docker/8.3 }\n',
    'shop/docker/8.3/Dockerfile': 'FROM ubuntu:24.04\nCMD ["start-container"]\n',
    'shop/artisan': '#!/usr/bin/env php\n',
    'shop/app/User.php': '<?php class User {}\n',
  }
  expect(await servicesOf(tree)).toEqual(['admin at admin', 'shop at shop'])
})

it('calls the one image of a repository as what answers from it, and not as what prepares it', async () => {
  const tree: Tree = {
    Dockerfile: 'FROM python:3.14-slim\nCMD ["uvicorn", "app.main:app"]\n',
    'app/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    'compose.yaml':
      'services:\n  migrate: { build: ., command: alembic upgrade head }\n  hooks: { build: ., ports: ["8000:8000"] }\n  worker: { build: . }\n',
  }
  expect(await servicesOf(tree)).toEqual(['hooks at .'])
})

it('takes an image around a package that others are built with for none of a service', async () => {
  const page = (name: string) => ({
    [`packages/${name}/package.json`]: `{"name":"${name}","dependencies":{"kit":"1.0.0","react":"19.0.0"}}`,
    [`packages/${name}/src/app.js`]: "import { button } from 'kit/button'\n",
    [`packages/${name}/Dockerfile`]: 'FROM nginx:1.29\nCOPY build /usr/share/nginx/html\n',
  })
  const tree = {
    ...page('shop'),
    ...page('admin'),
    'packages/kit-dev/package.json': '{"name":"kit-dev","dependencies":{}}',
    'packages/kit-dev/src/package.json': '{"name":"kit","version":"1.0.0"}',
    'packages/kit-dev/src/button.js': 'export const button = 1\n',
    'packages/kit-dev/Dockerfile': 'FROM nginx:1.29\nCOPY storybook /usr/share/nginx/html\n',
  }
  expect(await servicesOf(tree)).toEqual(['admin at packages/admin', 'shop at packages/shop'])
})

it('calls what compose files of several services each call their app after the folder that it is built from', async () => {
  const project = (name: string): Tree => ({
    [`${name}/docker/compose.yaml`]: `services:\n  app:\n    build: { context: .., dockerfile: docker/app/Dockerfile }\n    container_name: ${name}-app\n`,
    [`${name}/docker/app/Dockerfile`]: 'FROM python:3.14-slim\nCMD ["python", "src/main.py"]\n',
    [`${name}/src/main.py`]: 'from fastapi import FastAPI\napp = FastAPI()\n',
  })
  const tree = { ...project('menu'), ...project('order'), ...project('review') }
  expect(await servicesOf(tree)).toEqual(['menu at menu', 'order at order', 'review at review'])
})

it('takes what runs from an image that a script builds for the service of the folder with its Dockerfile', async () => {
  const service = (name: string): Tree => ({
    [`services/shop.${name}/Dockerfile`]: 'FROM acme/shop-base:latest\nCOPY target/*.war /webapps/\n',
    [`services/shop.${name}/src/main/java/shop/Rest.java`]: 'package shop;\nclass Rest {}\n',
    [`k8s/${name}.yaml`]: `apiVersion: apps/v1
kind: Deployment
metadata: { name: store-${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: 'acme/store-${name}:1.0' }] }
`,
  })
  const tree = {
    ...service('auth'),
    ...service('cart'),
    'base/Dockerfile': 'FROM tomcat:10.1\nCMD ["catalina.sh", "run"]\n',
    'base/start/Main.java': 'class Main {}\n',
    'tools/build.sh':
      'docker build -t "${registry}shop-base" ../base\nfor s in auth cart; do docker build -t "${registry}store-$s" ../services/shop.$s; done\n',
  }
  expect(await servicesOf(tree)).toEqual(['store-auth at services/shop.auth', 'store-cart at services/shop.cart'])
})

it('takes what an image is built from for its folder, where that has the manifest and a folder for code', async () => {
  const tree = {
    Dockerfile: 'FROM node:24\nCOPY package.json ./\nCOPY src src\n',
    'package.json': '{ "name": "shop", "scripts": { "start": "node src/main.ts" } }',
    'src/main.ts': '1\n',
    'compose.yaml': 'services:\n  web: { build: ., ports: ["80:80"] }\n',
  }
  expect(await servicesOf(tree)).toEqual(['shop at .'])
})

it('finds the code of an image whose Dockerfile lies apart by what it copies', async () => {
  const tree = {
    'stacks/ui.Dockerfile':
      'FROM node:24\nCOPY stacks/nginx.conf /etc/\nCOPY frontend/package.json frontend/\nCOPY frontend/ .\n',
    'stacks/server.Dockerfile': 'FROM rust:1\nCOPY protos protos\nCOPY nexus nexus\nRUN cargo build\n',
    'stacks/all.Dockerfile': 'FROM node:24\nCOPY . .\n',
    'frontend/package.json': '{}',
    'frontend/main.ts': '1\n',
    'protos/a.proto': 'syntax = "proto3";\n',
    'nexus/Cargo.toml': '[workspace]\nmembers = ["server"]\n',
    'nexus/parser/src/lib.rs': 'pub fn a() {}\n',
    'nexus/server/Cargo.toml': '[package]\nname = "server"\n',
    'nexus/server/src/main.rs': 'fn main() {}\n',
    'compose.yaml':
      'services:\n  shop-ui: { build: { context: ., dockerfile: stacks/ui.Dockerfile } }\n  shop: { build: { context: ., dockerfile: stacks/server.Dockerfile } }\n',
  }
  expect(await servicesOf(tree)).toEqual(['shop at nexus/server', 'shop-ui at frontend'])
})

it('takes no folder of libraries for the service that a workload of its name runs', async () => {
  const library = '<Project Sdk="Microsoft.NET.Sdk"></Project>'
  const deployment = (name: string): string =>
    `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: {}, template: { spec: { containers: [{ name: a, image: "acme/${name}:1" }] } } }\n`
  const tree: Tree = {
    'orders/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'orders/main.js': '1\n',
    'prices/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'prices/main.js': '1\n',
    'shared/Discovery/Discovery.Domain/Discovery.Domain.csproj': library,
    'shared/Discovery/Discovery.Domain/Names.cs': 'class Names {}\n',
    'contracts/Discovery/Found.cs': 'class Found {}\n',
    'k8s/all.yaml': ['orders', 'prices', 'discovery'].map(deployment).join(''),
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'prices at prices'])
})

it('takes what an image copies for its code, also where it takes a list of what to install from above', async () => {
  const tree: Tree = {
    'Dockerfile.front.local':
      'FROM python:3.13\nCOPY ./frontend /app\nCOPY requirements-dev.txt /app/\nCMD ["python", "app.py"]\n',
    'requirements-dev.txt': 'pytest\n',
    'frontend/requirements.txt': 'flask\n',
    'frontend/app.py': '1\n',
    'compose.yaml':
      'services:\n  shop-ui: { build: { context: ., dockerfile: Dockerfile.front.local }, ports: ["80:80"] }\n',
  }
  expect(await servicesOf(tree)).toEqual(['shop-ui at frontend'])
})

const twoDockerfiles: Tree = {
  'compose.yaml': `services:
  scheduler: { build: { context: ., dockerfile: shop/Dockerfile.scheduler } }
  agent-a: { environment: { SERVER_TYPE: a }, ports: ["9001:9000"], build: { context: ., dockerfile: shop/Dockerfile.agent } }
  agent-b: { environment: { SERVER_TYPE: b }, ports: ["9002:9000"], build: { context: ., dockerfile: shop/Dockerfile.agent } }
`,
  'shop/go.mod': 'module example.com/shop\n',
  'shop/Dockerfile.scheduler': 'FROM golang:1.26\nCOPY . .\nCMD ["/scheduler"]\n',
  'shop/Dockerfile.agent': 'FROM golang:1.26\nCOPY . .\nCMD ["/agent"]\n',
  'shop/cmd/agent/main.go': 'package main\nfunc main() {}\n',
  'shop/cmd/scheduler/main.go': 'package main\nfunc main() {}\n',
}

it('finds the roles of an image by what its own Dockerfile builds, of several in one folder', async () => {
  const found = await servicesOf(twoDockerfiles)
  expect(found).toContain('scheduler at shop/cmd/scheduler')
  expect(found.filter((each) => each.startsWith('agent'))).toEqual([
    'agent-a at shop/cmd/agent',
    'agent-b at shop/cmd/agent#agent-b',
  ])
})

it('takes what only packs a program that it copies out of the image of others for no service', async () => {
  const packed = {
    ...twoDockerfiles,
    'compose.yaml': `${twoDockerfiles['compose.yaml']}  sync-a: { build: { context: ., dockerfile: shop/Dockerfile.sync } }
  sync-b: { build: { context: ., dockerfile: shop/Dockerfile.sync } }
  proxy: { build: { context: ., dockerfile: shop/Dockerfile.proxy } }
`,
    'shop/pkg/proxy/proxy.go': 'package main\n\nfunc main() {}\n',
    'shop/Dockerfile.sync':
      'FROM rclone/rclone:1 AS theirs\nFROM alpine:3\nCOPY --from=theirs /usr/bin/rclone /usr/bin/\nENTRYPOINT ["rclone"]\n',
    'shop/Dockerfile.proxy':
      'FROM envoyproxy/envoy:v1 AS envoy\nFROM alpine:3\nCOPY --from=envoy /bin/envoy /bin/envoy\nCOPY shop/config/envoy.yaml /etc/envoy.yaml\nCOPY LICENSE /\nCMD /start.sh\n',
  }
  expect(await servicesOf(packed)).toEqual(await servicesOf(twoDockerfiles))
  // What comes from here besides is a program of ours.
  const own = { ...packed, 'shop/Dockerfile.proxy': `${packed['shop/Dockerfile.proxy']}COPY shop/pkg/proxy /src\n` }
  expect(await servicesOf(own)).toContain('proxy at shop/pkg/proxy')
})

it('takes no crate without a program for what an image of its name starts', async () => {
  const tree: Tree = {
    'docker/auth/Dockerfile':
      'FROM golang:1.26\nRUN git clone https://example.com/auth\nCOPY start.sh .\nCMD ["./start.sh"]\n',
    'libs/auth/Cargo.toml': '[package]\nname = "auth"\n',
    'libs/auth/src/lib.rs': 'pub fn login() {}\n',
    'web/Cargo.toml': '[package]\nname = "web"\n[dependencies]\nauth = { path = "../libs/auth" }\n',
    'web/src/main.rs': 'fn main() {}\n',
    'web/Dockerfile': 'FROM rust:1\nCOPY . .\nCMD ["web"]\n',
  }
  expect(await servicesOf(tree)).toEqual(['web at web'])
  const program = {
    ...tree,
    'libs/auth/src/main.rs': 'async fn main() { axum::serve(listener, app).await.unwrap(); }\n',
  }
  expect(await servicesOf(program)).toEqual(['auth at libs/auth', 'web at web'])
})

it('finds the code of one of several images of a package in what it copies, by the folder of its Dockerfile', async () => {
  const starting = (name: string): string =>
    `FROM python:3.14\nCOPY src /app/src\nCOPY pyproject.toml .\nENTRYPOINT ["python", "-m", "shop.${name}.app"]\n`
  const tree: Tree = {
    'compose.yaml':
      'services:\n  intake: { build: { context: ., dockerfile: services/intake/Dockerfile } }\n  review: { build: { context: ., dockerfile: services/review/Dockerfile } }\n  checked: { build: { context: ., dockerfile: services/checked/Dockerfile } }\n',
    'services/intake/Dockerfile': starting('intake'),
    'services/review/Dockerfile': starting('review'),
    // What starts nothing but tests is no service.
    'services/checked/Dockerfile': 'FROM python:3.14\nCOPY src tests /app/\nENTRYPOINT ["python", "-m", "pytest"]\n',
    'pyproject.toml': '[project]\nname = "shop"\n',
    'src/shop/intake/app.py': 'run()\n',
    'src/shop/review/app.py': 'run()\n',
    'src/shop/shared/settings.py': '1\n',
  }
  expect(await servicesOf(tree)).toEqual(['intake at src/shop/intake', 'review at src/shop/review'])
})

it('takes no code for that of an image which others are built upon', async () => {
  const tree: Tree = {
    'deploy/Dockerfile.base': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY . .\nUSER app\n',
    'orders/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY . .\nENTRYPOINT ["dotnet", "Orders.dll"]\n',
    'orders/Orders.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    'orders/Consumers/Base/Consumer.cs': 'class Consumer {}\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders'])
})

it.each([
  ['["prisma", "migrate", "deploy"]', false],
  ['npx prisma db push', false],
  ['alembic upgrade head', false],
  ['["python", "manage.py", "migrate"]', false],
  ['bundle exec rake db:migrate', false],
  ['alembic upgrade head && uvicorn app:app', true],
  ['alembic upgrade head\nCMD uvicorn app:app', true],
  ['["python", "manage.py", "runserver"]', true],
])('takes an image that starts %s for a service, or none: %s', async (command, isService) => {
  const tree: Tree = {
    'orders/Dockerfile': 'FROM node:24\nCOPY . .\nCMD ["node", "a.js"]\n',
    'orders/a.js': 'run()\n',
    'tables/Dockerfile': `FROM node:24\nCOPY . .\nCMD ${command}\n`,
    'tables/seed.ts': 'run()\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders', ...(isService ? ['tables at tables'] : [])])
})

it('calls a module that starts a service as its workload, and not as its folder', async () => {
  const module = (name: string) => `plugins { id 'org.springframework.boot' }\narchivesBaseName = '${name}'\n`
  const main =
    'package shop;\n@SpringBootApplication\nclass Main { void main(String[] a) { SpringApplication.run(Main.class, a); } }\n'
  const tree: Tree = {
    'settings.gradle': "include 'orders:orders-main', 'orders:orders-domain'\n",
    'orders/orders-main/build.gradle': module('orders-main'),
    'orders/orders-main/Dockerfile': 'FROM eclipse-temurin:21\nCOPY app.jar /\nCMD ["java", "-jar", "/app.jar"]\n',
    'orders/orders-main/src/main/java/shop/Main.java': main,
    'orders/orders-domain/build.gradle': "plugins { id 'java-library' }\n",
    'orders/orders-domain/src/main/java/shop/Order.java': 'package shop;\nclass Order {}\n',
    'k8s/orders.yaml': deploymentOf('orders', 'acme/shop-orders:1'),
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders/orders-main'])
})

it('takes no web server for the service that the plain image of one stands for elsewhere', async () => {
  const tree: Tree = {
    'apps/pages/Dockerfile': 'FROM nginx:1.29\nCOPY . /usr/share/nginx/html\nCMD ["nginx", "-g", "daemon off;"]\n',
    'apps/orders/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'apps/orders/main.js': "require('express')().listen(80)\n",
    'k8s/pages.yaml': deploymentOf('pages', 'nginx:alpine'),
    'k8s/orders.yaml': deploymentOf('orders', 'acme/orders:1'),
    'k8s/front.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: front }
data:
  default.conf: |
    server { location / { proxy_pass http://orders:80; } }
---
${deploymentOf('front', 'nginx:alpine', ', volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d }]').replace(' }] }\n', ' }], volumes: [{ name: conf, configMap: { name: front } }] }\n')}`,
  }
  expect(await edgesOf(tree)).toEqual([])
})

it('finds the program of a system of Go by the image that only its workload runs as it is, beside another one in its folder', async () => {
  const program = (more: string) => `package main\nimport "net"\nfunc main() { ${more}; net.Listen("tcp", ":8080") }\n`
  const run = (name: string, service: string, more = '') => `---\n${deploymentOf(name, `acme/shop-${service}:1`, more)}`
  const tree: Tree = {
    // In a cluster and on a developer's machine they have other names.
    'compose.yaml':
      'services:\n  orders-svc: { image: "acme/shop-orders-svc:1" }\n  web: { image: "acme/shop-web:1" }\n  shopper: { image: "acme/shop-web:1", entrypoint: shopper }\n',
    'k8s/all.yaml': `${run('orders', 'orders-svc')}${run('shopper', 'web', ', command: [shopper]')}${run('web', 'web')}`,
    'shop-orders-svc/cmd/server.go': program(''),
    'shop-orders-svc/orders/orders.go': 'package orders\n',
    'shop-web/cmd/server.go': program(''),
    'shop-web/cmd/shopper/main.go': program('shop()'),
    'shop-web/web/web.go': 'package web\n',
  }
  expect(await servicesOf(tree)).toEqual([
    'orders at shop-orders-svc',
    'shopper at shop-web/cmd/shopper',
    'web at shop-web',
  ])
})

it('knows which folder the image of a workload is made of by what Skaffold builds', async () => {
  const tree: Tree = {
    'skaffold.yaml':
      'apiVersion: skaffold/v4\nkind: Config\nbuild:\n  artifacts:\n    - image: shop-pages\n      context: src/pages-next\n    - image: shop-users\n      context: src/users\n',
    'k8s/pages.yaml': deploymentOf('shop-pages', 'shop-pages'),
    'k8s/users.yaml': deploymentOf('shop-users', 'shop-users'),
    'src/pages-next/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'src/pages-next/main.js': 'app.listen(80)\n',
    'src/users/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'src/users/main.js': 'app.listen(80)\n',
  }
  expect(await servicesOf(tree)).toEqual(['shop-pages at src/pages-next', 'users at src/users'])
})

it('takes no image that documents or code are made in for a service', async () => {
  const image = 'FROM python:3.14-slim\nCOPY . .\nENTRYPOINT ["./make.sh"]\n'
  const tree: Tree = {
    'orders/Dockerfile': 'FROM python:3.14-slim\nCOPY . .\nCMD ["python", "main.py"]\n',
    'orders/main.py': 'app.run()\n',
    'sdk/Dockerfile.docs-generation': image,
    'sdk/Dockerfile.batch-test': image,
    'sdk/client.py': 'def ask(): pass\n',
    'sdk/pyproject.toml': '[project]\nname = "sdk"\n',
    'sdk/proto/Dockerfile': image,
    'sdk/proto/make.sh': 'protoc\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders'])
})

it('takes a package that is called as a mode of another program for no service, nor what measures that one', async () => {
  const main = 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n'
  const tree: Tree = {
    'go.mod': 'module example.com/shop\n',
    'cmd/shopd/main.go': main,
    'cmd/orders/main.go': main,
    'etc/benchmark-orders/main.go': main,
    'internal/shopw/shopw.go': 'package shopw\n',
    'k8s/shopd.yaml': deploymentOf('shopd', 'shop/shopd'),
    'k8s/shopw.yaml': deploymentOf('shopw', 'shop/shopd'),
    'k8s/orders.yaml': deploymentOf('orders', 'shop/orders'),
  }
  expect(await servicesOf(tree)).toEqual(['orders at cmd/orders', 'shopd at cmd/shopd'])
})

it('takes no package of Go for what compose builds, nor code that builds the others or that callers are given', async () => {
  const main = 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n'
  const image = 'FROM golang:1.26\nCOPY . .\nCMD ["/run"]\n'
  const tree: Tree = {
    'go.mod': 'module example.com/shop\n',
    'compose.yaml': 'services:\n  server: { build: { context: ., dockerfile: Dockerfile.dev } }\n',
    'Dockerfile.dev': 'FROM golang:1.26\nCOPY go.mod .\nEXPOSE 80\n',
    'cmd/shop/main.go': main,
    'internal/server/server.go': 'package server\n',
    'build/Dockerfile': image,
    'build/go.mod': 'module example.com/build\n',
    'build/main.go': 'package main\n\nfunc New() {}\n',
    'sdks/shop-go/Dockerfile': image,
    'sdks/shop-go/go.mod': 'module example.com/sdk\n',
    'sdks/shop-go/example/main.go': main,
  }
  expect(await servicesOf(tree)).toEqual(['shop at .'])
})

it('takes no image for a service that only holds files for a volume', async () => {
  const tree = (start: string): Tree => ({
    'compose.yaml':
      'services:\n  config: { build: config, volumes: ["c:/etc/shop"] }\n  cart: { build: cart, volumes: ["c:/etc/shop"] }\n',
    'cart/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'cart/main.js': 'app.listen(80)\n',
    'config/Dockerfile': `FROM alpine:3\nCOPY shop.conf /etc/shop/\nCMD ${start}\n`,
  })
  expect(await servicesOf(tree('/bin/true'))).toEqual(['cart at cart'])
  expect(await servicesOf(tree('["true"]'))).toEqual(['cart at cart'])
  expect(await servicesOf(tree('["sh", "-c", "cp -a . /etc/shop"]'))).toEqual(['cart at cart'])
  expect(await servicesOf(tree('serve'))).toEqual(['cart at cart', 'config at config'])
})

it('gives each of several images of one context the folder that it is called as, wherever the context lies', async () => {
  const program = (name: string): Tree => ({
    [`backend/${name}_service/main.go`]: 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    [`backend/docker/${name}.Dockerfile`]: `FROM golang:1.26\nCOPY .. /app\nRUN go build -o main ${name}_service/main.go\n`,
  })
  const built = (name: string): string =>
    `  ${name}_service: { build: { context: ., dockerfile: docker/${name}.Dockerfile } }\n`
  const tree: Tree = {
    ...program('reader'),
    ...program('writer'),
    'backend/go.mod': 'module example.com/shop\n',
    'backend/compose.yaml': `services:\n${built('reader')}${built('writer')}`,
  }
  expect(await servicesOf(tree)).toEqual([
    'reader_service at backend/reader_service',
    'writer_service at backend/writer_service',
  ])
})

it('takes a folder around several services for none that its Dockerfile, which is gone, was of', async () => {
  const image = (folder: string): Tree => ({
    [`system/${folder}/Dockerfile`]: 'FROM python:3.14-slim\nCMD ["app.py"]\n',
    [`system/${folder}/app.py`]: 'import flask\nflask.Flask("x").run(port=80)\n',
  })
  const tree = { ...image('orders'), ...image('users'), 'system/compose.yaml': 'services:\n  pages: { build: . }\n' }
  expect(await servicesOf(tree)).toEqual(['orders at system/orders', 'users at system/users'])
})

it('finds a package of another kind in the folder of one, where each has an image', async () => {
  const tree: Tree = {
    'bank/Dockerfile': 'FROM node:24-slim\nCMD ["node", "app.js"]\n',
    'bank/package.json':
      '{ "name": "bank", "scripts": { "start": "node app.js" }, "dependencies": { "express": "5" } }',
    'bank/app.js': "require('express')().listen(8080)\n",
    'bank/accounts/Dockerfile': 'FROM eclipse-temurin:25\nCOPY target/accounts.jar .\n',
    'bank/accounts/pom.xml': '<project><artifactId>accounts</artifactId></project>',
    'bank/accounts/src/main/java/Main.java': 'class Main {}\n',
    'bank/docs/Dockerfile': 'FROM node:24-slim\nCMD ["node", "docs.js"]\n',
    'bank/docs/docs.js': '1\n',
    'stock/Dockerfile': 'FROM python:3.14-slim\nCMD ["app.py"]\n',
    'stock/app.py': '1\n',
  }
  expect(await servicesOf(tree)).toEqual(['accounts at bank/accounts', 'bank at bank', 'stock at stock'])
})

it('copies nothing from outside of the context of an image', async () => {
  const { facts } = await surveyOf({
    'backend/Dockerfile': 'FROM golang:1.26\nCOPY .. /app\nCOPY ../go.mod ./kit/ /app/\n',
  })
  expect(copiedFrom(facts, 'backend/Dockerfile', 'backend')).toEqual(['backend', 'backend/go.mod', 'backend/kit'])
})
