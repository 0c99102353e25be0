import { expect, it } from 'vitest'
import { surveyOf } from './graph-of.ts'

const compose = (tag: string): string => `services: { orders: { image: "shop/orders:${tag}" } }\n`

it('takes nothing from the manifests of a release but the newest', async () => {
  const { facts } = await surveyOf({
    'releases/shop-v0.9.0/compose.yaml': compose('0.9.0'),
    'releases/shop-v0.10.0-beta1/compose.yaml': compose('0.10.0-beta1'),
    'releases/shop-v0.10.0/compose.yaml': compose('0.10.0'),
    'other/1.2/compose.yaml': compose('1.2'),
  })
  expect(facts.of('workload').map(({ at }) => at.file)).toEqual([
    'other/1.2/compose.yaml',
    'releases/shop-v0.10.0/compose.yaml',
  ])
})

it('takes all tables, of which each release may add some', async () => {
  const { facts } = await surveyOf({
    'schema/1.0.0/1.0.0.sql': 'CREATE TABLE orders (id int);',
    'schema/1.1.0/1.1.0.sql': 'CREATE TABLE items (id int);',
  })
  expect(facts.of('table').map(({ table }) => table)).toEqual(['orders', 'items'])
})
