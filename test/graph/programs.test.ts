// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { describe, expect, it } from 'vitest'
import { edgesOf, servicesOf, surveyOf, type Tree } from './graph-of.ts'

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

it('finds a program that hands out a contract of gRPC, whoever makes its server', async () => {
  const program = (name: string, code: string) => ({
    [`app/${name}/cmd/main.go`]: `package main\n\nimport "example.com/market/app/${name}/server"\n\nfunc main() { server.Run() }\n`,
    [`app/${name}/server/grpc.go`]: `package server\n\nfunc Run() { ${code} }\n`,
  })
  const tree = {
    'go.mod': 'module example.com/market\n',
    ...program('cart', 'pb.RegisterCartServer(kit.Build().Server, cart)'),
    ...program('order', 'pb.RegisterOrderServer(kit.Build().Server, order)'),
    ...program('report', 'print("done")'),
  }
  expect(await servicesOf(tree)).toEqual(['cart at app/cart', 'order at app/order'])
})

it('has the folder around `cmd` for the program there, beside a script to work on it with', async () => {
  const tree = {
    'services/voice/go.mod': 'module example.com/voice\n',
    'services/voice/cmd/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    'services/voice/scripts/seed-voices.go': 'package main\n\nfunc main() {}\n',
    'services/auth/Dockerfile': 'FROM golang:1.26\n',
    'services/auth/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
  }
  expect(await servicesOf(tree)).toEqual(['auth at services/auth', 'voice at services/voice'])
})

it('finds the only program of a module that answers in a package of another module', async () => {
  const service = (name: string): Record<string, string> => ({
    [`services/${name}/go.mod`]: `module example.com/${name}\n\nrequire example.com/kit v0.0.0\n\nreplace example.com/kit => ../../kit\n`,
    [`services/${name}/cmd/app/main.go`]: 'package main\n\nimport "example.com/kit/web"\n\nfunc main() { web.Run() }\n',
  })
  const tree = {
    ...service('orders'),
    ...service('stock'),
    'services/tool/go.mod': 'module example.com/tool\n',
    'services/tool/main.go': 'package main\n\nfunc main() {}\n',
    'kit/go.mod': 'module example.com/kit\n',
    'kit/web/web.go': 'package web\n\nfunc Run() { http.ListenAndServe(":8080", nil) }\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at services/orders', 'stock at services/stock'])
})

it.each([
  ['io.micronaut.runtime.Micronaut.*', 'import io.micronaut.runtime.Micronaut.*\nfun main() { build().start() }', ''],
  ['the plugin of Micronaut', 'class Orders', 'plugins { id("io.micronaut.application") version "4.0.0" }\n'],
  [
    'the main class of Ktor',
    'fun Application.module() {}',
    'application { mainClass = "io.ktor.server.netty.EngineMain" }\n',
  ],
])('finds a program of the JVM by %s', async (_, code, build) => {
  const module = (name: string) => ({
    [`${name}/build.gradle.kts`]: `${build}dependencies { implementation("org.slf4j:slf4j-api:2.0.0") }\n`,
    [`${name}/src/main/kotlin/Application.kt`]: `${code}\n`,
  })
  expect(await servicesOf({ ...module('orders'), ...module('stock') })).toEqual(['orders at orders', 'stock at stock'])
})

it('takes a library that only keeps the types of a database for no use of it', async () => {
  const service = (name: string, used: string) => ({
    [`${name}/go.mod`]: `module example.com/${name}\n`,
    [`${name}/main.go`]: `package main\n\nimport "${used}"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n`,
  })
  const tree = {
    ...service('orders', 'go.mongodb.org/mongo-driver/bson/primitive'),
    ...service('stock', 'go.mongodb.org/mongo-driver/v2/mongo'),
    ...service('carts', 'gopkg.in/mgo.v2/bson'),
  }
  expect(await edgesOf(tree)).toEqual(['stock -> mongodb of stock database (observed)'])
})

it('tells a database of another kind apart from one whose address is known, and of rows takes the known one', async () => {
  const tree = {
    'orders/go.mod': 'module example.com/orders\n',
    'orders/main.go':
      'package main\n\nimport (\n\t"github.com/EventStore/EventStore-Client-Go/esdb"\n\t"gorm.io/driver/mysql"\n)\n\nfunc main() { connect("postgres://orders-db:5432/orders"); http.ListenAndServe(":8080", nil) }\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> eventstore of orders database (observed)',
    'orders -> postgres://orders-db:5432/orders database (observed)',
  ])
})

