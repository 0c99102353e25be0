// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { describe, expect, it } from 'vitest'
import { affectedServices } from '../../src/graph/affected.ts'
import { ofOneProgram } from '../../src/graph/owners/one-program.ts'
import { edgesOf, servicesOf, surveyOf } from './graph-of.ts'

const image = 'FROM ruby:3.3\nCOPY . .\nENTRYPOINT ["bundle", "exec"]\n'

const deployment = (name: string, args: string, more = ''): string =>
  `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: {}, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: a, image: "acme/bookshop:1", args: [${args}], ports: [{ containerPort: 7000 }]${more} }] } } }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ports: [{ port: 7000 }] }\n`

describe('one image in several roles', () => {
  it('is as many services as answer, told apart by what starts them', async () => {
    const tree = {
      Dockerfile: image,
      'webapp.rb': "require 'net/http'\nNet::HTTP.get(ENV['AUTHORS_SITE'])\nNet::HTTP.get(ENV['BOOKS_SITE'])\n",
      'authors.rb': '1\n',
      'books.rb': "Net::HTTP.get(ENV['AUTHORS_SITE'])\n",
      'k8s/app.yaml': `${deployment('webapp', '"prod:webapp"', ', env: [{ name: AUTHORS_SITE, value: "http://authors:7000" }, { name: BOOKS_SITE, value: "http://books:7000" }]')}${deployment('authors', '"prod:authors"')}${deployment('books', '"prod:books"', ', env: [{ name: AUTHORS_SITE, value: "http://authors:7000" }]')}${deployment('authors-clone', '"prod:authors"')}`,
    }
    expect(await servicesOf(tree)).toEqual(['authors at .#authors', 'books at .#books', 'webapp at .'])
    expect(await edgesOf(tree)).toEqual([
      'books -> authors http (observed)',
      'webapp -> authors http (observed)',
      'webapp -> books http (observed)',
    ])
  })

  it('is known by one name where another way to run it puts a word before each', async () => {
    const compose = (name: string, port: number): string =>
      `  ${name}: { build: { context: ., target: app }, command: ["prod:${name}"], ports: ["${port}:7000"] }\n`
    const tree = {
      Dockerfile: image.replace('ruby:3.3', 'ruby:3.3 AS app'),
      'webapp.rb': "require 'net/http'\nNet::HTTP.get(ENV['AUTHORS_SITE'])\n",
      'compose.yaml': `services:\n${compose('webapp', 1)}${compose('authors', 2)}${compose('books', 3)}`,
      'k8s/app.yaml': `${deployment('shop-webapp', '"prod:webapp"', ', env: [{ name: AUTHORS_SITE, value: "http://shop-authors:7000" }]')}${deployment('shop-authors', '"prod:authors"')}`,
    }
    expect(await servicesOf(tree)).toEqual(['authors at .#authors', 'books at .#books', 'webapp at .'])
    expect(await edgesOf(tree)).toEqual(['webapp -> authors http (observed)'])
  })

  it('has no folder of Go in which no program begins, where compose and a cluster run it', async () => {
    const compose = (name: string, words: string, port: number): string =>
      `  ${name}: { image: "acme/bookshop:1", command: [${words}], ports: ["${port}:7000"] }\n`
    const tree = {
      Dockerfile: 'FROM scratch\nCOPY bin/shop /shop\nCMD ["/shop"]\n',
      'go.mod': 'module example.com/shop\n',
      'main.go': 'package main\n\nfunc main() { http.ListenAndServe(":7000", nil) }\n',
      'modules/books/gateway/handler.go': 'package gateway\n',
      'compose.yaml': `services:\n  image: { image: "acme/bookshop:1", build: . }\n${compose('books-gateway', '/shop, books, gateway', 1)}${compose('books-api', '/shop, books, api', 2)}${compose('users-gateway', '/shop, users, gateway', 3)}`,
      'k8s/app.yaml': `${deployment('books-gateway', '"books", "gateway"')}${deployment('books-api', '"books", "api"')}`,
    }
    expect(await servicesOf(tree)).toEqual([
      'books-api at .',
      'books-gateway at .#books-gateway',
      'users-gateway at .#users-gateway',
    ])
  })

  it('is none that compose only builds the image with', async () => {
    const tree = (command: string) => ({
      Dockerfile: 'FROM scratch\nCOPY bin/shop /shop\nCMD ["/shop"]\n',
      'go.mod': 'module example.com/shop\n',
      'main.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
      'compose.yaml': `services:\n  image: { image: shop, build: . }\n  orders: { image: shop, command: [/shop, orders], ports: ["1:80"] }\n  users: { image: shop, command: ${command}, ports: ["2:80"] }\n`,
    })
    expect(await servicesOf(tree('[/shop, users]'))).toEqual(['orders at .', 'users at .#users'])
    expect(await servicesOf(tree('[/other]'))).toContain('image at .')
  })

  it('is told by what turns a part of the program on, and by no addresses that most of them are given', async () => {
    const parts = ['orders', 'users', 'prices', 'copy']
    const all = parts.map((name) => `SHOP_${name.toUpperCase()}_URL: "http://${name}:80"`).join(', ')
    const run = (name: string): string =>
      `  ${name}: { image: acme/shop, build: ., environment: { SHOP_ENABLE_ALL: 0, SHOP_ENABLE_${name.toUpperCase()}_SERVICE: "1", ${all} }, ports: ["80"] }\n`
    const tree = {
      Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "main.js"]\n',
      'main.js': `${parts.map((name) => `call(process.env.SHOP_${name.toUpperCase()}_URL)`).join('\n')}\n`,
      'compose.yaml': `services:\n${parts.map(run).join('')}  lint: { build: ., entrypoint: flake8 }\n`,
    }
    expect(await servicesOf(tree)).toEqual(['copy at .#copy', 'orders at .', 'prices at .#prices', 'users at .#users'])
    expect(await edgesOf(tree)).toEqual([])
  })

  it('has the folder that an option of its command names', async () => {
    const run = (name: string, command: string): string =>
      `  ${name}_php: { build: ., command: "${command}", ports: ["80"] }\n`
    const tree = {
      Dockerfile: 'FROM php:8\nCOPY . .\n',
      'composer.json': '{ "require": { "symfony/framework-bundle": "*" } }',
      'apps/shop/backend/public/index.php': '<?php\n',
      'apps/shop/backend/src/Shop.php': '<?php\n',
      'apps/office/backend/public/index.php': '<?php\n',
      'apps/office/backend/src/Office.php': '<?php\n',
      'compose.yaml': `services:\n${run('shop_backend', 'symfony serve --dir=apps/shop/backend/public --port=80')}${run('office_backend', 'symfony serve --dir=apps/office/backend/public --port=80')}`,
    }
    expect(await servicesOf(tree)).toEqual([
      'office_backend_php at apps/office/backend',
      'shop_backend_php at apps/shop/backend',
    ])
  })

  it('calls what the file of its command calls, in a program of Go', async () => {
    const command = (word: string, code: string): string =>
      `package cmd\nimport ("net/http"; "os"; "github.com/spf13/cobra")\nvar ${word}Cmd = &cobra.Command{Use: "${word}", RunE: ${word}}\nfunc ${word}() {\n  ${code}\n}\n`
    const tree = {
      'users/Dockerfile': 'FROM golang\nEXPOSE 80\n',
      'users/main.go':
        'package main\nimport "net"\nfunc main() { net.Listen("tcp", ":80"); pb.RegisterUserServiceServer(s, u) }\n',
      'shop/Dockerfile': 'FROM golang\nCOPY . .\nENTRYPOINT ["shop"]\n',
      'shop/main.go': 'package main\nimport "shop/cmd"\nfunc main() { cmd.Execute() }\n',
      'shop/cmd/serve.go': command('serve', 'pb.NewUserServiceClient(conn)'),
      'shop/cmd/proxy.go': command('proxy', 'http.ListenAndServe(":80", gateway(os.Getenv("HOST") + ":80"))'),
      'compose.yaml':
        'services:\n  users: { build: users }\n  api: { build: shop, image: shop, command: serve, ports: ["1:80"] }\n  api-gateway: { image: shop, command: proxy, environment: { HOST: api }, ports: ["2:80"] }\n',
    }
    expect(await servicesOf(tree)).toEqual(['api at shop', 'api-gateway at shop#api-gateway', 'users at users'])
    expect(await edgesOf(tree)).toEqual(['api -> users grpc (observed)', 'api-gateway -> api http (observed)'])
  })

  it('counts the stages that workloads run, whatever program of others the last one holds', async () => {
    const found = await servicesOf({
      'view/Dockerfile':
        'FROM eclipse-temurin:25 AS api\nCOPY src src\nCMD ["java", "-jar", "api.jar"]\nFROM eclipse-temurin:25 AS feed\nCOPY src src\nCMD ["java", "-jar", "feed.jar"]\nFROM apache/kafka:4.0.0 AS topics\nCOPY topics.sh /\n',
      'view/src/main/java/App.java': 'class App {}\n',
      'compose.yaml':
        'services:\n  view-api: { build: { context: view, target: api }, ports: ["80:80"] }\n  view-feed: { build: { context: view, target: feed }, ports: ["81:81"] }\n',
    })
    expect(found).toEqual(['view-api at view', 'view-feed at view#view-feed'])
  })

  it('takes no two images for roles that have each a part of what lies around both', async () => {
    const dockerfile = (part: string): string =>
      `FROM node:24-slim\nCOPY api/proto proto\nCOPY lib/${part}-core core\nCOPY apps/${part}/src src\nCMD ["node", "src/${part}.js"]\n`
    const found = await servicesOf({
      'package.json': '{ "name": "shop", "workspaces": ["apps/*"] }',
      'index.js': 'require("./tools")\n',
      'compose.yaml':
        'services:\n  orders-service: { build: { context: ., dockerfile: deploy/docker/orders-service/Dockerfile }, ports: ["80"] }\n  users-service: { build: { context: ., dockerfile: deploy/docker/users-service/Dockerfile }, ports: ["81"] }\n',
      'deploy/docker/orders-service/Dockerfile': dockerfile('orders'),
      'deploy/docker/users-service/Dockerfile': dockerfile('users'),
      'lib/orders-core/index.js': '',
      'lib/users-core/index.js': '',
      'apps/orders/src/orders.js': 'require("http").createServer().listen(80)\n',
      'apps/users/src/users.js': 'require("http").createServer().listen(81)\n',
    })
    expect(found).toEqual(['orders-service at apps/orders', 'users-service at apps/users'])
  })

  it('takes the one that a program is there for as the one whose code the rest is', async () => {
    const found = await servicesOf({
      'backend/Dockerfile': 'FROM node:24-slim\nCOPY . .\n',
      'backend/package.json': '{ "name": "backend" }',
      'compose.yaml': ['discord-ws', 'orders-api', 'search']
        .map((name) => `  ${name}: { build: backend, command: "node dist/bin/${name}.js", ports: ["80"] }\n`)
        .join('')
        .replace(/^/, 'services:\n'),
    })
    expect(found).toEqual(['discord-ws at backend#discord-ws', 'orders-api at backend', 'search at backend#search'])
  })

  it('gives a role the folder that it is called after, and takes all for one program', async () => {
    const tree = {
      'build/Dockerfile.api': 'FROM golang:1.25\nCOPY . .\nENTRYPOINT ["/server"]\n',
      Makefile: 'docker:\n\t@docker build -f ./build/Dockerfile.api -t acme/chat-api:1 .\n',
      'go.mod': 'module example.com/chat\n',
      'main.go': 'package main\nfunc main() {}\n',
      'pkg/chat/server.go': 'package chat\n',
      'pkg/match/server.go': 'package match\nimport "example.com/chat/pkg/chat"\n',
      'docs/match/match.go': 'package match\n',
      'deploy/compose.yaml':
        'services:\n  page: { image: "acme/chat-page:1" }\n  random-chat: { image: "acme/chat-api:1", command: [chat] }\n  match: { image: "acme/chat-api:1", command: [match] }\n  uploader: { image: "acme/chat-api:1", command: [uploader] }\n',
    }
    const { graph, facts } = await surveyOf(tree)
    expect(graph.services.map(({ name, path }) => `${name} at ${path}`)).toEqual([
      'match at pkg/match',
      'page at deploy/compose.yaml#page',
      'random-chat at pkg/chat',
      'uploader at .',
    ])
    expect(ofOneProgram(graph, facts)('match', 'random-chat')).toBe(true)
    // An image of its own that starts another part, whose folder only its name leads to.
    const page = {
      'build/Dockerfile.page': 'FROM golang:1.25\nCOPY . .\nENTRYPOINT ["/server", "page"]\n',
      'pkg/page/server.go': 'package page\n',
      Makefile: `${tree.Makefile}\t@docker build -f ./build/Dockerfile.page -t acme/chat-page:1 .\n`,
    }
    expect(await servicesOf({ ...tree, ...page })).toContain('page at pkg/page')
  })

  const python = {
    'shop/Dockerfile': 'FROM python:3.13\nCOPY . .\nCMD ["uvicorn", "main:app"]\n',
    'shop/main.py': "import os\nDATABASE_URL = os.environ['DATABASE_URL']\nBROKER_URL = os.getenv('BROKER_URL')\n",
    'shop/requirements.txt': 'fastapi\nsqlalchemy\n',
  }
  const compose = (more = ''): string =>
    `services:\n  api:\n    build: ./shop\n    ports: ["8000:8000"]\n    environment: { DATABASE_URL: "postgres://db:5432/shop" }\n  worker:\n    build: ./shop\n    command: celery -A main worker\n    environment: { DATABASE_URL: "postgres://db:5432/shop", BROKER_URL: "amqp://mq:5672" }\n  migrate:\n    build: ./shop\n    command: alembic upgrade head\n  api-2:\n    build: ./shop\n    command: uvicorn main:app --port 8001\n  shell:\n    build: ./shop\n    command: bash\n  db: { image: "postgres:17" }\n  mq: { image: "rabbitmq:4" }\n${more}`

  it('is two where there is nothing else, each with what it is given', async () => {
    const tree = { ...python, 'compose.yaml': compose() }
    expect(await servicesOf(tree)).toEqual(['api at shop', 'worker at shop#worker'])
    expect(await edgesOf(tree)).toEqual([
      'api -> postgres://db:5432/shop database (observed)',
      'worker -> amqp://mq:5672 broker (observed)',
      'worker -> postgres://db:5432/shop database (observed)',
    ])
    const { graph, facts } = await surveyOf(tree)
    const affected = affectedServices({ graph, facts, changedFiles: ['shop/main.py'] })
    expect(affected.map(({ service }) => service.name)).toEqual(['api', 'worker'])
  })

  it('gives every role what one class of settings takes', async () => {
    const tree = {
      ...python,
      'shop/main.py':
        'from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    database_url: str\nsettings = Settings()\nconnect(settings.database_url)\n',
      'compose.yaml': compose(),
    }
    expect(await edgesOf(tree)).toEqual([
      'api -> postgres://db:5432/shop database (observed)',
      'worker -> postgres://db:5432/shop database (observed)',
    ])
  })

  it('is one service with its worker, where the system has others', async () => {
    const mail = { 'mail/Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n', 'mail/main.js': '1\n' }
    expect(
      await servicesOf({
        ...python,
        ...mail,
        'compose.yaml': compose('  mail: { build: ./mail, ports: ["8001:8001"] }\n'),
      }),
    ).toEqual(['api at shop', 'mail at mail'])
  })

  it('is told by a stage of the Dockerfile or by a variable as well, and by a file of compose that adds to another', async () => {
    const tree = {
      Dockerfile: 'FROM node:24 AS base\nCOPY ./api ./\nFROM base AS web\nFROM base AS rpc\n',
      'api/main.ts': '1\n',
      'package.json': '{ "name": "shop", "scripts": { "start": "node api/main.ts" } }',
      'compose.yaml':
        'services:\n  web: { build: { context: ., target: web }, ports: ["80:80"] }\n  rpc: { build: { context: ., target: rpc }, ports: ["81:81"] }\n',
      'compose.stream.yaml':
        'services:\n  streaming: { build: { context: ., target: web }, environment: { APP_ROLE: stream } }\n',
      'compose.e2e.yaml':
        'services:\n  web: { build: { context: ., target: web }, environment: { APP_ROLE: checked } }\n',
    }
    expect(await servicesOf(tree)).toEqual(['rpc at .#rpc', 'streaming at .#streaming', 'web at .'])
  })

  it('finds a role again that is called after the image and its folder', async () => {
    const run = (name: string): string =>
      `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop-${name} }\nspec: { selector: {}, template: { spec: { containers: [{ name: a, image: "acme/shop:1", args: ["yarn", "${name}"] }] } } }\n`
    const serving = '{ "scripts": { "start": "node main.js" }, "dependencies": { "express": "5" } }'
    const tree = {
      Dockerfile: 'FROM node:24\nCOPY . .\n',
      'packages/back-end/package.json': serving,
      'packages/back-end/main.js': '1\n',
      'packages/front-end/package.json': serving,
      'packages/front-end/main.js': '1\n',
      'k8s/all.yaml': `${run('backend')}${run('frontend')}`,
    }
    expect(await servicesOf(tree)).toEqual(['back-end at packages/back-end', 'front-end at packages/front-end'])
  })

  it('counts what starts, whatever options it starts with', async () => {
    const tree = {
      ...python,
      'compose.yaml':
        'services:\n  orders: { build: ./shop, command: "nest start orders --watch", ports: ["8000:8000"] }\n  prices: { build: ./shop, command: "nest start prices --watch", ports: ["8001:8001"] }\n',
    }
    expect(await servicesOf(tree)).toEqual(['orders at shop', 'prices at shop#prices'])
  })

  const shop = {
    'package.json': '{ "name": "shop", "dependencies": { "express": "5", "axios": "1" } }',
    'src/orders.ts':
      "import express from 'express'\nimport axios from 'axios'\naxios.get(`${process.env.USERS_URL}/users`)\nexpress().listen(80)\n",
    'src/users.ts': "import express from 'express'\nexpress().listen(80)\n",
    'src/worker.ts': 'work()\n',
  }
  const starting = (name: string): string => `FROM node:24\nCOPY . .\nCMD ["node", "dist/${name}.js"]\n`
  const builtBy = (...names: readonly string[]): string =>
    `services:\n${names.map((name) => `  ${name}: { build: { context: ., dockerfile: Dockerfile.${name} }, environment: { USERS_URL: "http://users" } }\n`).join('')}`

  it('is told by what each of several Dockerfiles of one folder starts', async () => {
    const tree = {
      ...shop,
      'Dockerfile.orders': starting('orders'),
      'Dockerfile.users': starting('users'),
      'Dockerfile.worker': starting('worker'),
      'Dockerfile.seed': starting('fill'),
      'Dockerfile.dev': starting('orders-with-users'),
      'compose.yaml': `${builtBy('orders', 'users', 'worker')}  filled: { build: { context: ., dockerfile: Dockerfile.seed } }\n  all: { build: { context: ., dockerfile: Dockerfile.dev } }\n`,
    }
    expect(await servicesOf(tree)).toEqual(['orders at .', 'users at .#users', 'worker at .#worker'])
    expect(await edgesOf(tree)).toEqual(['orders -> users http (observed)'])
  })

  it('is one service with its worker by two Dockerfiles, too, where the system has others', async () => {
    const tree = {
      ...Object.fromEntries(Object.entries(shop).map(([path, text]) => [`shop/${path}`, text])),
      'shop/Dockerfile.orders': starting('orders'),
      'shop/Dockerfile.worker': starting('worker'),
      'mail/Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
      'mail/main.js': '1\n',
      'compose.yaml': `${builtBy('orders', 'worker').replaceAll('context: .', 'context: shop')}  mail: { build: mail, ports: ["81:80"] }\n`,
    }
    expect(await servicesOf(tree)).toEqual(['mail at mail', 'orders at shop'])
  })

  it('is one where only options, numbers or addresses differ', async () => {
    const tree = {
      ...python,
      'compose.yaml':
        'services:\n  east: { build: ./shop, command: "uvicorn main:app --port 8000", ports: ["8000:8000"] }\n  west: { build: ./shop, command: "uvicorn main:app --port 8001", ports: ["8001:8001"] }\n',
    }
    expect(await servicesOf(tree)).toHaveLength(1)
  })
})

