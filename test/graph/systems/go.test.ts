import { describe, expect, it } from 'vitest'
import { catalogOf, deploymentOf, edgesOf, servicesOf, type Tree } from '../graph-of.ts'

/** Two programs of go-zero: one calls the other with a client that the other offers. */
const market = (settings: string): Tree => ({
  'go.mod': 'module example.com/market\n',
  'app/order/cmd/api/order.go':
    'package main\n\nimport "example.com/market/app/order/cmd/rpc/orderclient"\n\nfunc main() { rest.MustNewServer(c); orderclient.NewOrder(zrpc.MustNewClient(c.OrderRpc)) }\n',
  'app/order/cmd/api/etc/order.yaml': settings,
  'app/order/cmd/rpc/order.go':
    'package main\n\nfunc main() { zrpc.MustNewServer(c, func() { pb.RegisterOrderServer(s, o) }) }\n',
  'app/order/cmd/rpc/etc/order.yaml': 'Name: order.rpc\nListenOn: 0.0.0.0:2001\nEtcd:\n  Key: order.rpc\n',
  'app/order/cmd/rpc/orderclient/order.go':
    'package orderclient\n\nfunc NewOrder(c zrpc.Client) Order { return pb.NewOrderClient(c.Conn()) }\n',
})
const withoutClient = (settings: string): Tree => {
  const { 'app/order/cmd/rpc/orderclient/order.go': _, ...tree } = market(settings)
  return tree
}

describe('a program of Go finds another', () => {
  it('by the client that the other offers', async () => {
    expect(await edgesOf(market('Name: order-api\n'))).toContain('order-api -> order-rpc grpc (observed)')
  })

  it('by the port that the other opens on the same machine', async () => {
    const settings = 'OrderRpc:\n  Endpoints:\n    - 127.0.0.1:2001\n'
    expect(await edgesOf(withoutClient(settings))).toContain('order-api -> order-rpc http (observed)')
    expect(await edgesOf(withoutClient(settings.replace('2001', '2002')))).not.toContain(
      'order-api -> order-rpc http (observed)',
    )
  })

  it('by the key that the other registers under', async () => {
    const settings = 'OrderRpc:\n  Etcd:\n    Hosts: [etcd:2379]\n    Key: order.rpc\n'
    expect(await edgesOf(withoutClient(settings))).toContain('order-api -> order-rpc grpc (observed)')
  })

  it.each([
    ['a constant of its own', 'var Name = "shop.cart"\n\nfunc main() { web.NewService() }'],
    ['what it tells a framework', 'func main() { micro.NewService(micro.Name("shop.cart")) }'],
    [
      'what it registers',
      'func main() { http.ListenAndServe(":80", nil); r := &api.AgentServiceRegistration{ID: "1", Name: "shop.cart"} }',
    ],
  ])('by %s', async (_, main) => {
    const tree = {
      'cart/go.mod': 'module example.com/cart\n',
      'cart/main.go': `package main\n\n${main}\n`,
      'shop/go.mod': 'module example.com/shop\n',
      'shop/main.go':
        'package main\n\nfunc main() { http.ListenAndServe(":80", nil); dial(ctx, grpc.WithEndpoint("discovery:///shop.cart")) }\n',
    }
    expect(await edgesOf(tree)).toEqual(['shop -> cart grpc (observed)'])
  })
})

it('takes no key of etcd that a program was told of and that its code asks for no longer', async () => {
  const settings = 'OrderRpc:\n  Etcd:\n    Hosts: [etcd:2379]\n    Key: order.rpc\n'
  const { 'app/order/cmd/api/order.go': main = '', ...tree } = withoutClient(settings)
  const without = main.replace('c.OrderRpc', 'c.Other')
  expect(await edgesOf({ ...tree, 'app/order/cmd/api/order.go': without })).toEqual([])
})

it('reads what go-zero keeps for one place, and the queues that it takes from', async () => {
  const tree = {
    'go.mod': 'module example.com/mails\n',
    'mq/mails.go':
      'package main\n\nimport "github.com/zeromicro/go-queue/kq"\n\nfunc main() { kq.MustNewQueue(c.Mails, handler) }\n',
    'mq/etc/dev/mails.yaml': 'Name: mails\nMails:\n  Brokers:\n    - 127.0.0.1:9092\n',
  }
  expect(await edgesOf(tree)).toEqual(['mails -> kafka://127.0.0.1:9092 broker (observed)'])
})

