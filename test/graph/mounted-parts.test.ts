import { expect, it } from 'vitest'
import { edgesOf } from './graph-of.ts'

/** A Deployment that mounts a ConfigMap of its own name. */
const mounting = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers: [{ name: app, image: "acme/${name}:1", ports: [{ containerPort: 80 }] }]
      volumes: [{ name: settings, configMap: { name: ${name} } }]
---
`

/** The same with a file of settings in the ConfigMap. */
const run = (name: string, file: string, text: string): string =>
  `${mounting(name)}apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
data:
  ${file}: |
${text.replace(/^/gm, '    ')}
`

it('reads the database that a mounted file names beside the address of its server', async () => {
  const tree = {
    'k8s/orders.yaml': run('orders', 'settings.yaml', 'mongodb:\n  name: shop # of all\n  url: mongodb://mongo:27017'),
    'k8s/mails.yaml': run(
      'mails',
      'settings.yaml',
      'name: mails\nMongoDBName: shop\nMongoDBUrl: mongodb://mongo:27017',
    ),
    'k8s/users.yaml': run('users', 'settings.yaml', 'name: users\nurl: mongodb://mongo:27017'),
  }
  expect(await edgesOf(tree)).toEqual([
    'mails -> mongodb://mongo:27017/shop database (observed)',
    'orders -> mongodb://mongo:27017/shop database (observed)',
    'users -> mongodb://mongo:27017 database (observed)',
  ])
})

it('reads hosts that mounted settings of Spring tell apart from their ports', async () => {
  const tree = {
    'k8s/orders.yaml': run('orders', 'application.yaml', 'spring:\n  redis:\n    host: cache\n    port: 6379'),
    'k8s/mails.yaml': run('mails', 'application.yaml', 'spring:\n  redis:\n    host: localhost'),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> redis://cache cache (observed)'])
})

it('reads the settings of a web server however long they are', async () => {
  const conf = (lines: number) => `${`# ${'x'.repeat(990)}\n`.repeat(lines)}location / { proxy_pass http://orders; }`
  const tree = {
    'k8s/web.yaml': run('web', 'nginx.conf', conf(60)),
    'k8s/orders.yaml': run('orders', 'a.txt', 'a'),
  }
  expect(await edgesOf(tree)).toEqual(['web -> orders http (observed)'])
})

/** A system of two services whose ConfigMaps a kustomization makes of files that lie with neither. */
const generated = (files: string, text: string): Readonly<Record<string, string>> => ({
  'k8s/app.yaml': ['orders', 'users']
    .map(
      (name) => `${mounting(name)}apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`,
    )
    .join('---\n'),
  'k8s/kustomization.yaml': `resources: [app.yaml]\nconfigMapGenerator:\n${files}`,
  'k8s/orders/config.yaml': text,
})

it('reads files of which a kustomization makes the ConfigMap of one service', async () => {
  const text = 'users_url: http://users\nredis: { host: cache, port: 6379 }\n'
  const ofOne = '  - { name: orders, files: [settings.yaml=orders/config.yaml] }\n'
  expect(await edgesOf(generated(ofOne, text))).toEqual([
    'orders -> redis://cache:6379 cache (observed)',
    'orders -> users http (observed)',
  ])
  const ofBoth = `${ofOne}  - { name: users, files: [orders/config.yaml] }\n`
  expect(await edgesOf(generated(ofBoth, text))).toEqual([])
})

it('reads the addresses in a file of settings that a Secret holds', async () => {
  const ofSecret = (name: string, text: string): string =>
    run(name, 'settings.yaml', text)
      .replace('configMap: { name:', 'secret: { secretName:')
      .replace('kind: ConfigMap', 'kind: Secret')
      .replace('\ndata:', '\nstringData:')
  const tree = {
    'k8s/orders.yaml': ofSecret(
      'orders',
      'DB: postgresql://orders:hunter2@db/orders?a=b\nUSERS_URL: http://users/v1\nKEY: abc',
    ),
    'k8s/users.yaml': ofSecret('users', 'REDIRECT_URL: http://orders'),
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> postgres://db/orders database (observed)',
    'orders -> users http (observed)',
  ])
})

it('takes of a file that several services mount the section of its name for each', async () => {
  const shared = (name: string): string =>
    (run(name, 'x.yaml', 'a: 1').split('---')[0] ?? '').replace(
      `configMap: { name: ${name} }`,
      'configMap: { name: shop }',
    )
  const settings = JSON.stringify({
    api: { services: { stock: { url: 'http://shop-stock:80/' } } },
    tests: { url: 'http://shop-api/v1' },
    esclient: { host: 'search' },
  })
  const tree = {
    'k8s/api.yaml': shared('shop-api'),
    'k8s/stock.yaml': shared('shop-stock'),
    'k8s/settings.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata:\n  shop.json: |\n    ${settings}\n`,
  }
  expect(await edgesOf(tree)).toEqual(['shop-api -> shop-stock http (observed)'])
})
