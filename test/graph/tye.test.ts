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
