import { expect, it } from 'vitest'
import { edgesOf, shown, type Tree } from './graph-of.ts'

/** A service of Node that reads where its database is, and how a cluster gives it that. */
const service = (name: string, given: string, meta = ''): Tree => ({
  [`${name}/package.json`]: `{"name":"${name}","scripts":{"start":"node server.js"},"dependencies":{"express":"4","pg":"8"}}`,
  [`${name}/server.js`]:
    "const express = require('express')\nconst { Pool } = require('pg')\nnew Pool({ connectionString: process.env.DATABASE_URL })\nexpress().listen(3000)\n",
  [`k8s/${name}.yaml`]: `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}${meta} }\nspec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: ${name}, image: "shop/${name}:1", ${given} }] } } }\n`,
})
const both = (given: string): Tree => ({ ...service('orders', given), ...service('users', given) })
const byKey = 'env: [{ name: DATABASE_URL, valueFrom: { secretKeyRef: { name: db, key: url } } }]'
const byWhole = 'envFrom: [{ secretRef: { name: app } }]'
const secret = (name: string, values: string): Tree => ({
  'k8s/secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name} }\n${values}\n`,
})
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const address = 'postgres://app:hunter2@db:5432/shop'
const atAddress = [
  'orders -> postgres://db:5432/shop database (observed)',
  'users -> postgres://db:5432/shop database (observed)',
]
const at = (origin: string): string[] => [
  `orders -> postgres at ${origin} database (observed)`,
  `users -> postgres at ${origin} database (observed)`,
]
const apart = ['orders -> postgres of orders database (observed)', 'users -> postgres of users database (observed)']

const code = (tree: Tree): Tree => Object.fromEntries(Object.entries(tree).filter(([path]) => !path.startsWith('k8s/')))
const composed = (orders: string, users: string): Tree => ({
  ...code(both('')),
  'compose.yaml': `services:\n  orders: { build: ./orders, ${orders} }\n  users: { build: ./users, ${users} }\n`,
})
const alike = (given: string): Tree => composed(given, given)

it.each<readonly [string, Tree, readonly string[]]>([
  [
    'an address in clear, taken whole',
    { ...both(byWhole), ...secret('app', `stringData: { DATABASE_URL: "${address}" }`) },
    atAddress,
  ],
  [
    'an address in base64, by its key',
    { ...both(byKey), ...secret('db', `data: { url: ${base64(address)} }`) },
    atAddress,
  ],
  [
    'an address that a kustomization puts into a Secret',
    {
      ...both(byKey),
      'k8s/kustomization.yaml': `resources: [orders.yaml, users.yaml]\nsecretGenerator: [{ name: db, literals: ["url=${address}"] }]\n`,
    },
    atAddress,
  ],
  [
    'a copy of the manifests further down, with a Secret of its own',
    {
      ...both(byKey),
      ...secret('db', `stringData: { url: "${address}" }`),
      ...Object.fromEntries(
        Object.entries({ ...both(byKey), ...secret('db', 'stringData: { url: "postgres://pool/all" }') }).map(
          ([path, text]) => [path.replace(/^k8s/, 'extras/pool/k8s'), text],
        ),
      ),
    },
    atAddress,
  ],
  ['one key of a Secret that is not here', both(byKey), at('Secret db/url')],
  ['one whole Secret that is not here', both(byWhole), at('Secret app/DATABASE_URL')],
  [
    'two keys of one Secret',
    { ...service('orders', byKey), ...service('users', byKey.replace('key: url', 'key: users-url')) },
    apart,
  ],
  [
    'one key in two namespaces',
    { ...service('orders', byKey, ', namespace: orders'), ...service('users', byKey, ', namespace: users') },
    apart,
  ],
  [
    'what manifests in their own folders take',
    Object.fromEntries(
      Object.entries(both(byKey)).map(([path, text]) => [path.replace(/^k8s\/(\w+)/, '$1/k8s/$1'), text]),
    ),
    apart,
  ],
  ['a variable that compose fills in', alike('environment: { DATABASE_URL: "$DATABASE_URL" }'), at('$DATABASE_URL')],
  ['a variable that compose hands on', alike('environment: [DATABASE_URL]'), at('$DATABASE_URL')],
  ['a file of variables that is not here', alike('env_file: .env'), at('file .env/DATABASE_URL')],
  [
    'two variables of the shell',
    composed('environment: { DATABASE_URL: "$ORDERS_URL" }', 'environment: { DATABASE_URL: "$USERS_URL" }'),
    apart,
  ],
])('%s', async (_, tree, expected) => {
  expect(await edgesOf(tree)).toEqual(expected)
})

it('shows nothing of what a Secret keeps', async () => {
  const text = await shown({
    ...both(byKey),
    ...secret('db', `data: { url: ${base64(address)}, password: ${base64('hunter2')} }`),
  })
  expect(text).toContain('postgres://db:5432/shop')
  expect(text).not.toContain('hunter2')
  expect(text).not.toContain(base64(address))
})

it('takes what a script makes a Secret or a ConfigMap of', async () => {
  const make = (what: string): Tree => ({
    'setup.sh': `#!/bin/bash\nkubectl create ${what} \\\n  --from-literal=KEY=$KEY \\\n  --from-literal=DATABASE_URL=${address}\n`,
  })
  expect(await edgesOf({ ...both(byWhole), ...make('secret generic app') })).toEqual(atAddress)
  expect(await edgesOf({ ...both(byWhole), ...make('secret generic -n shop app') })).toEqual(atAddress)
  const map = byWhole.replace('secretRef', 'configMapRef')
  expect(await edgesOf({ ...both(map), ...make('configmap app') })).toEqual(atAddress)
  expect(JSON.stringify(await shown({ ...both(byWhole), ...make('secret generic app') }))).not.toContain('hunter2')
})
