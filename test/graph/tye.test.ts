import { expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from './graph-of.ts'

const web = '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>'
const shop: Tree = {
  'tye.yaml': `name: shop
services:
  - name: gateway
    project: src/Gateway/Shop.Gateway.csproj
    env:
      - Cart__Url=http://localhost:5004
      - name: ConnectionStrings__Sessions
        value: redis://localhost:6379
    bindings: [{ port: 5000, protocol: https }]
  - name: cart
    dockerFile: src/go/docker/Dockerfile-cart
    dockerFileContext: src/go/
    bindings: [{ port: 5004, containerPort: 80 }]
  - name: redis
    image: redis
    bindings: [{ port: 6379 }]
`,
  'src/Gateway/Shop.Gateway.csproj': web,
  'src/Gateway/Program.cs': 'var app = builder.Build(); app.Run();',
  'src/go/docker/Dockerfile-cart': 'FROM golang:1.25',
  'src/go/cmd/cart/main.go': 'package main\nfunc main() { http.ListenAndServe(":80", nil) }',
}

it('reads what Tye runs, on the machine of whoever runs it', async () => {
  expect(await servicesOf(shop)).toEqual(['cart at src/go', 'gateway at src/Gateway'])
  expect(await edgesOf(shop)).toEqual([
    'gateway -> cart http (observed)',
    'gateway -> redis://localhost:6379 cache (observed)',
  ])
})

it('takes a project that lies alone in the folder of an image for the service of that image', async () => {
  const tree = {
    'tye.yaml':
      'services:\n  - { name: API, project: src/Gateway/Shop.Gateway/Shop.Gateway.csproj }\n  - { name: Cart, project: src/Cart/Shop.Cart.Api/Shop.Cart.Api.csproj }\n',
    'compose/docker-compose.yml':
      'services:\n  api-gateway: { build: ../src/Gateway }\n  cart-service: { build: ../src/Cart }\n',
    ...Object.fromEntries(
      ['Gateway/Shop.Gateway', 'Cart/Shop.Cart.Api'].flatMap((path) => {
        const [folder = '', project = ''] = path.split('/')
        return [
          [`src/${folder}/Dockerfile`, 'FROM mcr.microsoft.com/dotnet/aspnet:10.0'],
          [`src/${folder}/${project}/${project}.csproj`, web],
          [`src/${folder}/${project}/Program.cs`, 'var app = builder.Build(); app.Run();'],
        ]
      }),
    ),
  }
  expect(await servicesOf(tree)).toEqual(['api-gateway at src/Gateway', 'cart-service at src/Cart'])
  const { 'compose/docker-compose.yml': _, ...withoutCompose }: Tree = tree
  expect(await servicesOf(withoutCompose)).toEqual([
    'API at src/Gateway/Shop.Gateway',
    'Cart at src/Cart/Shop.Cart.Api',
  ])
})
