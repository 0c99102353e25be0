import { expect, it } from 'vitest'
import { servicesOf, type Tree } from './graph-of.ts'

const shop: Tree = {
  'orders/Dockerfile': 'FROM golang:1.26\nCOPY . .\nENTRYPOINT ["/orders"]\n',
  'orders/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
  'go.mod': 'module example.com/shop\n',
}

it('calls no service as a compose file for tests does, where an image lies beside the code', async () => {
  const soak =
    'services:\n  soak-liaison:\n    build: { context: ../.., dockerfile: orders/Dockerfile }\n  shop:\n    build: { context: ../.., dockerfile: test/soak/Dockerfile.shop }\n'
  const tree = {
    ...shop,
    'test/soak/compose.yaml': soak,
    'test/soak/Dockerfile.shop': 'FROM golang:1.26\nCOPY . .\nENTRYPOINT ["/shop"]\n',
    'api/shop/version.go': 'package shop\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders'])
})

it('takes a pod that runs once for a job', async () => {
  const pod = (policy: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: importer\nspec:\n  restartPolicy: ${policy}\n  containers:\n    - name: importer\n      image: shop/importer\n`
  const tree = {
    ...shop,
    'importer/Dockerfile': 'FROM golang:1.26\nCOPY . .\nENTRYPOINT ["/importer"]\n',
    'importer/main.go': 'package main\n\nfunc main() {}\n',
  }
  expect(await servicesOf({ ...tree, 'importer/pod.yaml': pod('Always') })).toEqual([
    'importer at importer',
    'orders at orders',
  ])
  expect(await servicesOf({ ...tree, 'importer/pod.yaml': pod('Never') })).toEqual(['orders at orders'])
})
