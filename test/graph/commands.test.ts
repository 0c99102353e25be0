import { expect, it } from 'vitest'
import { deploymentOf, edgesOf, servicesOf, type Tree } from './graph-of.ts'

const dockerfile = (name: string): string => `FROM golang:1.26\nCOPY . .\nENTRYPOINT ["/${name}"]\n`
const shop: Tree = {
  'go.mod': 'module example.com/shop\n',
  'cluster/orders/Dockerfile': dockerfile('orders'),
  'cluster/orders/main.go':
    'package main\n\nimport (\n\t"net/http"\n\t"github.com/spf13/cobra"\n)\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
}
const command = 'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() { cmd.Execute() }\n'

it('takes an image of a command that people type for no service, and none of the images beside it', async () => {
  const tree = {
    ...shop,
    'apps/shopops/Dockerfile': dockerfile('shopops'),
    'apps/shopops/main.go': command,
    'apps/shopops/multiarch/Dockerfile': dockerfile('shopops'),
  }
  expect(await servicesOf(tree)).toEqual(['orders at cluster/orders'])
})

it('takes one for a service that compose runs', async () => {
  const tree = {
    ...shop,
    'apps/shopops/Dockerfile': dockerfile('shopops'),
    'apps/shopops/main.go': command,
    'compose.yaml': 'services:\n  shopops: { image: "shop/shopops:1" }\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at cluster/orders', 'shopops at apps/shopops'])
})

it('takes one for a service that answers, whatever it is called', async () => {
  const tree = {
    ...shop,
    'stockctl/main.go': command.replace('cmd.Execute()', 'server.ListenAndServe()'),
    'make/stockctl/Dockerfile': 'FROM golang:1.26\nCOPY . .\nEXPOSE 80\nENTRYPOINT ["/stockctl"]\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at cluster/orders', 'stockctl at stockctl'])
})

it.each(['localtest', 'engine-testapp', 'Shop.TestHost', 'gateway-api-0.7.1-custom', 'fuzz'])(
  'takes %s, which nobody here deploys, for none',
  async (name) => {
    const tree = {
      ...shop,
      [`apps/${name}/Dockerfile`]: 'FROM node:24-slim\nCMD ["node", "server.js"]\n',
      [`apps/${name}/server.js`]: 'http.createServer().listen(80)\n',
    }
    expect(await servicesOf(tree)).toEqual(['orders at cluster/orders'])
  },
)

it.each([
  ['kubernetes', 'args: ["--orders-url=$(ORDERS)"]'],
  ['kubernetes', 'command: ["sh", "-c", "exec /web --orders-url $ORDERS"]'],
  ['compose', "command: sh -c '/web --orders-url $$ORDERS'"],
])('knows that a program takes a variable which stands in its command line: in %s, %s', async (source, command) => {
  const tree = (name: string): Tree => ({
    'go.mod': 'module example.com/shop\n',
    'web/Dockerfile': 'FROM scratch\nCMD ["/web"]\n',
    'web/main.go':
      'package main\n\nvar address = flag.String("orders-url", "", "")\n\nfunc main() { http.Get(*address); http.ListenAndServe(":80", nil) }\n',
    'orders/Dockerfile': 'FROM scratch\nCMD ["/orders"]\n',
    'orders/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
    'manifest.yaml':
      source === 'kubernetes'
        ? deploymentOf('web', 'web', `, env: [{ name: ${name}, value: "http://orders:80" }], ${command}`)
        : '',
    'compose.yaml':
      source === 'compose'
        ? `services:\n  web: { build: web, ${command}, environment: { ${name}: "http://orders:80" } }\n  orders: { build: orders }\n`
        : '',
  })
  expect(await edgesOf(tree('ORDERS'))).toEqual(['web -> orders http (observed)'])
  expect(await edgesOf(tree('OTHERS'))).toEqual([])
})
