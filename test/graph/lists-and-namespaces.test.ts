import { expect, it } from 'vitest'
import { deploymentOf, edgesOf, type Tree } from './graph-of.ts'

const program = (name: string, code = ''): Tree => ({
  [`${name}/Dockerfile`]: 'FROM node:22\nCMD ["node", "main.js"]\n',
  [`${name}/main.js`]: `import express from 'express'\nexpress().listen(80)\n${code}\n`,
})
const shop: Tree = { ...program('page', 'ask(process.env.ALL)'), ...program('orders'), ...program('users') }
const given = (value: string): string =>
  ['page', 'orders', 'users']
    .map((name) =>
      deploymentOf(name, `shop/${name}`, name === 'page' ? `, env: [{ name: ALL, value: "${value}" }]` : ''),
    )
    .join('---\n')

it.each([
  'orders=http://orders:80,users=http://users:80',
  'Orders;http://orders.shop.svc:80|Users;http://users.shop.svc:80',
  'http://orders:80, http://users:80',
])('knows all whose addresses a setting lists: %s', async (value) => {
  expect(await edgesOf({ ...shop, 'k8s/shop.yaml': given(value) })).toEqual([
    'page -> orders http (observed)',
    'page -> users http (observed)',
  ])
})

it.each(['http://orders.<NAMESPACE>:80', 'http://orders.$(POD_NAMESPACE).svc.cluster.local/all', 'orders.<ns>:80'])(
  'takes no namespace that is filled in later for a part of a name: %s',
  async (value) => {
    expect(await edgesOf({ ...shop, 'k8s/shop.yaml': given(value) })).toEqual(['page -> orders http (observed)'])
  },
)