it("finds programs of Micro's runtime, and whom they call by the name that it knows", async () => {
  const service = (name: string, code: string): string =>
    `package main\n\nimport "github.com/micro/micro/v3/service"\n\nfunc main() { srv := service.New(service.Name("${name}")); ${code}; srv.Run() }\n`
  const tree = {
    'go.mod': 'module example.com/shop\n',
    'cart/main.go': service('cart', 'pb.RegisterCartHandler(srv.Server(), h)'),
    'order/main.go': service('order', 'handler.New(srv.Client())'),
    'order/handler/order.go':
      'package handler\n\nfunc New(c client.Client) *Order { return &Order{Cart: cartpb.NewCartService("cart", c)} }\n',
  }
  expect(await servicesOf(tree)).toEqual(['cart at cart', 'order at order'])
  expect(await edgesOf(tree)).toEqual(['order -> cart grpc (observed)'])
})

it.each([
  ['envPrefix:"CART_"', 'env:"ADDR"'],
  ['env-prefix:"CART_"', 'env:"ADDR"'],
  ['group:"cart" env-namespace:"CART"', 'env:"ADDR" required:"true"'],
])('reads variables of structs inside of others, that begin with %s', async (outer, inner) => {
  const tree = (name: string): Tree => ({
    ...catalogOf({ cart: { port: 8081 }, order: {} }),
    'services/order/go.mod': 'module example.com/order\n',
    'services/order/main.go': `package main\n\nimport "example.com/order/rpc"\n\ntype Config struct { Cart rpc.Client \`${outer}\` }\n\nfunc main() { http.ListenAndServe(":80", nil) }\n`,
    'services/order/rpc/client.go': `package rpc\n\ntype Client struct { Address string \`${inner}\` }\n`,
    'compose.yaml': `services:\n  cart: { build: services/cart }\n  order: { build: services/order, environment: { ${name}: "cart:8081" } }\n`,
  })
  expect(await edgesOf(tree('CART_ADDR'))).toEqual(['order -> cart http (observed)'])
  expect(await edgesOf(tree('USER_ADDR'))).toEqual([])
})

it('reads variables whose prefix stands in options, also in a package that programs share', async () => {
  const program = (name: string, code: string): Tree => ({
    [`cmd/${name}/main.go`]: `package main\n\nimport (\n\t"example.com/shop/clients/cart"\n\t"example.com/shop/database"\n)\n\nconst envPrefixDB = "${name.toUpperCase()}_DB_"\n\nfunc main() { ${code}; http.ListenAndServe(":80", nil) }\n`,
  })
  const tree = {
    'go.mod': 'module example.com/shop\n',
    ...program('cart', 'database.Setup(envPrefixDB)'),
    ...program('order', 'database.Setup(envPrefixDB); cart.Setup()'),
    ...program('mail', 'cart.Setup()'),
    'clients/cart/client.go':
      'package cart\n\nimport "example.com/shop/clients"\n\nfunc Setup() { env.Parse(&clients.Config{}, env.Options{Prefix: "CART_GRPC_"}) }\n',
    'clients/config.go': 'package clients\n\ntype Config struct { URL string `env:"URL"` }\n',
    'database/setup.go':
      'package database\n\nimport "github.com/jackc/pgx/v5"\n\ntype Config struct {\n\tHost string `env:"HOST"`\n\tName string `env:"NAME"`\n}\n\nfunc Setup(prefix string) { env.Parse(&Config{}, env.Options{Prefix: prefix}) }\n',
    'compose.yaml':
      'services:\n  cart: { image: "shop/cart", environment: { CART_DB_HOST: "cart-db", CART_DB_NAME: "cart", MAIL_GRPC_URL: "mail:80" } }\n  order: { image: "shop/order", environment: { ORDER_DB_HOST: "order-db", ORDER_DB_NAME: "order", CART_GRPC_URL: "cart:80" } }\n  mail: { image: "shop/mail", environment: { CART_GRPC_URL: "cart:80" } }\n  cart-db: { image: "postgres:18" }\n  order-db: { image: "postgres:18" }\n',
  }
  const edges = await edgesOf(tree)
  expect(edges.filter((edge) => / http /.test(edge))).toEqual([
    'mail -> cart http (observed)',
    'order -> cart http (observed)',
  ])
  expect(edges).toContain('cart -> postgres://cart-db/cart database (observed)')
  expect(edges).toContain('order -> postgres://order-db/order database (observed)')
})