const inGo = (name: string, imports: readonly string[], settings: string): Record<string, string> => ({
  [`${name}/go.mod`]: `module example.com/${name}\n`,
  [`${name}/main.go`]: `package main\n\nimport (\n${imports.map((each) => `\t"${each}"`).join('\n')}\n)\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n`,
  [`${name}/configs/config.yaml`]: settings,
})

it.each([
  ['a driver', ['github.com/go-sql-driver/mysql'], true],
  ['a mapper', ['xorm.io/xorm'], true],
  ['what its makers keep elsewhere', ['example.com/kit/config'], true],
  ['no package that could', ['net/http', 'github.com/redis/go-redis/v9'], false],
])('takes the address of a database that a program of Go can speak with by %s', async (_, imports, isTaken) => {
  const settings = 'data:\n  database:\n    source: root:x@tcp(orders-db:3306)/orders\n'
  const found = (await edgesOf(inGo('orders', imports, settings))).filter((edge) => edge.includes('orders-db'))
  expect(found).toEqual(isTaken ? ['orders -> mysql://orders-db:3306/orders database (observed)'] : [])
})

it('takes no name of discovery that a program of Go has left in its settings, where it has clients of others alone', async () => {
  const server = (name: string) => ({
    ...inGo(name, [`example.com/api/${name}`], 'server:\n  grpc:\n    addr: 0.0.0.0:9000\n'),
    [`${name}/server.go`]: `package main\n\nconst Name = "shop.${name}"\n\nfunc serve() { kratos.New(kratos.Name("shop.${name}")); ${name}.Register${name}Server(s, x) }\n`,
  })
  const client = (name: string, called: readonly string[], told: readonly string[]) => ({
    ...inGo(
      name,
      [],
      `service:\n${told.map((each) => `  ${each}:\n    endpoint: discovery:///shop.${each}`).join('\n')}\n`,
    ),
    [`${name}/clients.go`]: `package main\n\nimport pb "example.com/api"\n\nfunc clients() { ${called.map((each) => `pb.New${each}Client(conn)`).join('; ')} }\n`,
  })
  const tree = {
    ...server('Goods'),
    ...server('User'),
    ...client('admin', ['User'], ['User', 'Goods']),
    ...client('shop', ['User', 'Goods'], ['User', 'Goods']),
  }
  expect(await edgesOf(tree)).toEqual([
    'admin -> User grpc (observed)',
    'shop -> Goods grpc (observed)',
    'shop -> User grpc (observed)',
  ])
})

it.each(['router.Run(":" + port)', 'router.Run(fmt.Sprintf(":%s", port))', 'app.Listen("0.0.0.0:" + port)'])(
  'finds a program of Go that opens whatever port it is told: %s',
  async (opens) => {
    const program = (name: string, code: string) => ({
      [`cmd/${name}/main.go`]: `package main\n\nfunc main() { ${code} }\n`,
    })
    const tree = {
      'go.mod': 'module example.com/shop\n',
      ...program('orders', opens),
      ...program('stock', opens),
      ...program('tool', 'cmd.Run("--" + port)'),
    }
    expect(await servicesOf(tree)).toEqual(['orders at cmd/orders', 'stock at cmd/stock'])
  },
)

it('takes no program for a service that opens whatever port is free, for an answer to itself', async () => {
  const program = (listen: string): Tree => ({
    'go.mod': 'module example.com/shop\n',
    'cart/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    'shop/main.go': `package main\n\nfunc main() { ${listen} }\n`,
  })
  expect(await servicesOf(program('net.Listen("tcp", "127.0.0.1:0")'))).toEqual(['cart at cart'])
  expect(await servicesOf(program('s := &http.Server{Addr: "localhost:0"}; s.ListenAndServe()'))).toEqual([
    'cart at cart',
  ])
  expect(await servicesOf(program('net.Listen("tcp", ":9000")'))).toEqual(['cart at cart', 'shop at shop'])
})

it('calls the program in `cmd` after its module', async () => {
  const tree = {
    'go.mod': 'module github.com/acme/shop/v2\n',
    'cmd/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    'hack/generate/main.go': 'package main\n\nfunc main() {}\n',
  }
  expect(await servicesOf(tree)).toEqual(['shop at cmd'])
})

