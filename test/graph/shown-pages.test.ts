import { expect, it } from 'vitest'
import { servicesOf, surveyOf, type Tree } from './graph-of.ts'

const image = 'FROM node:24-slim\nCMD ["node", "main.js"]\n'
const server = '{ "scripts": { "start": "node main.js" }, "dependencies": { "express": "5" } }'
const page = (script: string, dependencies = '"react-dom": "19"', more = ''): string =>
  `{ ${more}"scripts": { "dev": "${script}" }, "dependencies": { ${dependencies} } }`
const call = "import axios from 'axios'\nexport const all = () => axios.get('http://localhost:8081/users')\n"
const services = ['orders at orders', 'users at users']

/** Two services of a compose file, and pages that no image holds. */
const shop = (files: Tree): Tree => ({
  'compose.yaml':
    'services:\n  users:\n    build: users\n    ports: ["8081:4001"]\n  orders:\n    build: orders\n    ports: ["8082:4002"]\n',
  ...Object.fromEntries(
    ['users', 'orders'].flatMap((name) => [
      [`${name}/Dockerfile`, image],
      [`${name}/package.json`, server],
      [`${name}/main.js`, "require('express')().listen(4001)\n"],
    ]),
  ),
  'web/src/api.js': call,
  ...files,
})

it.each([
  'vite',
  'vite --port 3001',
  'react-scripts start',
  'react-scripts --max_old_space_size=8000 start',
  'ng serve',
  'vue-cli-service serve',
  'PORT=3000 react-scripts start',
  'webpack-dev-server --inline',
])('finds pages which only `%s` shows and which call a service', async (script) => {
  expect(await servicesOf(shop({ 'web/package.json': page(script) }))).toEqual([...services, 'web at web'])
})

it('takes no page that an image takes in from where an argument of its build leads', async () => {
  const tree = (source: string): Tree => ({
    'compose.yaml':
      'services:\n  api: { build: api }\n  web: { build: { context: ., dockerfile: web/Dockerfile }, environment: { API: "http://api:80" } }\n',
    'api/Dockerfile': 'FROM node:24\n',
    'api/main.js': 'app.listen(80)\n',
    'web/Dockerfile': `FROM node:24 AS pages\nARG from=vue\nCOPY ${source}/src ./src\nFROM node:24\nCOPY web/main.js .\n`,
    'web/main.js': 'fetch(process.env.API); app.listen(80)\n',
    'vue/package.json': '{ "name": "pages", "scripts": { "dev": "vite" }, "dependencies": { "vue": "3" } }',
    'vue/src/main.js': 'fetch("http://api:80/x")\n',
  })
  expect(await servicesOf(tree('$from'))).toEqual(['api at api', 'web at web'])
  expect(await servicesOf(tree('other'))).toContain('vue at vue')
})

it('finds pages that Gradle only has npm show', async () => {
  const tasks = "plugins { id 'com.moowork.node' }\ntask start(type: NpmTask) { args = ['run', 'dev'] }\n"
  const files = { 'web/package.json': page('vite'), 'web/build.gradle': tasks }
  expect(await servicesOf(shop(files))).toEqual([...services, 'web at web'])
})

it.each<[string, Tree]>([
  ['call nobody', { 'web/package.json': page('vite'), 'web/src/api.js': 'export const one = 1\n' }],
  [
    'are another form of what is deployed',
    {
      'web/package.json': page('vite'),
      'compose.yaml':
        'services:\n  users:\n    build: users\n    ports: ["8081:4001"]\n  orders:\n    build: orders\n  app:\n    build: app\n',
      'app/package.json': page('vite', '"vue": "3"'),
      'app/Dockerfile': 'FROM nginx:1.29\nCOPY dist /usr/share/nginx/html\n',
    },
  ],
  ['others import', { 'web/package.json': page('vite', '"react-dom": "19"', '"main": "dist/index.js", ') }],
  ['are only built', { 'web/package.json': page('vite build') }],
  [
    'a program of Go has built into it',
    {
      'web/package.json': page('vite'),
      'web/web.go': 'package web\n\nimport "embed"\n\n//go:embed all:dist/*\nvar Files embed.FS\n',
    },
  ],
  [
    'take messages for whoever looks at them',
    {
      'web/package.json':
        '{ "scripts": { "start": "node serve.js" }, "dependencies": { "react-dom": "19", "mqtt": "5" } }',
      'web/src/api.js': "import mqtt from 'mqtt'\nmqtt.connect('ws://x').subscribe('orders')\n",
    },
  ],
  ['have a build of another language for them', { 'web/package.json': page('vite'), 'web/pom.xml': '<project/>' }],
  [
    'a program of Gradle takes in as one of its projects',
    {
      'web/package.json': page('vite'),
      'web/build.gradle': "task start(type: NpmTask) { args = ['run', 'dev'] }\n",
      'orders/build.gradle': "dependencies { implementation project(':web') }\n",
    },
  ],
  [
    'are copied into an image',
    {
      'web/package.json': page('vite'),
      'orders/Dockerfile': 'FROM node:24\nCOPY web/dist ./public\nCMD ["node", "main.js"]\n',
    },
  ],
  [
    'are a library of others',
    {
      'web/package.json': page('vite', '"react-dom": "19"', '"name": "@shop/web", '),
      'orders/package.json':
        '{ "scripts": { "start": "node main.js" }, "dependencies": { "express": "5", "@shop/web": "1" } }',
    },
  ],
])('takes no pages for a service that %s', async (_, files) => {
  const found = await servicesOf(shop(files))
  expect(found.filter((service) => !service.startsWith('app'))).toEqual(services)
})

it('takes pages beside a single server for a part of it', async () => {
  expect(
    await servicesOf({
      'server/package.json': server,
      'server/main.js': "require('express')().listen(8081)\n",
      'web/package.json': page('vite'),
      'web/src/api.js': call,
    }),
  ).toEqual(['server at server'])
})

it('leaves nothing behind of pages that are no service', async () => {
  const files = { 'web/package.json': page('vite'), 'web/src/api.js': "fetch('redis://cache:6379')\n" }
  const { graph } = await surveyOf(shop(files))
  expect([graph.resources, graph.edges]).toEqual([[], []])
})

it.each([
  'export const environment = { apiUrls: { users: "http://localhost:8081/api" } }',
  'const apiUrls = { user: "http://localhost:8081" }',
])('knows whom a page keeps an address of by what the service has many of: %s', async (code) => {
  const tree = shop({ 'web/package.json': page('ng serve', '"@angular/core": "20"'), 'web/src/api.js': code })
  expect(await servicesOf(tree)).toEqual([...services, 'web at web'])
})
