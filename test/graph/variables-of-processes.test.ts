// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { deployedBy } from '../../src/graph/profile/deployed.ts'
import { surveyOf, type Tree } from './graph-of.ts'

const server = (port: number, more = ''): string =>
  `const express = require('express')\nconst app = express()\n${more}app.listen(${port})\n`
const manifest = (name: string): string =>
  `{"name":"${name}","scripts":{"start":"node run.js"},"dependencies":{"express":"5"}}`

const shop: Tree = {
  'cart/package.json': manifest('cart'),
  'cart/run.js': server(3000, "app.get('/', () => fetch(`${process.env.MAIL_URL}/send`))\n"),
  'mail/package.json': manifest('mail'),
  'mail/run.js': server(3001, "app.get('/send', (q, r) => r.end())\n"),
}

it.each<readonly [string, Tree, string, string]>([
  [
    'App Engine',
    { 'cart/app.yaml': 'runtime: nodejs20\nservice: cart\nenv_variables:\n  LOG: all\n  MAIL_URL: http://mail:3001\n' },
    'app-engine',
    'cart/app.yaml:5',
  ],
  [
    'PM2, in code',
    {
      'ecosystem.config.js':
        "module.exports = { apps: [\n  { name: 'cart', cwd: 'cart', script: 'run.js', env: {\n    PORT: 3000,\n    MAIL_URL: 'http://mail:3001' } },\n  { name: 'mail', cwd: 'mail', script: 'run.js', env: { PORT: process.env.P } } ] }\n",
    },
    'pm2',
    'ecosystem.config.js:4',
  ],
  [
    'PM2, in JSON',
    {
      'ecosystem.json':
        '{ "apps": [{ "name": "cart", "cwd": "cart", "script": "run.js", "env": {\n"MAIL_URL": "http://mail:3001" } }] }',
    },
    'pm2',
    'ecosystem.json:2',
  ],
  [
    'Cloud Foundry',
    {
      'manifest.yml':
        'applications:\n- name: cart\n  path: cart\n  env:\n    KEY: ((key))\n    MAIL_URL: http://mail:3001\n- name: mail\n  path: mail\n',
    },
    'cloud-foundry',
    'manifest.yml:6',
  ],
  [
    'Render',
    {
      'render.yaml':
        'services:\n- type: web\n  name: cart\n  rootDir: cart\n  startCommand: node run.js\n  envVars:\n  - key: MAIL_URL\n    value: http://mail:3001\n',
    },
    'render',
    'render.yaml:7',
  ],
  [
    'Dapr',
    {
      'dapr.yaml':
        'version: 1\napps:\n- appID: cart\n  appDirPath: cart\n  command: ["node", "run.js"]\n  env:\n    MAIL_URL: http://mail:3001\n',
    },
    'dapr',
    'dapr.yaml:7',
  ],
])('knows what a list of processes sets for the folder of one: %s', async (_, list, by, place) => {
  const { graph, facts } = await surveyOf({ ...shop, ...list })
  const edge = graph.edges.find(({ from, to, kind }) => from === 'cart' && to === 'mail' && kind === 'http')
  expect(edge?.evidence.map(({ file, line }) => `${file}:${line}`)).toContain(place)
  expect(deployedBy(graph.services, facts).get('cart')).toEqual([expect.objectContaining({ by })])
})

it('gives nothing to others, and takes no secret out of a list', async () => {
  const { graph, facts } = await surveyOf({
    ...shop,
    'package.json': manifest('root'),
    'dapr.yaml':
      'version: 1\napps:\n- { appID: mail, appDirPath: mail, command: [node, run.js], env: { MAIL_URL: "http://cart:3000", API_SECRET: hunter2hunter2 } }\n',
  })
  expect(graph.edges.flatMap(({ evidence }) => evidence.filter(({ file }) => file === 'dapr.yaml'))).toEqual([])
  expect(JSON.stringify(facts.all)).not.toContain('hunter2')
})