it('takes an image that an argument picks the program of for none, and its module for its programs', async () => {
  const serving = 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n'
  const tree: Tree = {
    'backend/go.mod': 'module example.com/shop\n',
    'backend/docker/Dockerfile': 'FROM scratch\nARG NAME\nCOPY ./cmd/$NAME /app\nENTRYPOINT ["/app"]\n',
    'backend/cmd/orders/main.go': serving,
    'backend/cmd/users/main.go': serving,
  }
  const programs = ['orders at backend/cmd/orders', 'users at backend/cmd/users']
  expect(await servicesOf(tree)).toEqual(programs)
  const built = 'FROM golang:1.26\nARG NAME\nCOPY . .\nRUN go build -o /app ./cmd/${NAME}\nENTRYPOINT ["/app"]\n'
  expect(await servicesOf({ ...tree, 'backend/docker/Dockerfile': built })).toEqual(programs)
})

it('takes the one image of all programs for none where it lies with no code, and a program that makes backups for one', async () => {
  const serving = 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n'
  const tree: Tree = {
    'go.mod': 'module example.com/shop\n',
    'builders/service.dockerfile': 'FROM scratch\nARG NAME\nCOPY ./bin/${NAME} /server\nENTRYPOINT ["/server"]\n',
    'cmd/orders/main.go': serving,
    'cmd/backup/main.go': serving,
  }
  expect(await servicesOf(tree)).toEqual(['backup at cmd/backup', 'orders at cmd/orders'])
})

