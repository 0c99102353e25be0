import { expect, it } from 'vitest'
import { deploymentOf, servicesOf, type Tree } from './graph-of.ts'

const chart = (name: string, image: string): Tree => ({
  [`deploy/shop/charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
  [`deploy/shop/charts/${name}/templates/deployment.yaml`]: deploymentOf(
    `"{{ .Release.Name }}-${name}"`,
    `example.com/shop/${image}:1`,
  ),
  [`src/${name}/app/main.py`]: 'print(1)',
})

it('knows a workload of a chart inside of another one without the release before its name', async () => {
  const tree = {
    'deploy/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'compose.yaml':
      'services:\n  orders: { image: example.com/shop/orders-app }\n  stock: { image: example.com/shop/stock-app }\n',
    ...chart('orders', 'orders-native'),
    ...chart('stock', 'stock-native'),
    ...chart('events', 'events-native'),
  }
  expect(await servicesOf(tree)).toEqual(['events at src/events', 'orders at src/orders', 'stock at src/stock'])
})
