import { expect, it } from 'vitest'
import { edgesOf, servicesOf, surveyOf } from './graph-of.ts'

const program = (name: string): string => `package main

import "example.com/hotel/services/${name}"

func main() { ${name}.Run() }
`
const deployment = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    spec: { containers: [{ name: ${name}, image: "example/hotel:1", command: [./${name}] }] }
`

/** Two programs of one module and one image, with their code and their contracts beside each other. */
const hotel = {
  'go.mod': 'module example.com/hotel\n',
  Dockerfile: 'FROM golang:1.26\nRUN go install ./cmd/...\n',
  'cmd/search/main.go': program('search'),
  'cmd/geo/main.go': program('geo'),
  'services/search/server.go':
    'package search\n\nimport (\n\tgeo "example.com/hotel/services/geo/proto"\n\t"example.com/hotel/dialer"\n)\n\nvar client = geo.NewGeoClient(dialer.Dial("srv-geo"))\n',
  'services/geo/server.go':
    'package geo\n\nimport (\n\tpb "example.com/hotel/services/geo/proto"\n\t"example.com/hotel/dialer"\n\t"go.mongodb.org/mongo-driver/mongo"\n)\n\nfunc Run() { pb.RegisterGeoServer(server, s) }\n',
  'services/geo/proto/geo.pb.go': 'package proto\n',
  'services/geo/proto/names.go': 'package proto\n',
  'dialer/dialer.go': 'package dialer\n',
  'vendor/example.org/geo/geo.go': 'package geo\n',
}

it('finds programs of one module by what runs them, and their calls by the contract', async () => {
  const tree = { ...hotel, 'k8s/search.yaml': deployment('search'), 'k8s/geo.yaml': deployment('geo') }
  expect(await servicesOf(tree)).toEqual(['geo at cmd/geo', 'search at cmd/search'])
  expect(await edgesOf(tree)).toEqual(['geo -> mongodb of geo database (observed)', 'search -> geo grpc (observed)'])
})

it('gives a program the packages that nobody else builds on, and leaves shared ones to nobody', async () => {
  const { graph } = await surveyOf({ ...hotel, 'k8s/all.yaml': `${deployment('search')}---\n${deployment('geo')}` })
  expect(graph.services.map(({ name, parts }) => [name, parts])).toEqual([
    ['geo', ['services/geo']],
    ['search', ['services/search']],
  ])
})

it('tells what compose builds from one Dockerfile apart by name', async () => {
  const tree = {
    'go.mod': 'module example.com/shop\n',
    'compose.yaml': `services:
  baskets: { build: { context: ., dockerfile: docker/Dockerfile, args: { service: baskets } } }
  stores: { build: { context: ., dockerfile: docker/Dockerfile, args: { service: stores } } }
`,
    'docker/Dockerfile': 'FROM golang:1.26\n',
    'baskets/cmd/service/main.go': 'package main\n\nfunc main() {}\n',
    'stores/cmd/service/main.go': 'package main\n\nfunc main() {}\n',
    'internal/baskets/ids.go': 'package baskets\n',
  }
  expect(await servicesOf(tree)).toEqual(['baskets at baskets', 'stores at stores'])
})

it('says nothing of a contract that two services implement', async () => {
  const service = (name: string, code: string) => ({
    [`${name}/Dockerfile`]: 'FROM golang:1.26\n',
    [`${name}/main.go`]: `package main\n\nfunc main() { ${code} }\n`,
  })
  const server = 'pb.RegisterGeoServer(s, g)'
  const health = 'health.RegisterHealthServer(s, h)'
  const client = 'pb.NewGeoClient(c); health.NewHealthClient(c)'
  expect(await edgesOf({ ...service('a', server), ...service('b', server), ...service('c', client) })).toEqual([])
  expect(await edgesOf({ ...service('a', health), ...service('c', client) })).toEqual([])
  expect(await edgesOf({ ...service('a', server), ...service('c', client) })).toEqual(['c -> a grpc (observed)'])
})

/** Several programs of one module that nothing deploys. */
const market = {
  'go.mod': 'module example.com/market\n',
  'app/order/cmd/api/order.go': 'package main\n\nimport "example.com/market/pkg/web"\n\nfunc main() { web.Serve() }\n',
  'app/order/cmd/mq/order.go': 'package main\n\nfunc main() { kq.MustNewQueue(c, handler) }\n',
  'app/cart/service/cmd/server/main.go':
    'package main\n\nimport "example.com/market/app/cart/service/internal/server"\n\nfunc main() { server.New() }\n',
  'app/cart/service/internal/server/grpc.go': 'package server\n\nfunc New() { grpc.NewServer(opts...) }\n',
  'pkg/web/web.go':
    'package web\n\nimport "github.com/gin-gonic/gin"\n\nfunc Serve() { gin.Default().Run(config.Addr) }\n',
  'cmd/report/main.go': 'package main\n\nfunc main() { print("done") }\n',
  'cmd/cli/main.go': 'package main\n\nimport "example.com/market/pkg/web"\n\nfunc main() { web.Serve() }\n',
}

it('finds those of several programs that answer or take from a queue, called after what lies above them', async () => {
  expect(await servicesOf(market)).toEqual([
    'cart-service at app/cart/service',
    'order-api at app/order/cmd/api',
    'order-mq at app/order/cmd/mq',
  ])
})

it('knows such a program by the workload that runs it', async () => {
  const text = 'services:\n  cart-service: { image: market/beer-cart-service }\n  web-shop: { image: market/shop }\n'
  const web = { 'web/shop/Dockerfile': 'FROM node:24\n', 'web/shop/server.js': 'listen()\n' }
  expect(await servicesOf({ ...market, ...web, 'deploy/stack.yml': text })).toContain(
    'cart-service at app/cart/service',
  )
})
