import { expect, it } from 'vitest'
import { servicesOf } from './graph-of.ts'

const deployment = (name: string, command: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main, image: "me/shop:1", command: ["${command}"] }] } } }\n`

const shop = {
  'go.mod': 'module example.com/shop\n',
  'shop/main.go': 'package main\n\nimport "example.com/shop/shop/server"\n\nfunc main() { server.Run() }\n',
  'shop/server/server.go': 'package server\n\nfunc Run() { http.ListenAndServe(":8080", nil) }\n',
  'k8s/shop.yaml': deployment('shop', 'shop'),
}
const ofShop = 'package main\n\nimport "example.com/shop/shop/server"\n\nfunc main() { server.Fix() }\n'

it('takes a program of Go that is made of the packages of another one, and that nothing runs, for a tool of that one', async () => {
  const tree = { ...shop, 'aside/fix_files/fix_files.go': ofShop }
  expect(await servicesOf(tree)).toEqual(['shop at shop'])
  expect(await servicesOf({ ...tree, 'k8s/fix.yaml': deployment('fix-files', 'fix_files') })).toEqual([
    'fix-files at aside/fix_files',
    'shop at shop',
  ])
})

it('takes the one program of a module beside others for a command where it is called as one', async () => {
  const command = 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n'
  const tree = { ...shop, 'shopctl/go.mod': 'module example.com/shopctl\n', 'shopctl/cmd/shopctl/main.go': command }
  expect(await servicesOf(tree)).toEqual(['shop at shop'])
})

it('takes code of Go that another program loads for no program', async () => {
  const filter = (init: string) =>
    `package main\n\n${init}\nfunc serve() { http.ListenAndServe(":8080", nil) }\n\nfunc main() {}\n`
  const tree = (init: string) => ({
    ...shop,
    'filter/go.mod': 'module example.com/filter\n',
    'filter/main.go': filter(init),
  })
  expect(await servicesOf(tree('func init() { register() }\n'))).toEqual(['shop at shop'])
  expect(await servicesOf(tree(''))).toEqual(['filter at filter', 'shop at shop'])
})

it('takes a module of the JVM that others are built with, and that offers nothing, for a library whatever its build makes', async () => {
  const pom = (name: string, needs: string) =>
    `<project><groupId>shop</groupId><artifactId>${name}</artifactId><dependencies>${needs}</dependencies><build><plugins><plugin><groupId>io.micronaut.build</groupId><artifactId>micronaut-maven-plugin</artifactId></plugin></plugins></build></project>`
  const controller = (name: string) =>
    `package shop.${name};\n\n@Controller("/${name}")\nclass Api { @Get("/all") String all() { return ""; } }\n`
  const needs = '<dependency><groupId>shop</groupId><artifactId>bus</artifactId><version>1</version></dependency>'
  const tree = {
    'orders/pom.xml': pom('orders', needs),
    'orders/src/main/java/shop/orders/Api.java': controller('orders'),
    'stock/pom.xml': pom('stock', needs),
    'stock/src/main/java/shop/stock/Api.java': controller('stock'),
    'bus/pom.xml': pom('bus', ''),
    'bus/src/main/java/shop/bus/Bus.java': 'package shop.bus;\n\npublic class Bus { void send() {} }\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'stock at stock'])
  const answering = { ...tree, 'bus/src/main/java/shop/bus/Api.java': controller('bus') }
  expect(await servicesOf(answering)).toEqual(['bus at bus', 'orders at orders', 'stock at stock'])
})

it('takes a folder called services for code of one program where its files know of express only what handlers are given', async () => {
  const tree = (taken: string) => ({
    'package.json': '{ "name": "shop" }',
    'services/orders/index.ts': `import ${taken} from 'express'\n`,
    'services/stock/index.ts': `import ${taken} from 'express'\n`,
  })
  expect(await servicesOf(tree('express, { Request }'))).toEqual([
    'orders at services/orders',
    'stock at services/stock',
  ])
  expect(await servicesOf(tree('{ Request, Response }'))).toEqual([])
})

it('takes an image that starts a build for no service', async () => {
  const tree = (start: string) => ({
    ...shop,
    'playbook/Dockerfile': `FROM ubuntu:24.04\nCOPY . .\nCMD ["${start}"]\n`,
    'playbook/site.js': 'export const site = 1\n',
  })
  expect(await servicesOf(tree('./build.sh'))).toEqual(['shop at shop'])
  expect(await servicesOf(tree('./serve.sh'))).toEqual(['playbook at playbook', 'shop at shop'])
})