it.each([
  ['conf.Parse("ORDER", &cfg)', 'Cart struct { BaseURL string }', 'ORDER_CART_BASE_URL'],
  ['conf.Parse(prefix, &cfg)', 'Cart struct { Host string `conf:"env:ADDR"` }', 'ORDER_CART_ADDR'],
  ['envconfig.MustProcess("order", &cfg)', 'Cart struct { BaseURL string }', 'ORDER_CART_BASEURL'],
  ['envconfig.Process("order", &cfg)', 'CartURL string `split_words:"true"`', 'ORDER_CART_URL'],
])('reads variables that %s fills fields by their names with', async (call, fields, variable) => {
  const lines = fields.replace(/([{}])/g, '$1\n').replace(/\n`/g, '`')
  const tree = (name: string): Tree => ({
    ...catalogOf({ cart: { port: 8081 }, order: {} }),
    'services/order/go.mod': 'module example.com/order\n',
    'services/order/main.go': `package main\n\nconst prefix = "ORDER"\n\ntype Config struct {\n${lines}\n}\n\nfunc main() {\nvar cfg Config\n${call}\nhttp.ListenAndServe(":80", nil)\n}\n`,
    'compose.yaml': `services:\n  cart: { build: services/cart }\n  order: { build: services/order, environment: { ${name}: "http://cart:8081" } }\n`,
  })
  expect(await edgesOf(tree(variable))).toEqual(['order -> cart http (observed)'])
  expect(await edgesOf(tree(`X_${variable}`))).toEqual([])
})

it('reads variables that are called as fields of settings with addresses, whoever fills them', async () => {
  const tree = (fields: string, taken = 'cfg.CartServiceAddr'): Tree => ({
    ...catalogOf({ cart: { port: 8081 }, order: {} }),
    'services/order/go.mod': 'module example.com/order\n',
    'services/order/main.go': `package main\n\ntype Config struct {\n${fields}\n}\n\nfunc main() {\ncfg := Config{}\nloader.Fill(&cfg)\ndial(${taken})\nhttp.ListenAndServe(":80", nil)\n}\n`,
    'compose.yaml':
      'services:\n  cart: { build: services/cart }\n  order: { build: services/order, environment: { CART_SERVICE_ADDR: "cart:8081" } }\n',
  })
  expect(await edgesOf(tree('CartServiceAddr string'))).toEqual(['order -> cart http (observed)'])
  expect(await edgesOf(tree('CartServiceAddr string', 'nothing'))).toEqual([])
  expect(await edgesOf(tree('OtherServiceAddr string', 'cfg.OtherServiceAddr'))).toEqual([])
})

it('takes no programs that are put together once more for a platform that runs functions', async () => {
  const program = (path: string): Tree => ({
    [`${path}/main.go`]: 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
  })
  const image = (path: string): Tree => ({ ...program(path), [`${path}/Dockerfile`]: 'FROM scratch\nCMD ["/app"]\n' })
  const tree = (folder: string): Tree => ({
    'go.mod': 'module example.com/shop\n',
    ...image('cmd/compose/core/orders'),
    ...image('cmd/compose/core/users'),
    ...program(`cmd/${folder}/core/orders`),
    ...program(`cmd/${folder}/core/users`),
    ...program(`cmd/${folder}/files/bucket`),
  })
  expect(await servicesOf(tree('lambda'))).toHaveLength(2)
  expect(await servicesOf(tree('tools-of-users'))).toHaveLength(5)
})

it("does not take a folder's name for a host where it is that of a store", async () => {
  const tree: Tree = {
    'go.mod': 'module example.com/shop\n',
    'k8s/files.yaml': deploymentOf('files-trigger', 'files-trigger'),
    'k8s/orders.yaml': deploymentOf('orders', 'orders', ', env: [{ name: MINIO_URL, value: "http://minio:9000" }]'),
    'trigger/minio/Dockerfile': 'FROM scratch\nCMD ["/app"]\n',
    'trigger/minio/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
    'orders/Dockerfile': 'FROM scratch\nCMD ["/app"]\n',
    'orders/main.go': 'package main\n\nfunc main() { open(os.Getenv("MINIO_URL")); http.ListenAndServe(":80", nil) }\n',
    'build.sh': 'docker build -t files-trigger trigger/minio\n',
  }
  expect(await servicesOf(tree)).toContain('files-trigger at trigger/minio')
  expect((await edgesOf(tree)).filter((edge) => edge.includes('files-trigger'))).toEqual([])
})

it('takes the default of a field that a library fills by its name', async () => {
  const tree: Tree = {
    ...catalogOf({ cart: { port: 8081 }, order: {} }),
    'services/order/go.mod': 'module example.com/order\n',
    'services/order/main.go':
      'package main\n\nfunc main() {\ncfg := struct {\nCart struct {\nURL string `conf:"default:http://cart:8081,required"`\n}\n}{}\nconf.Parse("ORDER", &cfg)\nhttp.ListenAndServe(":80", nil)\n}\n',
  }
  expect(await edgesOf(tree)).toEqual(['order -> cart http (observed)'])
})

it('takes the host and the port of a struct that is called after what it holds', async () => {
  const tree = (value: string): Tree => ({
    'compose.yaml': 'services:\n  words: { build: words }\n  web: { build: web }\n',
    'words/Dockerfile': 'FROM golang\nEXPOSE 8080\n',
    'words/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    'web/Dockerfile': 'FROM golang\n',
    'web/main.go': `package main\n\nfunc main() { http.Handle("/words/", &${value}); http.ListenAndServe(":80", nil) }\n`,
  })
  expect(await edgesOf(tree('forwarder{"words", 8080}'))).toEqual(['web -> words http (observed)'])
  expect(await edgesOf(tree('article{"words", 8080}'))).toEqual([])
})

it('gives the client of a library to who imports it, where it leads to just one service', async () => {
  const program = (name: string, code: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM golang:1.26\n',
    [`${name}/main.go`]: `package main\n\nimport "example.com/shop/clients/${code}"\n\nfunc main() {}\n`,
  })
  const server = (name: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM golang:1.26\n',
    [`${name}/main.go`]: `package main\n\nfunc main() { pb.Register${name}Server(s, x) }\n`,
  })
  const tree = {
    'go.mod': 'module example.com/shop\n',
    ...program('web', 'one'),
    ...program('admin', 'all'),
    ...program('desk', 'all'),
    ...server('Cart'),
    ...server('Order'),
    'clients/one/cart.go': 'package one\n\nvar c = pb.NewCartClient(conn)\n',
    'clients/all/all.go': 'package all\n\nvar c = pb.NewCartClient(conn)\nvar o = pb.NewOrderClient(conn)\n',
  }
  expect(await edgesOf(tree)).toEqual(['web -> Cart grpc (observed)'])
})

