import { describe, expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const program = (name: string, code: string): Tree => ({
  [`cmd/${name}/main.go`]: `package main\nimport (\n  "net"\n  "shop/pkg/rpc"\n)\nfunc main() {\n  net.Listen("tcp", ":80")\n  ${code}\n}\n`,
})

it('knows whom a program of Go calls by a client that a package keeps of several', async () => {
  const tree = {
    'go.mod': 'module shop\n',
    'pkg/rpc/rpc.go':
      'package rpc\nimport "google.golang.org/grpc"\nvar users = pb.NewUserServiceClient(conn)\nvar stock = pb.NewStockServiceClient(conn)\nfunc GetUserClient() pb.UserServiceClient { return users }\nfunc GetStockServiceClient() pb.StockServiceClient { return stock }\n',
    ...program('cart', 'rpc.GetStockServiceClient().Take()'),
    ...program('mail', 'rpc.Close()'),
    ...program('users', 'pb.RegisterUserServiceServer(s, u)\n  rpc.GetMailClient()'),
    ...program('stock', 'pb.RegisterStockServiceServer(s, u)\n  rpc.GetUserClient().Find()'),
  }
  expect(await edgesOf(tree)).toEqual(['cart -> stock grpc (observed)', 'stock -> users grpc (observed)'])
})

it('knows whom a program of Go calls by a client of Kitex that a package keeps in a variable', async () => {
  const kept = (name: string): Tree => ({
    [`pkg/client/${name}.go`]: `package client\nimport "shop/kitex_gen/${name}/${name}service"\nfunc init() { ${name === 'users' ? 'UsersClient' : 'StockClient'}, err = ${name}service.NewClient(config.Name, opts...) }\n`,
  })
  const server = (name: string): string =>
    `import "shop/kitex_gen/${name}/${name}service"\nfunc serve() { ${name}service.NewServer(new(Impl)).Run() }\n`
  const tree = {
    'go.mod': 'module shop\n',
    ...kept('users'),
    ...kept('stock'),
    'cmd/users/main.go': `package main\nimport "net"\nfunc main() { net.Listen("tcp", ":80") }\n`,
    'cmd/users/server.go': `package main\nimport "shop/pkg/client"\n${server('users')}func take() { client.StockClient.Take(ctx, one) }\n`,
    'cmd/stock/main.go': `package main\nimport "net"\nfunc main() { net.Listen("tcp", ":80") }\n`,
    'cmd/stock/server.go': `package main\n${server('stock')}`,
    'cmd/cart/main.go':
      'package main\nimport (\n  "net"\n  "shop/pkg/client"\n)\nfunc main() {\n  net.Listen("tcp", ":80")\n  client.StockClient.Take(ctx, one)\n}\n',
  }
  expect(await edgesOf(tree)).toEqual(['cart -> stock grpc (observed)', 'users -> stock grpc (observed)'])
})

it('tells services whose contracts call what they offer alike apart, by the code that is generated from each', async () => {
  const service = (name: string, code = ''): Tree => ({
    [`${name}/main.go`]: `package main\nimport (\n  "net"\n  "shop/${name}/pb"\n${code.includes('users') ? '  "shop/users/sys"\n' : ''})\nfunc main() {\n  net.Listen("tcp", ":80")\n  pb.RegisterSysServer(s, impl)\n  ${code}\n}\n`,
    [`${name}/pb/sys.pb.go`]: 'package pb\n',
    [`${name}/pb/names.go`]: 'package pb\n',
    [`${name}/sys/sys.go`]: `package sys\nimport "shop/${name}/pb"\nfunc NewSys(conn Conn) Sys { return pb.NewSysClient(conn) }\n`,
  })
  const tree = {
    'go.mod': 'module shop\n',
    ...service('users'),
    ...service('video', 'sys.NewSys(conn) // users'),
  }
  expect(await edgesOf(tree)).toContain('video -> users grpc (observed)')
})

describe('of several that implement what is called alike', () => {
  const server = (name: string, contract: string) => ({
    [`${name}/go.mod`]: `module example.com/${name}\n`,
    [`${name}/main.go`]: `package main\nimport pb "example.com/${contract}"\nfunc main() { http.ListenAndServe(":80", nil); pb.RegisterUserServer(s, x) }\n`,
  })

  it('a client means none that is its own', async () => {
    const tree = {
      ...server('users', 'api'),
      ...server('page', 'api'),
      'page/clients.go': 'package main\nvar users = api.NewUserClient(connection)\n',
    }
    expect(await edgesOf(tree)).toEqual(['page -> users grpc (observed)'])
  })

  it('a client means the one that is generated into the same package, which the others are clients of', async () => {
    const connected = (name: string, of: string, code = '') => ({
      [`${name}/go.mod`]: `module example.com/${name}\n`,
      [`${name}/main.go`]: `package main\nimport (\n  "net/http"\n  own "example.com/gen/${of}/usersconnect"\n${code === '' ? '' : '  core "example.com/gen/core/usersconnect"\n'})\nfunc main() { http.ListenAndServe(":80", nil); ${of === 'none' ? '' : 'mux.Handle(own.NewUserServiceHandler(x))'}; ${code} }\n`,
    })
    const client = 'core.NewUserServiceClient(httpClient, address)'
    const tree = {
      ...connected('users', 'core'),
      ...connected('api', 'api', client),
      ...connected('mail', 'none', client),
    }
    expect(await edgesOf(tree)).toEqual(['api -> users grpc (observed)', 'mail -> users grpc (observed)'])
  })

  it('a client means the one of the contract that it takes in', async () => {
    const tree = {
      'api/go.mod': 'module example.com/api\n',
      'api/users/user.pb.go': 'package users\n',
      'api/admin/user.pb.go': 'package admin\n',
      ...server('users', 'api/users'),
      ...server('admin', 'api/admin'),
      ...server('page', 'api/none'),
      'page/clients.go': 'package main\nimport "example.com/api/users"\nvar all = users.NewUserClient(connection)\n',
    }
    expect(await edgesOf(tree)).toEqual(['page -> users grpc (observed)'])
  })
})

it.each([
  ['bus, topic', false],
  ['natsutil.NewClient(address), "topic"', false],
  ['transport, ""', false],
  ['transport, address', true],
])('calls nobody by what Connect generates when something else carries it: %s', async (told, isCall) => {
  const tree: Tree = {
    'go.mod': 'module shop\n',
    'cart/main.go': `package main\nimport (\n  "net/http"\n  "shop/gen/eventsconnect"\n)\nfunc main() {\n  bus := natsutil.NewClient(address)\n  eventsconnect.NewCartEventsServiceClient(${told})\n  http.ListenAndServe(":80", nil)\n}\n`,
    'mail/main.go':
      'package main\nimport (\n  "net/http"\n  "shop/gen/eventsconnect"\n)\nfunc main() {\n  mux.Handle(eventsconnect.NewCartEventsServiceHandler(x))\n  http.ListenAndServe(":80", nil)\n}\n',
  }
  expect(await edgesOf(tree)).toEqual(isCall ? ['cart -> mail grpc (observed)'] : [])
})

it('takes what is only loaded of the package that a service offers for no call', async () => {
  const tree = (name: string): Tree => ({
    'go.mod': 'module shop\n',
    'users/main.go':
      'package main\nimport "net"\nfunc main() {\n  net.Listen("tcp", ":80")\n  pb.RegisterUserServiceServer(s, u)\n}\n',
    'users/api/api.go': 'package api\nfunc NewUsers(conn Conn) Users { return pb.NewUserServiceClient(conn) }\n',
    'cart/main.go': `package main\nimport (\n  "net"\n  ${name} "shop/users/api"\n)\nfunc main() {\n  net.Listen("tcp", ":80")\n  ${name === '_' ? '' : 'users.NewUsers(c)'}\n}\n`,
  })
  expect(await edgesOf(tree('users'))).toContain('cart -> users grpc (observed)')
  expect((await edgesOf(tree('_'))).filter((edge) => edge.includes('grpc'))).toEqual([])
})
