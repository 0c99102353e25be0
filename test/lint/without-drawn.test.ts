import { expect, it } from 'vitest'
import { withoutDrawn } from '../../src/lint/without-drawn.ts'
import { surveyOf, type Tree } from '../graph/graph-of.ts'

const deployment = (name: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: {}, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "shop/orders:1" }] } } }\n`
const drawn = (template: string): string => `---\n# Source: shop/${template}\n${deployment('demo-orders')}`
const chart: Tree = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/templates/orders.yaml': deployment('{{ .Release.Name }}-orders'),
}
const files = async (tree: Tree): Promise<string[]> => {
  const { facts } = await surveyOf(tree)
  return withoutDrawn(facts, Object.keys(tree))
    .of('workload')
    .map(({ at }) => at.file)
}

it('judges nothing of what Helm drew of a chart that is here', async () => {
  const tree = {
    ...chart,
    'install.yaml': `${drawn('templates/orders.yaml')}${drawn('charts/mail/templates/mail.yaml')}`,
  }
  expect(await files(tree)).toEqual(['chart/templates/orders.yaml'])
})

it('judges what was drawn of another chart, or of one that cannot be drawn here', async () => {
  const other = drawn('templates/stock.yaml')
  expect(await files({ ...chart, 'install.yaml': other })).toEqual(['chart/templates/orders.yaml', 'install.yaml'])
  const broken = {
    ...chart,
    'chart/templates/orders.yaml': '{{ if }}\n',
    'install.yaml': drawn('templates/orders.yaml'),
  }
  expect(await files(broken)).toEqual(['install.yaml'])
})

it('judges nothing that a cluster wrote of what has a manifest beside it', async () => {
  const live = deployment('orders').replace(
    '{ name: orders }',
    '{ name: orders, uid: d053702a, resourceVersion: "17" }',
  )
  expect(await files({ 'orders.yaml': deployment('orders'), 'orders-backup.yaml': live })).toEqual(['orders.yaml'])
  expect(await files({ 'stock.yaml': deployment('stock'), 'orders-backup.yaml': live })).toEqual([
    'orders-backup.yaml',
    'stock.yaml',
  ])
})