it('a driver that is only loaded counts where something opens a database with it', async () => {
  const service = (name: string, imports: string): Tree => ({
    [`${name}/go.mod`]: `module example.com/${name}\n`,
    [`${name}/main.go`]: `package main\n\nimport (\n\t_ "github.com/go-sql-driver/mysql"\n${imports})\n\nfunc main() { http.ListenAndServe(":80", nil) }\n`,
  })
  expect(await edgesOf({ ...service('cart', '\t"database/sql"\n'), ...service('mail', '') })).toEqual([
    'cart -> mysql of cart database (observed)',
  ])
})

it.each([
  ['gin', 'import "github.com/gin-gonic/gin"\n\nfunc main() { gin.Default().Run(config.Address) }', true],
  ['a queue', 'func main() { asynq.NewServer(options).Run(mux) }', true],
  ['a socket', 'func main() { net.Listen("tcp", address) }', true],
  ['nothing', 'func main() { job.Run(config.Address) }', false],
])('a program that opens %s', async (_, code, serves) => {
  const tree = { 'cart/go.mod': 'module example.com/cart\n', 'cart/main.go': `package main\n\n${code}\n` }
  expect(await servicesOf(tree)).toEqual(serves ? ['cart at cart'] : [])
})

it('takes addresses from the command line that starts a service', async () => {
  const service = (name: string): Tree => ({ [`${name}/main.go`]: 'package main\n\nfunc main() {}\n' })
  const compose = `services:
  web:
    build: web
    command: ["-cartAPI", "http://cart:4000/api"]
  cart:
    build: cart
    command: app --mongo-uri mongodb://me:secret@db/carts
  db: { image: "mongo:8" }
`
  expect(await edgesOf({ ...service('web'), ...service('cart'), 'compose.yaml': compose })).toEqual([
    'cart -> mongodb://db/carts database (observed)',
    'web -> cart http (observed)',
  ])
})

