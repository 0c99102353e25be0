import { expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from './graph-of.ts'

const deployment = (name: string, image: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: ${name}, image: "${image}" }] } } }\n`
const program = 'package main\nimport "net/http"\nfunc main() { http.ListenAndServe(":80", nil) }\n'

it('takes no package of Go for what an image from elsewhere runs, though it is called so', async () => {
  const tree: Tree = {
    'go.mod': 'module example.com/shop\n',
    'cmd/orders/main.go': program,
    'cmd/users/main.go': program,
    'client/dashboard/Config.go': 'package dashboard\nimport "net/http"\nvar c http.Client\n',
    'k8s/orders.yaml': deployment('orders', 'acme/orders:1'),
    'k8s/users.yaml': deployment('users', 'acme/users:1'),
    'k8s/dashboard.yaml': deployment('dashboard', 'acme/dashboard:1'),
  }
  expect(await servicesOf(tree)).toEqual(['orders at cmd/orders', 'users at cmd/users'])
})

it('looks for the code of an image within what it is built from', async () => {
  const server = '{"scripts":{"start":"node ."},"dependencies":{"express":"4","@shop/events":"1"}}'
  const tree: Tree = {
    'compose.yaml':
      'services:\n  orders: { build: apps/orders }\n  events: { build: scripts/scaffold/events, ports: ["7233:7233"] }\n',
    'apps/orders/Dockerfile': 'FROM node:24\nCOPY . .\nCMD ["node", "."]\n',
    'apps/orders/package.json': server,
    'apps/orders/index.js': "import '@shop/events'\n",
    'scripts/scaffold/events/Dockerfile':
      'FROM alpine:3\nRUN curl https://events.example/cli.sh | sh\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n',
    'scripts/scaffold/events/entrypoint.sh': 'exec events start\n',
    'libs/events/package.json': '{"name":"@shop/events","main":"index.ts"}',
    'libs/events/index.ts': 'export const events = 1\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at apps/orders'])
})

it('takes Dockerfiles that people begin with for no services', async () => {
  const tree: Tree = {
    'cmd/orders/Dockerfile': 'FROM golang:1\nCOPY . .\nCMD ["orders"]\n',
    'cmd/orders/main.go': program,
    'sample-docker-templates/react/Dockerfile': 'FROM node:24\nCOPY . .\nCMD ["npm", "start"]\n',
    'sample-docker-templates/flask/Dockerfile': 'FROM python:3\nCOPY . .\nCMD ["flask", "run"]\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at cmd/orders'])
})

it('gives the code of a program to the role that answers, and not to a layer of it that is called so', async () => {
  const role = (name: string, more = ''): string =>
    `  ${name}: { build: { context: ., dockerfile: docker/Dockerfile.backend }, command: npm run ${name}${more} }\n`
  const tree: Tree = {
    'docker/Dockerfile.backend': 'FROM node:24\nCOPY ./backend ./backend\nCOPY ./libs ./libs\n',
    'compose.yaml': `services:\n${role('api', ', ports: ["80:80"]')}${role('chat')}  mail: { build: { context: ., dockerfile: docker/Dockerfile.mail }, command: npm start }\n`,
    'docker/Dockerfile.mail': 'FROM node:24\nCOPY ./mail ./mail\n',
    'mail/package.json': '{"name":"mail"}',
    'mail/index.ts': "import 'express'\n",
    'libs/log/package.json': '{"name":"@shop/log"}',
    'libs/log/index.ts': 'export const log = 1\n',
    'backend/package.json': '{"name":"backend"}',
    'backend/src/api/index.ts': "import '../services/orders'\n",
    'backend/src/bin/chat.ts': "import '../services/orders'\n",
    'backend/src/services/orders.ts': 'export const orders = 1\n',
  }
  expect(await servicesOf(tree)).toEqual(['api at backend', 'chat at backend#chat', 'mail at mail'])
})

it('takes a server that only tests ask for no service', async () => {
  const app = (name: string): Tree => ({
    [`${name}/pom.xml`]: `<project><artifactId>${name}</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>`,
    [`${name}/src/main/java/App.java`]:
      '@SpringBootApplication public class App { public static void main(String[] a) { SpringApplication.run(App.class); } }\n',
  })
  expect(await servicesOf({ ...app('orders'), ...app('users'), ...app('test-mock-server') })).toEqual([
    'orders at orders',
    'users at users',
  ])
})

it('takes a crate for a library whose program is but a command, though it has an image', async () => {
  const crate = (name: string, ...dependencies: string[]): string =>
    `[package]\nname = "${name}"\nversion = "0.1.0"\n\n[dependencies]\n${dependencies.join('\n')}\n`
  const image = (name: string): string => `FROM rust:1\nCOPY . .\nENTRYPOINT ["${name}"]\n`
  const tree = (...dependencies: string[]): Tree => ({
    'gateway/Cargo.toml': crate('gateway', 'axum = "0.8"', 'checks = { path = "../checks" }'),
    'gateway/Dockerfile': image('gateway'),
    'gateway/src/main.rs': 'async fn main() { axum::serve(listener, app).await.unwrap(); }\n',
    'checks/Cargo.toml': crate('checks', 'clap = "4"', ...dependencies),
    'checks/Dockerfile': image('checks'),
    'checks/src/main.rs': 'fn main() { checks::run() }\n',
    'checks/src/lib.rs': 'pub fn run() {}\n',
  })
  expect(await servicesOf(tree())).toEqual(['gateway at gateway'])
  expect(await servicesOf(tree('axum = "0.8"'))).toEqual(['checks at checks', 'gateway at gateway'])
})

it('takes nothing from what pipelines start to try a system out', async () => {
  const tree: Tree = {
    Dockerfile: 'FROM golang:1\nCOPY . .\nCMD ["server"]\n',
    'go.mod': 'module example.com/shop\n',
    'cmd/server/main.go': program,
    'cmd/canary/main.go': program,
    'docker/github_actions/docker-compose-simulation.yml':
      'services:\n  front: { build: { context: ../.., dockerfile: Dockerfile }, command: server front, ports: ["81:80"] }\n  history: { build: { context: ../.., dockerfile: Dockerfile }, command: server history, ports: ["82:80"] }\n',
  }
  expect(await servicesOf(tree)).toEqual(['canary at cmd/canary', 'server at cmd/server'])
})

it('takes the manifests that pipelines apply', async () => {
  const manifest = (name: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: {}, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: "shop/${name}" }] } } }\n`
  const tree: Tree = { 'orders/main.py': 'print(1)\n', '.github/workflows/kubernetes/orders.yml': manifest('orders') }
  expect(await servicesOf(tree)).toEqual(['orders at orders'])
})

