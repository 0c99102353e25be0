import { expect, it } from 'vitest'
import { deploymentOf, edgesOf } from './graph-of.ts'

const service = (name: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ports: [{ port: 80 }] }\n`

it('knows the variables that a cluster gives each pod of the Services beside it', async () => {
  const tree = {
    'k8s.yaml': [
      deploymentOf('shop', 'me/shop'),
      service('shop'),
      '---\n',
      deploymentOf('order-api', 'me/order-api'),
      service('order-api'),
    ].join(''),
    'shop/Dockerfile': 'FROM node:22\n',
    'shop/server.js':
      'http.request({ host: process.env.ORDER_API_SERVICE_HOST, port: process.env.ORDER_API_SERVICE_PORT })\n',
    'order-api/Dockerfile': 'FROM node:22\n',
    'order-api/server.js': 'app.listen(80)\n',
  }
  expect(await edgesOf(tree)).toEqual(['shop -> order-api http (observed)'])
  const { 'k8s.yaml': _, ...alone } = tree
  expect(await edgesOf(alone)).toEqual([])
})
