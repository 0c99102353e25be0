import { expect, it } from 'vitest'
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
