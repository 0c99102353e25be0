import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const run = (name: string, port = ''): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: ${name}, image: "shop/${name}:1" }] } } }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}-svc }\nspec: { type: NodePort, selector: { app: ${name} }, ports: [{ port: 80${port} }] }\n`
const tree = (address: string, more: Tree = {}): Tree => ({
  'web/Dockerfile': 'FROM web\nCMD ["web"]\n',
  'web/main.js': `fetch('${address}/orders')\n`,
  'orders/Dockerfile': 'FROM orders\nCMD ["orders"]\n',
  'orders/main.py': 'import flask',
  'k8s/web.yaml': run('web'),
  'k8s/orders.yaml': run('orders', ', nodePort: 30010'),
  ...more,
})

it.each([
  ['the number of a machine', 'http://10.0.9.133:30010', ['web -> orders http (observed)']],
  ['this machine', 'http://localhost:30010', ['web -> orders http (observed)']],
  ['a port that nobody has', 'http://10.0.9.133:30011', []],
  ['a host of its own', 'http://example.com:30010', []],
])('knows who answers at a port of all nodes: %s', async (_, address, expected) => {
  expect(await edgesOf(tree(address))).toEqual(expected)
})