it('finds programs of the JVM that a class of their own system around that of Spring runs', async () => {
  const gradle = 'dependencies { implementation "org.springframework.boot:spring-boot-starter-web" }\n'
  const tree: Tree = {
    'core/build.gradle': gradle,
    'core/src/main/java/org/shop/core/ShopApplication.java':
      'package org.shop.core;\npublic class ShopApplication { static void run(String name, Class<?> source, String... args) { new Runner(source).run(args); } }\n',
    'orders/build.gradle': gradle,
    'orders/src/main/java/org/shop/OrdersApplication.java':
      'package org.shop;\n@ShopCloudApplication\npublic class OrdersApplication {\n  public static void main(String[] args) { ShopApplication.run("orders", OrdersApplication.class, args); }\n}\n',
    'users/build.gradle': gradle,
    'users/src/main/kotlin/org/shop/UsersApplication.kt':
      'package org.shop\nclass UsersApplication\nfun main(args: Array<String>) {\n    ShopApplication.run(UsersApplication::class, args)\n}\n',
    'tools/build.gradle': gradle,
    'tools/src/main/java/org/shop/Tool.java':
      'package org.shop;\nclass Tool { public static void main(String[] args) { ToolApplication.run(args); } }\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'users at users'])
})

it('takes code that somebody left beside the modules of a manifest of Maven for no program', async () => {
  const main =
    'package org.shop;\n@SpringBootApplication public class App { public static void main(String[] a) { SpringApplication.run(App.class, a); } }\n'
  const tree: Tree = {
    'platform/pom.xml':
      '<project><artifactId>platform</artifactId><packaging>pom</packaging><modules><module>common</module></modules></project>',
    'platform/common/pom.xml': '<project><artifactId>common</artifactId></project>',
    'platform/src/main/java/org/shop/App.java': main,
    'orders/pom.xml': '<project><artifactId>orders</artifactId></project>',
    'orders/src/main/java/org/shop/App.java': main,
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders'])
})

const answering = '@RestController class Orders { @GetMapping("/orders") String all() { return ""; } }\n'
it.each([
  ['libraries/orders-client', answering, ['cart at cart']],
  ['orders-common', answering, ['cart at cart']],
  ['orders', '', ['cart at cart']],
  ['orders', answering, ['cart at cart', 'orders at orders']],
])(
  'takes a library that was begun with a program of Spring for none, by its name or what it answers, and who is built with it: %s',
  async (folder, more, services) => {
    const name = folder.split('/').at(-1) ?? ''
    const module = (of: string, uses: string): string =>
      `<project><groupId>shop</groupId><artifactId>${of}</artifactId><dependencies><dependency><groupId>shop</groupId><artifactId>${uses}</artifactId></dependency></dependencies></project>`
    const start = 'public static void main(String[] args) { SpringApplication.run(App.class, args); }'
    const app = (of: string): string => `package shop.${of};\n@SpringBootApplication\npublic class App { ${start} }\n`
    const tree = {
      'cart/pom.xml': module('cart', name),
      'cart/src/main/java/shop/cart/App.java': app('cart'),
      [`${folder}/pom.xml`]: module(name, 'jackson'),
      [`${folder}/src/main/java/shop/orders/App.java`]: app('orders') + more,
    }
    expect(await servicesOf(tree)).toEqual(services)
  },
)

it.each([
  ['that it takes two of', {}, ['shop at shop']],
  ['of which it takes one alone', { 'shop/pom.xml': ['orders'] }, ['cart at cart', 'orders at orders', 'shop at shop']],
  [
    'with an image of its own',
    { 'cart/Dockerfile': 'FROM eclipse-temurin:21\nCMD ["java", "-jar", "cart.jar"]\n' },
    ['cart at cart', 'shop at shop'],
  ],
  [
    'with a name in a registry',
    { 'cart/src/main/resources/application.properties': 'spring.application.name=cart\n' },
    ['cart at cart', 'shop at shop'],
  ],
] as const)(
  'takes programs of Spring that another one is put together of for parts of it: %s',
  async (_, more, services) => {
    const uses = (name: string): string =>
      `<dependency><groupId>shop</groupId><artifactId>${name}</artifactId></dependency>`
    const module = (of: string, ...taken: string[]): string =>
      `<project><groupId>shop</groupId><artifactId>${of}</artifactId><dependencies>${taken.map(uses).join('')}</dependencies></project>`
    const app = (of: string): string =>
      `package shop.${of};\n@SpringBootApplication\npublic class App { public static void main(String[] args) { SpringApplication.run(App.class, args); } }\n${answering}`
    const taken = 'shop/pom.xml' in more ? more['shop/pom.xml'] : ['orders', 'cart']
    const tree = {
      ...Object.fromEntries(
        ['cart', 'orders', 'shop'].map((name) => [`${name}/src/main/java/${name}/App.java`, app(name)]),
      ),
      'cart/pom.xml': module('cart'),
      'orders/pom.xml': module('orders'),
      ...more,
      'shop/pom.xml': module('shop', ...taken),
    }
    expect(await servicesOf(tree)).toEqual(services)
  },
)

describe('programs beside one that workloads run', () => {
  const orders = (start: string): Tree => ({
    'orders/go.mod': 'module example.com/orders\n',
    // Who imports its models makes it a library as well, and its image starts nothing by itself.
    'stock/go.mod': 'module example.com/stock\n\nrequire example.com/orders v0.0.0\n',
    'orders/Dockerfile':
      'FROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /app/ ./cmd/...\n\nFROM gcr.io/distroless/static-debian12\nCOPY --from=build /app /app\n',
    'orders/cmd/orders-api/main.go': start,
    'orders/cmd/orders-control/main.go': start,
    'orders/pkg/listen/listen.go':
      'package listen\n\nimport "net/http"\n\nfunc Run() { http.ListenAndServe(":8080", nil) }\n',
    'k8s/orders.yaml': deployment('orders-api'),
  })
  const start = 'package main\n\nimport "example.com/orders/pkg/listen"\n\nfunc main() { listen.Run() }\n'

  it('are none where nothing knows them by name', async () => {
    expect(await servicesOf(orders(start))).toEqual(['orders-api at orders/cmd/orders-api'])
  })

  it.each([
    ['a workload', { 'k8s/control.yaml': deployment('orders-control') }],
    ['an argument', { 'docker/Dockerfile': 'FROM golang:1.26\nARG NAME\nRUN go build -o /c ./cmd/$NAME\n' }],
    ['an image', { 'orders/control.Dockerfile': 'FROM golang:1.26\nRUN go build -o /c ./cmd/orders-control\n' }],
  ])('are some where %s does', async (_, more: Tree) => {
    expect(await servicesOf({ ...orders(start), ...more })).toContain('orders-control at orders/cmd/orders-control')
  })

  it('are none where only code of another language is called so', async () => {
    const tree = { ...orders(start), 'web/orders-control.ts': "fetch(process.env.ORDERS_URL + '/v1')\n" }
    expect(await servicesOf(tree)).toEqual(['orders-api at orders/cmd/orders-api'])
  })

  it('are some where nothing runs any', async () => {
    const { 'k8s/orders.yaml': _, ...tree } = orders(start)
    expect(await servicesOf(tree)).toHaveLength(2)
  })
})

it('gives each program what it takes of a package in which all begin', async () => {
  const names = ['Cart', 'Mail']
  const tree = Object.fromEntries(
    names.flatMap((name) => {
      const folder = name.toLowerCase()
      return [
        [
          `cmd/${folder}/main.go`,
          `package main\n\nimport "example.com/shop/pkg/commands"\n\nfunc main() { commands.New${name}Command().Execute() }\n`,
        ],
        [
          `pkg/commands/${folder}.go`,
          `package commands\n\nimport "example.com/shop/internal/${folder}"\n\nfunc New${name}Command() *Command { return newCommand(${folder}.Start) }\n`,
        ],
      ]
    }),
  )
  const shop: Tree = {
    'go.mod': 'module example.com/shop\n',
    ...tree,
    'pkg/commands/root.go':
      'package commands\n\nimport "example.com/shop/internal/metrics"\n\nfunc newCommand() { metrics.Serve() }\n',
    'internal/metrics/metrics.go':
      'package metrics\n\nimport "net/http"\n\nfunc Serve() { http.ListenAndServe(":9090", nil) }\n',
    'internal/cart/cart.go':
      'package cart\n\nimport (\n\t"github.com/redis/go-redis/v9"\n\t"google.golang.org/grpc"\n\tpb "example.com/contracts/mail"\n)\n\nfunc Start() { redis.NewClient(options); pb.NewMailClient(connection); grpc.NewServer() }\n',
    'internal/mail/mail.go':
      'package mail\n\nimport (\n\t"google.golang.org/grpc"\n\tpb "example.com/contracts/mail"\n)\n\nfunc Start() { pb.RegisterMailServer(grpc.NewServer(), server) }\n',
  }
  expect(await edgesOf(shop)).toEqual(['cart -> mail grpc (observed)', 'cart -> redis of cart cache (observed)'])
  // Whoever else builds upon the package may begin either.
  const all = {
    'pkg/all/all.go': 'package all\n\nimport "example.com/shop/pkg/commands"\n\nvar all = commands.NewCartCommand\n',
  }
  expect(await edgesOf({ ...shop, ...all })).not.toContain('cart -> mail grpc (observed)')
})

it('takes no library of Go for a service because its only program shows how it is used', async () => {
  const program = 'package main\nimport "net/http"\nfunc main() { http.ListenAndServe(":80", nil) }\n'
  const tree: Tree = {
    'orders/go.mod': 'module example.com/shop/orders\n',
    'orders/main.go': program,
    'provider/go.mod': 'module example.com/shop/provider\n',
    'provider/provider.go': 'package provider\n',
    'provider/examples/plugin/main.go': program,
  }
  expect((await servicesOf(tree)).filter((service) => service.endsWith(' at provider'))).toEqual([])
})

it('takes projects of Gradle for programs that the one above them makes such of, but for those that others are built with', async () => {
  const tree = {
    'settings.gradle': "include 'orders', 'users', 'common'\n",
    'build.gradle':
      "plugins { id 'io.quarkus' version '3.20' apply false }\nsubprojects {\n  apply plugin: 'io.quarkus'\n}\n",
    'orders/build.gradle': "dependencies { implementation project(':common') }\n",
    'orders/src/main/java/shop/Orders.java': 'package shop;\nclass Orders { }\n',
    'users/build.gradle': "dependencies { implementation project(':common') }\n",
    'users/src/main/java/shop/Users.java': 'package shop;\nclass Users { }\n',
    'common/build.gradle': '',
    'common/src/main/java/shop/Common.java': 'package shop;\nclass Common { }\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'users at users'])
})

it('takes a program of Go that waits at a list of Redis for a worker, and a driver that a package it shares opens', async () => {
  const opened =
    'package db\n\nimport (\n\t_ "github.com/go-sql-driver/mysql"\n\t"github.com/gohouse/gorose/v2"\n)\n\nfunc Open() { gorose.Open(nil) }\n'
  const tree = {
    'go.mod': 'module example.com/shop\n',
    'pkg/db/db.go': opened,
    'orders/main.go':
      'package main\n\nimport "example.com/shop/pkg/db"\n\nfunc main() {\n\tdb.Open()\n\thttp.ListenAndServe(":8080", nil)\n}\n',
    'packer/main.go':
      'package main\n\nimport "github.com/go-redis/redis"\n\nfunc main() { redis.NewClient(nil).BRPop(0, "orders") }\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'packer at packer'])
  expect(await edgesOf(tree)).toEqual([
    'orders -> mysql of orders database (observed)',
    'packer -> redis of packer cache (observed)',
  ])
})

it('gives a store that a package of all programs of Go speaks with to those who take it where they begin, or ask it for rows', async () => {
  const db =
    'package db\n\nimport (\n\t"github.com/redis/go-redis/v9"\n\t"gorm.io/driver/postgres"\n\t"gorm.io/gorm"\n)\n\nfunc Init() { gorm.Open(postgres.Open(dsn)) }\n'
  const program = (inside: string, imports = '\t"example.com/shop/db"\n'): string =>
    `package main\n\nimport (\n${imports})\n\nfunc main() {\n\t${inside}\n\thttp.ListenAndServe(":8080", nil)\n}\n`
  const tree = (orders: string, users: string): Tree => ({
    'go.mod': 'module example.com/shop\n',
    'db/db.go': db,
    'orders/main.go': orders,
    'users/main.go': users,
  })
  const both = ['orders', 'users'].flatMap((name) => [
    `${name} -> postgres of ${name} database (observed)`,
    `${name} -> redis of ${name} cache (observed)`,
  ])
  expect(await edgesOf(tree(program('db.Init()'), program('db.Init()')))).toEqual(both)
  const config = { 'config/config.go': 'package config\n\nimport "example.com/shop/db"\n\nfunc Load() { db.Init() }\n' }
  const loading = program('config.Load()', '\t"example.com/shop/config"\n')
  const asking = program('config.Load()', '\t"example.com/shop/config"\n\t"gorm.io/gorm"\n')
  expect(await edgesOf({ ...tree(loading, asking), ...config })).toEqual([
    'users -> postgres of users database (observed)',
  ])
})

it('takes programs of Go that make a consumer for what takes messages, whatever its topic is called', async () => {
  const job = (made: string): Tree => ({
    'go.mod': 'module example.com/shop\n',
    'cmd/job/main.go': `package main\n\nfunc main() { ${made} }\n`,
    'cmd/shop/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
  })
  for (const made of [
    'sarama.NewConsumerGroup(brokers, group, config)',
    'cluster.NewConsumer(brokers, group, topics, config)',
    'kafka.NewReader(config)',
    'nsq.NewConsumer(topic, channel, config)',
  ])
    expect(await servicesOf(job(made)), made).toEqual(['job at cmd/job', 'shop at cmd/shop'])
})

it('finds applications of kratos whose servers a library of their own makes', async () => {
  const program = (name: string) => ({
    [`app/${name}/main.go`]: `package main\nimport "github.com/go-kratos/kratos/v2"\nfunc main() { kratos.New(kratos.Server(boot.NewServer())).Run() }\n`,
  })
  const tree = { 'go.mod': 'module example.com/shop\n', ...program('carts'), ...program('orders') }
  expect(await servicesOf(tree)).toEqual(['carts at app/carts', 'orders at app/orders'])
})

it('calls programs of one cmd/ as manifests do that put the name of the system before each', async () => {
  const program = (name: string) => ({
    [`cmd/${name}/main.go`]: 'package main\nimport "net/http"\nfunc main() { http.ListenAndServe(":80", nil) }\n',
  })
  const tree = {
    'go.mod': 'module example.com/shop\n',
    ...program('carts'),
    ...program('orders'),
    ...program('allinone'),
    'k8s/carts.yaml': deployment('shop-carts').replace('example/hotel:1, command: [./shop-carts]', 'shop-carts:1'),
    'k8s/orders.yaml': deployment('shop-orders').replace('example/hotel:1, command: [./shop-orders]', 'shop-orders:1'),
  }
  expect(await servicesOf(tree)).toEqual(['shop-carts at cmd/carts', 'shop-orders at cmd/orders'])
})

it.each([
  ['the path of the repository', 'github.com/acme/shop', ''],
  ['paths from file to file', '..', ''],
  ['a GOPATH', 'shop', 'src/shop/'],
])('finds programs of Go that are older than go.mod, by %s', async (_, start, place) => {
  const program = (name: string) => ({
    [`${place}${name}/main.go`]: `package main\nimport "${start}/web"\nfunc main() { web.Serve() }\n`,
  })
  const tree = {
    ...program('carts'),
    ...program('orders'),
    [`${place}tidy/main.go`]: 'package main\nfunc main() {}\n',
    [`${place}web/web.go`]: 'package web\nimport "net/http"\nfunc Serve() { http.ListenAndServe(":80", nil) }\n',
  }
  expect(await servicesOf(tree)).toEqual([`carts at ${place}carts`, `orders at ${place}orders`])
})
