import { expect, it } from 'vitest'
import { edgesOf } from './graph-of.ts'

/** A Deployment that has a file of settings from a ConfigMap of its own. */
const run = (name: string, file: string, text: string): string =>
  `apiVersion: apps/v1
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
apiVersion: v1
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