it('a part of a file of settings that no struct names says nothing, where structs name others', async () => {
  const service = (config: string): Tree => ({
    'cart/Dockerfile': 'FROM golang:1.26\n',
    'cart/main.go': `package main\n\n${config}\n\nfunc main() {}\n`,
    'cart/config/config.yaml': 'redis:\n  addr: "cache:6379"\nkafka:\n  brokers: ["queue:9092"]\n',
  })
  const kafka = 'cart -> kafka://queue:9092 broker (observed)'
  const redis = 'cart -> redis://cache:6379 cache (observed)'
  expect(await edgesOf(service('type C struct {\n\tK Kafka `mapstructure:"kafka"`\n}'))).toEqual([kafka])
  expect(await edgesOf(service('type C struct {\n\tK Kafka\n}'))).toEqual([kafka, redis])
})

it('a folder of tools holds how a service is built, and not the service', async () => {
  const tree = {
    'compose.yaml': 'services:\n  web: { build: docker/web, volumes: ["./web:/web"] }\n',
    'docker/web/Dockerfile': 'FROM node:24\n',
    'web/src/main.js': 'start()\n',
  }
  expect(await servicesOf(tree)).toEqual(['web at web'])
})

it('takes from the code of a gateway whom it sends requests on to', async () => {
  const tree: Tree = {
    'orders-service/go.mod': 'module example.com/orders\n',
    'orders-service/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
    'gateway/go.mod': 'module example.com/gateway\n',
    'gateway/main.go':
      'package main\n\nfunc main() { http.ListenAndServe(":80", nil); g.GET("/orders", gw.ProxyToService("orders-service", "/")); log("orders-service") }\n',
    'web/go.mod': 'module example.com/web\n',
    'web/main.go':
      'package main\n\nfunc main() { http.ListenAndServe(":80", nil); log("orders-service"); http.Get("http://orders-service.shop-dev/a") }\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'gateway -> orders-service http (observed)',
    'web -> orders-service http (observed)',
  ])
})

it('the one program of a repository is found by what runs it, whatever it is compiled under', async () => {
  const run = (name: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: {}, template: { spec: { containers: [{ name: a, image: reg.io/us/shop, args: [${name}], ports: [{ containerPort: 80 }] }] } } }\n`
  const tree: Tree = {
    'go.mod': 'module example.com/shop\n',
    'cmd/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
    Dockerfile: 'FROM golang\nCOPY . .\nRUN make\n',
    Makefile: 'b:\n\tgo build -o bin/shop ./cmd\n',
    'k8s/orders.yaml': run('orders'),
    'k8s/cart.yaml': run('cart'),
  }
  expect((await servicesOf(tree)).map((each) => each.split(' ')[0])).toEqual(expect.arrayContaining(['cart', 'orders']))
})

it('programs of Go are known by the names that they are compiled under', async () => {
  const main = 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n'
  const run = (name: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: {}, template: { spec: { containers: [{ name: a, image: reg.io/shop/${name} }] } } }\n`
  const tree: Tree = {
    'go.mod': 'module example.com/shop\n',
    'cmd/orders/main.go': main,
    'cmd/cart/main.go': main,
    'pkg/orders-controller/a.go': 'package a\n',
    'k8s/orders.yaml': run('orders-controller'),
    'k8s/cart.yaml': run('cart'),
  }
  const makefile = 'b:\n\tgo build -o bin/orders-controller ./cmd/orders\n\tgo build -o bin/app ./cmd/cart\n'
  expect(await servicesOf({ ...tree, Makefile: makefile })).toEqual([
    'cart at cmd/cart',
    'orders-controller at cmd/orders',
  ])
})
