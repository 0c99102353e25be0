// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the settings under test are text
import { describe, expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from '../graph-of.ts'

const workload = (name: string, image: string, { kind = 'Deployment', volumes = '' } = {}) =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata: { labels: { app: ${name} } }\n    spec: { containers: [{ name: main, image: "${image}" }]${volumes} }\n`
const mount = (object: string) => `, volumes: [{ name: files, configMap: { name: ${object} } }]`
const python = (folder: string): Tree => ({
  [`${folder}/Dockerfile`]: 'FROM python:3.13-slim\nCMD ["python", "main.py"]',
  [`${folder}/main.py`]: '',
})

describe('what manifests run', () => {
  it('is no service where it runs once, nor where an image only builds others', async () => {
    const tree: Tree = {
      ...python('orders'),
      ...python('fill'),
      ...python('base'),
      'orders/Dockerfile': 'FROM example.com/shop/base:1\nCMD ["python", "main.py"]',
      'toolbox/Dockerfile': 'FROM ubuntu:24.04\nRUN apt-get install -y helm',
      'k8s/all.yaml': [workload('orders', 'shop/orders'), workload('fill', 'shop/fill', { kind: 'Job' })].join('---\n'),
    }
    expect(await servicesOf(tree)).toEqual(['orders at orders'])
  })

  it('is called as it is deployed, whatever a compose file calls it', async () => {
    const tree: Tree = {
      ...python('web-bff'),
      ...python('web'),
      ...python('rpc/cart'),
      'compose.yaml':
        'services:\n  web: { build: ./web-bff, image: shop/web-bff }\n  web-ui: { image: shop/web }\n  api: { image: nginx }\n',
      'k8s/all.yaml': [workload('web-bff', 'shop/web-bff'), workload('cart-rpc', 'shop/cart-rpc')].join('---\n'),
    }
    expect(await servicesOf(tree)).toEqual(['cart-rpc at rpc/cart', 'web at web', 'web-bff at web-bff'])
  })

  it('is one service where one image runs in two roles', async () => {
    const tree: Tree = {
      'shop-orders/main.py': '',
      'k8s/all.yaml': [workload('orders-full', 'shop-orders'), workload('orders-readonly', 'shop-orders')].join(
        '---\n',
      ),
    }
    expect(await servicesOf(tree)).toEqual(['orders-full at shop-orders'])
  })

  it('of a pod of several programs is that of the one alone that it is called after', async () => {
    const pod = (name: string) =>
      workload(name, 'acme/orders').replace('[{ name: main', '[{ name: users, image: acme/users }, { name: main')
    const programs = { ...python('orders'), ...python('users') }
    expect(await servicesOf({ ...programs, 'k8s/all.yaml': pod('orders-users') })).toEqual([
      'orders at orders',
      'users at users',
    ])
    expect(await servicesOf({ ...programs, 'k8s/all.yaml': pod('shop-orders') })).toEqual([
      'shop-orders at orders',
      'users at users',
    ])
  })

  it('is known without the words that all names begin with', async () => {
    const java = (name: string): Tree => ({
      [`server/${name}/boot-${name}/src/main/java/A.java`]:
        '@SpringBootApplication\nclass A { public static void main(String[] a) { } }',
      [`server/${name}/boot-${name}/src/main/resources/application.yml`]: `spring:\n  application:\n    name: ${name}\n`,
    })
    const tree: Tree = {
      ...java('orders'),
      ...java('cart'),
      ...java('helm'),
      'server/orders/boot-orders/src/main/resources/application.yml':
        'spring:\n  application:\n    name: orders\ncart:\n  url: http://shop-cart/\n',
      'k8s/all.yaml': ['orders', 'cart', 'helm']
        .map((name) => workload(`shop-${name}`, `acme/shop-${name}`))
        .join('---\n'),
      // An image that only a name leads to a folder of several programs is of none of them.
      'support/images/server.Dockerfile': 'FROM eclipse-temurin:21',
    }
    expect(await servicesOf(tree)).toEqual([
      'boot-cart at server/cart/boot-cart',
      'boot-helm at server/helm/boot-helm',
      'boot-orders at server/orders/boot-orders',
    ])
    expect(await edgesOf(tree)).toEqual(['boot-orders -> boot-cart http (observed)'])
  })
})

describe('files that ConfigMaps hold', () => {
  const settings =
    '{ "registry": { "baseUrl": "http://registry/v0" }, "docsUrl": "https://docs.example.com", "cors": { "origin": "http://web" } }'
  const object = (name: string, file: string, text: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata:\n  ${file}: |\n    ${text.replaceAll('\n', '\n    ')}\n`
  const services = { ...python('indexer'), ...python('registry'), ...python('web') }
  const run = (name: string, files?: string) =>
    workload(name, `shop/${name}`, files === undefined ? {} : { volumes: mount(files) })

  it('tell whom the one service calls that mounts them', async () => {
    const tree: Tree = {
      ...services,
      'k8s/all.yaml': [
        run('indexer', 'files'),
        run('registry'),
        run('web'),
        object('files', 'app.conf', settings.replace('{', '{ include "application"\n')),
      ].join('---\n'),
    }
    expect(await edgesOf(tree)).toEqual(['indexer -> registry http (observed)'])
  })

  it.each([
    [
      'application.yaml',
      'spring:\n  rabbitmq:\n    host: mq\n  data:\n    redis: { host: cache }',
      ['amqp://mq broker', 'redis://cache cache'],
    ],
    ['application.properties', 'spring.rabbitmq.host=mq\nspring.data.redis.host=localhost', ['amqp://mq broker']],
    [
      'config.json',
      '{ "database": { "host": "pg", "port": 5432, "name": "docs" }, "http": { "host": "0.0.0.0", "port": 80 } }',
      ['postgres://pg:5432/docs database'],
    ],
  ])('tell a connection in its parts: %s', async (file, text, stores) => {
    const tree: Tree = {
      ...services,
      'k8s/all.yaml': [run('indexer', 'files'), run('registry'), run('web'), object('files', file, text)].join('---\n'),
    }
    expect(await edgesOf(tree)).toEqual(stores.map((store) => `indexer -> ${store} (observed)`))
  })

  it('tell what a script gives to the program that it starts', async () => {
    const start =
      'until nc -z web 80; do sleep 1; done\nexec /app/indexer \\\n  --registry=http://registry/v0 \\\n  --kafka_address=kafka:9092'
    const tree: Tree = {
      ...services,
      'k8s/all.yaml': [run('indexer', 'files'), run('registry'), run('web'), object('files', 'start.sh', start)].join(
        '---\n',
      ),
    }
    expect(await edgesOf(tree)).toEqual([
      'indexer -> kafka://kafka:9092 broker (observed)',
      'indexer -> registry http (observed)',
    ])
  })

  it('tell nothing of several services, unless they are routes', async () => {
    const tree = (file: string): Tree => ({
      ...services,
      'k8s/all.yaml': [run('indexer', 'files'), run('registry'), run('web', 'files'), file].join('---\n'),
    })
    expect(await edgesOf(tree(object('files', 'app.json', settings)))).toEqual([])
    const routes = 'spring:\n  cloud:\n    gateway:\n      routes:\n        - uri: http://registry\n'
    expect(await edgesOf(tree(object('files', 'routes.yaml', routes)))).toEqual([
      'indexer -> registry http (observed)',
      'web -> registry http (observed)',
    ])
  })
})
