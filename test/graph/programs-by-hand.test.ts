import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const program = (url: string): string =>
  `package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.Get("${url}")\n\thttp.ListenAndServe(":8080", nil)\n}\n`
const service = (folder: string, code: string): Tree => ({
  [`${folder}/Dockerfile`]: 'FROM golang:1.26\nCOPY . .\nRUN go build -o /service\nCMD ["/service"]\n',
  [`${folder}/go.mod`]: `module example.com/${folder}\n`,
  [`${folder}/main.go`]: code,
})
const stock = service('shop/stock', 'package main\n\nfunc main() {}\n')

it('takes no address from a program beside a service that people run by hand', async () => {
  const tree = {
    ...stock,
    ...service('shop/orders', 'package main\n\nfunc main() {}\n'),
    'shop/orders/tools/fill/main.go': program('http://stock:8080/v1/items'),
  }
  expect(await edgesOf(tree)).toEqual([])
})

it('takes none from any file of such a program, where it has a folder for its own', async () => {
  const ask = 'package check\n\nimport "net/http"\n\nfunc Ask() { http.Get("http://stock:8080/v1/items") }\n'
  const tree = (begins: Tree): Tree => ({
    ...stock,
    ...service('shop/orders', 'package main\n\nfunc main() {}\n'),
    'shop/orders/cli/pkg/check/ask.go': ask,
    ...begins,
  })
  expect(await edgesOf(tree({ 'shop/orders/cli/cmd/main.go': 'package main\n\nfunc main() {}\n' }))).toEqual([])
  expect(await edgesOf(tree({}))).toEqual(['orders -> stock http (observed)'])
})

it.each(['kubectl-fill', 'debug-server', 'sdk/fill', 'shopcli', 'cmd/shoptool'])(
  'takes none from %s either',
  async (folder) => {
    const orders = service('shop/orders', 'package main\n\nfunc main() {}\n')
    const tree = { ...stock, ...orders, [`shop/orders/${folder}/main.go`]: program('http://stock:8080/v1/items') }
    expect(await edgesOf(tree)).toEqual([])
  },
)

it('takes no address from code among the documents of a service', async () => {
  const proxy = "require('http').get('http://stock:8080/v1/items')\n"
  const beside = { ...stock, ...service('shop/orders', 'package main\n\nfunc main() {}\n') }
  expect(await edgesOf({ ...beside, 'shop/orders/docs/proxy.js': proxy })).toEqual([])
  expect(await edgesOf({ ...beside, 'shop/orders/src/proxy.js': proxy })).toEqual(['orders -> stock http (observed)'])
})

it('takes none from scripts of who works on a service', async () => {
  const ask = "import requests\nrequests.get('http://stock:8080/v1/items')\n"
  const tree = { ...stock, ...service('shop/orders', 'package main\n\nfunc main() {}\n') }
  expect(await edgesOf({ ...tree, 'shop/orders/cmd/fill/hack/fill.py': ask })).toEqual([])
})

it('takes a service for one wherever it lies', async () => {
  const tree = { ...stock, ...service('shop/client', program('http://stock:8080/v1/items')) }
  expect(await edgesOf(tree)).toEqual(['client -> stock http (observed)'])
})

it('takes none from a crate of commands in the workspace of a service', async () => {
  const tree = (crate: string): Tree => ({
    ...stock,
    'shop/orders/Dockerfile': 'FROM rust:1.95\nCOPY . .\nCMD ["orders"]\n',
    'shop/orders/Cargo.toml': `[workspace]\nmembers = ["server", "${crate}"]\n`,
    'shop/orders/server/Cargo.toml': '[package]\nname = "orders"\n[dependencies]\naxum = "0.8"\n',
    'shop/orders/server/src/main.rs': 'fn main() {}\n',
    [`shop/orders/${crate}/Cargo.toml`]: `[package]\nname = "${crate}"\n`,
    [`shop/orders/${crate}/src/commands/fill.rs`]: 'fn ask() { reqwest::get("http://stock:8080/v1/items"); }\n',
  })
  expect(await edgesOf(tree('cli'))).toEqual([])
  expect(await edgesOf(tree('asking'))).toEqual(['orders -> stock http (observed)'])
})