it('calls nobody where a setting says where the pages are that people log in at', async () => {
  const app = (name: string, code: string): Tree => ({
    [`apps/${name}/package.json`]: `{"name":"${name}","scripts":{"start":"node ."},"dependencies":{"express":"4"}}`,
    [`apps/${name}/index.ts`]: `import express from 'express'\n${code}\n`,
  })
  const tree = (variable: string): Tree => ({
    ...app('api', `const link = new URL('/setup', process.env.${variable})`),
    ...app('web', 'express().listen(3000)'),
    'compose.yaml': `services:\n  api: { build: apps/api, environment: { ${variable}: "http://web:3000" } }\n  web: { build: apps/web, ports: ["3000:3000"] }\n`,
  })
  expect(await edgesOf(tree('BETTER_AUTH_URL'))).toEqual([])
  expect(await edgesOf(tree('WEB_ADDRESS_URL'))).toEqual(['api -> web http (observed)'])
})

it('takes no package of Go for what a Dockerfile of its name makes, where programs lie elsewhere', async () => {
  const tree: Tree = {
    'go.mod': 'module example.com/shop\n',
    'cmd/cache/main.go': program,
    'cmd/orders/main.go': program,
    'pkg/controllers/cacheruntime/controller.go': 'package cacheruntime\n',
    'docker/Dockerfile.orders': 'FROM golang:1\nCOPY . .\nRUN make orders\nCMD ["orders"]\n',
    'docker/Dockerfile.cacheruntime':
      'FROM golang:1\nCOPY . .\nRUN make cache\nCMD ["cacheruntime-controller", "start"]\n',
  }
  expect(await servicesOf(tree)).toEqual(['cache at cmd/cache', 'orders at cmd/orders'])
})

it('takes what stands in for a service, and tests of how faults are borne, for no service', async () => {
  const tree: Tree = {
    'compose.yaml':
      'services:\n  orders: { build: orders }\n  users: { build: users }\n  fake-orders: { build: stands/in }\n',
    ...Object.fromEntries(
      ['orders', 'users', 'stands/in', 'fault-tolerance-test'].map((folder) => [
        `${folder}/Dockerfile`,
        'FROM node:24',
      ]),
    ),
    'stands/in/package.json': '{"name":"fake-orders","dependencies":{"express":"4"}}',
    'fault-tolerance-test/package.json': '{"name":"faults","dependencies":{"express":"4"}}',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'users at users'])
})

it('takes the folder around a chart for the code of the one workload there that is called after it', async () => {
  const main = (name: string): Tree => ({
    [`parts/${name}/src/main/java/Config.java`]: '@Configuration class Config {}',
    [`parts/${name}/helm/Chart.yaml`]: `name: ${name}\nversion: 1.0.0\n`,
    [`parts/${name}/helm/values.yaml`]: 'a: b\n',
  })
  const tree: Tree = {
    ...main('cognigy'),
    'parts/cognigy/helm/templates/deployment.yaml': deployment('cognigy-connector', 'acme/cognigy-connector:1'),
    // Other code is called so, too.
    ...main('contacts'),
    'parts/contacts/helm/templates/deployment.yaml': deployment('api-contacts', 'acme/api/contacts:1'),
    'web/pages/contacts/index.ts': 'export const a = 1',
    // Two of them may be parts of it.
    ...main('shop'),
    'parts/shop/helm/templates/deployment.yaml': `${deployment('shop-web', 'acme/shop-web:1')}---\n${deployment('shop-jobs', 'acme/shop-jobs:1')}`,
  }
  expect(await servicesOf(tree)).toEqual(['api-contacts at parts/contacts', 'cognigy-connector at parts/cognigy'])
})
