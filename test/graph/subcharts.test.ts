import { expect, it } from 'vitest'
import { deploymentOf, edgesOf, servicesOf, type Tree } from './graph-of.ts'

const chart = (name: string, image: string): Tree => ({
  [`deploy/shop/charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
  [`deploy/shop/charts/${name}/templates/deployment.yaml`]: deploymentOf(
    `"{{ .Release.Name }}-${name}"`,
    `example.com/shop/${image}:1`,
  ),
  [`src/${name}/app/main.py`]: 'print(1)',
})

it('knows a workload of a chart inside of another one without the release before its name', async () => {
  const tree = {
    'deploy/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'compose.yaml':
      'services:\n  orders: { image: example.com/shop/orders-app }\n  stock: { image: example.com/shop/stock-app }\n',
    ...chart('orders', 'orders-native'),
    ...chart('stock', 'stock-native'),
    ...chart('events', 'events-native'),
  }
  expect(await servicesOf(tree)).toEqual(['events at src/events', 'orders at src/orders', 'stock at src/stock'])
})

const partOf = (name: string): Tree => ({
  [`${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
  [`${name}/values.yaml`]: `image: example.com/shop/${name}\nstockUrl: "http://{{ .Release.Name }}-stock:8080"\n`,
  [`${name}/templates/all.yaml`]: deploymentOf(
    `"{{ .Release.Name }}-${name}"`,
    '{{ .Values.image }}:1',
    ', env: [{ name: STOCK_URL, value: "{{ tpl .Values.stockUrl . }}" }]',
  ),
  [`${name}/templates/service.yaml`]: `apiVersion: v1\nkind: Service\nmetadata: { name: "{{ .Release.Name }}-${name}" }\nspec: { selector: { app: "{{ .Release.Name }}-${name}" }, ports: [{ port: 8080 }] }\n`,
})
const whole: Tree = {
  ...partOf('orders'),
  ...partOf('stock'),
  ...partOf('api'),
  'shop/Chart.yaml':
    'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - { name: orders, version: 1.0.0, repository: "file://../orders" }\n  - { name: stock, version: 1.0.0, repository: "file://../stock" }\n  - { name: api, version: 1.0.0, repository: "file://../api" }\n',
}

it('calls what a part of a chart runs without the release, where nobody named that and the rest tells enough', async () => {
  expect((await servicesOf(whole)).map((each) => each.split(' ')[0])).toEqual(['orders', 'shop-api', 'stock'])
})

it('knows it by the whole name as well', async () => {
  expect(await edgesOf(whole)).toEqual(['orders -> stock http (observed)', 'shop-api -> stock http (observed)'])
})

it('leaves the name of a release that somebody told', async () => {
  const tree = { ...whole, 'install.sh': 'helm upgrade --install eu ./shop\n' }
  expect((await servicesOf(tree)).map((each) => each.split(' ')[0])).toEqual(['eu-api', 'eu-orders', 'eu-stock'])
})

it('takes the parts by what is told of them where nobody installs the whole', async () => {
  const tree = { ...whole, 'install.sh': 'helm install eu-orders ./orders\n' }
  expect((await servicesOf(tree)).map((each) => each.split(' ')[0])).toEqual(['eu-orders-orders', 'shop-api', 'stock'])
})

it('tells the variables apart that one line of a template gives to all workloads', async () => {
  const server = (name: string, code: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    [`${name}/package.json`]: `{"name":"${name}","dependencies":{"express":"5","pg":"8"}}`,
    [`${name}/main.js`]: `const pg = require('pg')\nrequire('express')().listen(80)\n${code}\n`,
  })
  const tree: Tree = {
    ...server('orders', 'new pg.Pool({ host: process.env.DB_HOST, database: process.env.DB_NAME })'),
    ...server('stock', 'fetch(process.env.ORDERS_URL)\nnew pg.Pool({ connectionString: process.env.STOCK_DB })'),
    'chart/Chart.yaml': 'name: shop\n',
    'chart/values.yaml': 'apps: { orders: { name: orders }, stock: { name: stock } }\n',
    'chart/templates/_helpers.tpl': `{{- define "env" -}}
{{- if eq .name "orders" }}
- { name: DB_HOST, value: rows }
- { name: DB_NAME, value: orders }
{{- else }}
- { name: STOCK_DB, value: "postgres://rows/stock" }
- { name: ORDERS_URL, value: "http://orders" }
{{- end }}
{{- end -}}
`,
    'chart/templates/all.yaml': `{{- range .Values.apps }}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .name }} }
spec:
  selector: { matchLabels: { app: {{ .name }} } }
  template:
    metadata: { labels: { app: {{ .name }} } }
    spec:
      initContainers: [{ name: wait, image: "postgres:18" }]
      containers:
        - name: main
          image: "acme/{{ .name }}:1"
          env: {{ include "env" . | nindent 12 }}
{{- end }}
`,
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> postgres://rows/orders database (observed)',
    'stock -> orders http (observed)',
    'stock -> postgres://rows/stock database (observed)',
  ])
})

it('takes what waits for a database before it starts for no database', async () => {
  const tree: Tree = {
    'orders/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
    'orders/main.js': "require('express')().listen(80)\nfetch('http://pages:8080/x')\n",
    'k8s/all.yaml': `${deploymentOf('orders', 'acme/orders:1')}---
${deploymentOf('pages', 'acme/legacy-pages:1').replace('spec: { containers', 'spec: { initContainers: [{ name: wait, image: "postgres:18" }], containers')}---
apiVersion: v1
kind: Service
metadata: { name: pages }
spec: { selector: { app: pages }, ports: [{ port: 8080 }] }
`,
  }
  expect(await edgesOf(tree)).toEqual([])
})