it('gives replicas that are numbered the folder that they are called after', async () => {
  const role = (name: string) =>
    `  ${name}: { image: "acme/shop:1", command: [${name.replace(/\d/, '')}, serve], ports: ["80:80"] }\n`
  const tree = {
    Dockerfile: 'FROM rust:1\nCOPY . .\nENTRYPOINT ["/bin/shop"]\n',
    'Cargo.toml': '[workspace]\nmembers = ["keeper", "pager"]\n',
    'keeper/Cargo.toml': '[package]\nname = "keeper"\n',
    'keeper/src/lib.rs': 'pub fn a() {}\n',
    'pager/Cargo.toml': '[package]\nname = "pager"\n',
    'pager/src/lib.rs': 'pub fn a() {}\n',
    Makefile: 'image:\n\tdocker build -t acme/shop:1 .\n',
    'compose.yaml': `services:\n${role('keeper1')}${role('pager')}`,
  }
  expect(await servicesOf(tree)).toEqual(['keeper1 at keeper', 'pager at pager'])
})

it('gives the commands of a program of Go what the files that they begin in reach', async () => {
  const role = (name: string, command: string) =>
    `  ${name}: { image: shop, command: [/shop, ${command}], ports: ["80:80"], environment: { DB_URL: "postgres://db/shop", ORDERS_ADDR: "orders:80" } }\n`
  const opens = (more: string): string =>
    `package cmd\n\nimport (\n\t"example.com/shop/store"\n)\n\nfunc init() { http.ListenAndServe(":80", nil); ${more} }\n`
  const tree = {
    'go.mod': 'module example.com/shop\n',
    Dockerfile: 'FROM scratch\nCOPY bin/shop /shop\n',
    'main.go': 'package main\n\nimport "example.com/shop/cmd"\n\nfunc main() { cmd.Execute() }\n',
    'cmd/orders.go': opens('store.Open()'),
    'cmd/front.go': opens('os.Getenv("ORDERS_ADDR")').replace('shop/store', 'shop/page'),
    'store/store.go':
      'package store\n\nimport "github.com/lib/pq"\n\nfunc Open() { sql.Open("postgres", os.Getenv("DB_URL")) }\n',
    'page/page.go': 'package page\n\nimport "net/http"\n\nfunc Show() {}\n',
    'compose.yaml': `services:\n  image: { image: shop, build: . }\n${role('orders', 'orders')}${role('front', 'front')}`,
  }
  expect(await servicesOf(tree)).toEqual(['front at .#front', 'orders at .'])
  expect(await edgesOf(tree)).toEqual([
    'front -> orders http (observed)',
    'orders -> postgres://db/shop database (observed)',
  ])
})
