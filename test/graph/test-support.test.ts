import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const call = (name: string): string =>
  `import "net/http"\n\nfunc ${name}() {\n\thttp.Get("http://stock:8080/v1/items")\n}\n`
const shop: Tree = {
  'go.mod': 'module example.com/shop\n',
  'cmd/stock/Dockerfile': 'FROM golang:1.26\nCOPY . .\nRUN go build -o /stock ./cmd/stock\nCMD ["/stock"]\n',
  'cmd/stock/main.go': 'package main\n\nfunc main() {}\n',
  'cmd/orders/Dockerfile': 'FROM golang:1.26\nCOPY . .\nRUN go build -o /orders ./cmd/orders\nCMD ["/orders"]\n',
  'cmd/orders/main.go': 'package main\n\nimport "example.com/shop/cmd/orders/items"\n\nfunc main() { items.Fetch() }\n',
}
const items = `package items\n\n${call('Fetch')}`
const drawn = ['orders -> stock http (observed)']

it('takes what a package of Go states whose program is built with it', async () => {
  const test = {
    'cmd/orders/items/items_test.go': 'package items_test\n\nimport "example.com/shop/cmd/orders/items"\n',
  }
  expect(await edgesOf({ ...shop, ...test, 'cmd/orders/items/items.go': items })).toEqual(drawn)
})

it('takes nothing from a package of Go that only tests are built with', async () => {
  const tree = {
    ...shop,
    'cmd/orders/items/items.go': 'package items\n\nfunc Fetch() {}\n',
    'cmd/orders/harness/harness.go': `package harness\n\n${call('Start')}`,
    'cmd/orders/items/items_test.go': 'package items\n\nimport "example.com/shop/cmd/orders/harness"\n',
  }
  expect(await edgesOf(tree)).toEqual([])
})

it('takes nothing from a package of Go that takes in testing, in any of its files', async () => {
  const tree = {
    ...shop,
    'cmd/orders/items/items.go': 'package items\n\nfunc Fetch() {}\n',
    'cmd/orders/harness/run.go': 'package harness\n\nimport "testing"\n\nfunc Run(t *testing.T) {}\n',
    'cmd/orders/harness/harness.go': `package harness\n\n${call('Start')}`,
  }
  expect(await edgesOf(tree)).toEqual([])
})

it('takes what a module of Go without a program states: it is built somewhere else', async () => {
  const tree = {
    'stock/Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
    'stock/main.js': 'require("http").createServer().listen(8080)\n',
    'orders/Dockerfile': 'FROM golang:1.26\nCOPY . .\nCMD ["/orders"]\n',
    'orders/go.mod': 'module example.com/orders\n',
    'orders/items/items.go': items,
    'orders/items/items_test.go': 'package items_test\n\nimport "example.com/orders/items"\n',
  }
  expect(await edgesOf(tree)).toEqual(drawn)
})

it('takes nothing from a file that starts containers for tests', async () => {
  const started = (language: string): string =>
    `${language}http = __import__('requests')\n\nhttp.get('http://stock:8080/v1/items')\n`
  const tree = (file: string): Tree => ({
    'stock/Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
    'stock/main.js': 'require("http").createServer().listen(8080)\n',
    'orders/Dockerfile': 'FROM python:3.14\nCMD ["python", "main.py"]\n',
    'orders/util/start.py': file,
  })
  expect(await edgesOf(tree(started('')))).toEqual(drawn)
  expect(await edgesOf(tree(started('from testcontainers.core.container import DockerContainer\n')))).toEqual([])
})

it('takes nothing from a package of Go that only a command is built with which people type', async () => {
  const tree = (main: string): Tree => ({
    ...shop,
    'cmd/orders/items/items.go': 'package items\n\nfunc Fetch() {}\n',
    'cmd/orders/main.go': `package main\n\nimport "example.com/shop/${main}"\n\nfunc main() {}\n`,
    'cmd/orders/forward/forward.go': `package forward\n\n${call('Start')}`,
    'cmd/shopctl/main.go': 'package main\n\nimport "example.com/shop/cmd/orders/forward"\n\nfunc main() {}\n',
  })
  const answer = {
    'cmd/orders/items/serve.go': 'package items\n\nfunc Serve() { http.ListenAndServe(":8080", nil) }\n',
  }
  expect(await edgesOf({ ...tree('cmd/orders/items'), ...answer })).toEqual([])
  expect(await edgesOf({ ...tree('cmd/orders/forward'), ...answer })).toEqual(drawn)
  // Nothing else answers, or something starts it.
  expect(await edgesOf(tree('cmd/orders/items'))).toEqual(drawn)
  const started = { 'cmd/orders/Dockerfile': 'FROM golang:1.26\nCOPY . .\nCMD ["/shopctl", "serve"]\n' }
  expect(await edgesOf({ ...tree('cmd/orders/items'), ...answer, ...started })).toEqual(drawn)
})
