import { expect, it } from 'vitest'
import { edgesOf, servicesOf, surveyOf, type Tree } from './graph-of.ts'

const deployment = (name: string, image: string, env = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main, image: "${image}", env: [${env}], ports: [{ containerPort: 3306 }] }] } } }\n`
const policy = (target: string, from: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${target}-access }\nspec: { podSelector: { matchLabels: { app: ${target} } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: ${from} } } }], ports: [{ port: 3306 }] }] }\n`

it('takes variables and network policies for calls of services whose code lies elsewhere', async () => {
  const tree: Tree = {
    'k8s/web.yaml': deployment('web', 'shop/web:1', '{ name: CART_HOST, value: cart }'),
    'k8s/cart.yaml': deployment('cart', 'shop/cart:1'),
    'k8s/orders.yaml': deployment('orders', 'shop/orders:1'),
    'k8s/db.yaml': deployment('orders-db', 'shop/orders-db:1'),
    'k8s/p1.yaml': policy('orders', 'web'),
    'k8s/p2.yaml': policy('orders-db', 'orders'),
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> mysql://orders-db:3306 database (observed)',
    'web -> cart http (observed)',
    'web -> orders http (observed)',
  ])
})

it('knows a host by a word behind it, and what a compose file of tools runs for no service', async () => {
  const tree: Tree = {
    'docker/compose.yaml':
      'services:\n  web: { image: "shop/web:1", environment: { CART_HOST_CONFIG: cart, PINOT_HOST_CONFIG: pinot } }\n  cart: { image: "shop/cart:1" }\n  pinot: { image: "shop/pinot-server:1" }\n',
    'docker/misc/docker-compose-tools.yml': 'services:\n  views: { image: "shop/views:1" }\n',
  }
  expect(await edgesOf(tree)).toEqual(['web -> cart http (observed)', 'web -> pinot://pinot database (observed)'])
  expect(await servicesOf(tree)).toEqual(['cart at docker/compose.yaml#cart', 'web at docker/compose.yaml#web'])
})

it('takes what a chart brings along, and what readers are shown, for no code of what is deployed', async () => {
  const chart = (name: string): Tree => ({
    [`helm/${name}/Chart.yaml`]: `name: ${name}\n`,
    [`helm/${name}/values.yaml`]: 'a: 1\n',
    [`helm/${name}/templates/deployment.yaml`]: deployment(`${name}-deployment`, `shop/${name}:1`),
  })
  const tree: Tree = {
    ...chart('users'),
    ...chart('orders'),
    'helm/orders/scripts/merge.py': 'print(1)\n',
    'helm/orders/settings/settings.py': 'A = 1\n',
    'docs/users/users.js': '1\n',
  }
  expect(await servicesOf(tree)).toEqual([
    'orders at helm/orders/templates/deployment.yaml#orders-deployment',
    'users at helm/users/templates/deployment.yaml#users-deployment',
  ])
})

it('asks no network policy where the code is here', async () => {
  const tree: Tree = {
    'k8s/web.yaml': deployment('web', 'shop/web:1'),
    'k8s/cart.yaml': deployment('cart', 'shop/cart:1'),
    'k8s/p.yaml': policy('cart', 'web'),
    'web/a.ts': '1',
    'cart/a.ts': '1',
  }
  expect(await edgesOf(tree)).toEqual([])
})

it('takes a service that has a repository of its own by the owner of its image, where others are told its address', async () => {
  const tree = (image: string, module = 'github.com/Shop/web'): Tree => ({
    'go.mod': `module ${module}\n`,
    'compose.yaml': `services:\n  web: { build: web, environment: { USERS: "users:50051" } }\n  cart: { build: cart }\n  users: { image: ${image} }\n`,
    'web/Dockerfile': 'FROM scratch\n',
    'web/main.go': 'package main\nfunc main() { dial(os.Getenv("USERS")) }\n',
    'web/clients/users/client.go': 'package users\n',
    'cart/Dockerfile': 'FROM scratch\n',
    'cart/main.go': 'package main\nfunc main() {}\n',
  })
  expect(await servicesOf(tree('ghcr.io/shop/users-api/users-api:1'))).toContain('users at compose.yaml#users')
  expect(await edgesOf(tree('shop/users-api:1'))).toEqual(['web -> users grpc (observed)'])
  expect(await servicesOf(tree('other/users-api:1'))).toHaveLength(2)
  expect(await servicesOf(tree('shop/users-api:1', 'example.com/web'))).toHaveLength(2)
})

it('takes no services from manifests that run little of the system which compose runs', async () => {
  const tree = {
    'compose.yaml': 'services:\n  a: { build: a }\n  b: { build: b }\n  c: { build: c }\n',
    ...Object.fromEntries(
      ['a', 'b', 'c'].flatMap((name) => [
        [`${name}/Dockerfile`, 'FROM scratch\n'],
        [`${name}/main.py`, '1'],
      ]),
    ),
    'old/all.yaml': ['cart', 'stock', 'mail', 'rating']
      .map((name) => `${deployment(name, `shop/old-${name}`)}---\n`)
      .join(''),
  }
  expect(await servicesOf(tree)).toEqual(['a at a', 'b at b', 'c at c'])
})

it('knows what runs the image of a service under another name', async () => {
  const tree = {
    'compose.yaml':
      'services:\n  ng-page: { image: "shop/shop-ng-page" }\n  ng-orders: { image: "shop/shop-orders" }\n',
    'ng-page/main.py': 'os.environ["ORDERS_URL"]',
    'ng-orders/main.py': '1',
    'k8s/page.yaml': deployment('page-depl', 'shop/shop-ng-page:1', '{ name: ORDERS_URL, value: "http://ng-orders" }'),
  }
  expect(await edgesOf(tree)).toEqual(['ng-page -> ng-orders http (observed)'])
})

it('takes no services from samples beside a system whose code is here', async () => {
  const tree = {
    'orders/Dockerfile': 'FROM node:24\nCMD ["node", "."]\n',
    'orders/index.js': '',
    ...Object.fromEntries(
      ['cart', 'rating', 'mail'].map((name, index) => [
        index === 0 ? `cli/testdata/${name}.yaml` : `demo/sample-apps/${name}.yaml`,
        deployment(name, `others/${name}:1`),
      ]),
    ),
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders'])
})

it('calls a service whose code lies elsewhere as its image, where developers start it under another name', async () => {
  const tree = {
    'devenv/compose.yaml': 'services:\n  orders-dev: { image: shop/orders, environment: { CART: "http://cart" } }\n',
    'docker/compose.yaml':
      'services:\n  cart: { image: shop/cart, environment: { ORDERS: "http://orders" } }\n  orders: { image: shop/orders }\n',
  }
  const { graph } = await surveyOf(tree)
  expect(graph.services.map(({ name }) => name)).toEqual(['cart', 'orders'])
})

it('takes no services from manifests that run none of the code which is here, and less than there is', async () => {
  const tree = {
    ...Object.fromEntries(
      ['cart', 'stock', 'mail'].map((name) => [
        `cmd/${name}/main.go`,
        'package main\nimport "net/http"\nfunc main() { http.ListenAndServe(":80", nil) }\n',
      ]),
    ),
    'go.mod': 'module shop\n',
    'k8s/look.yaml': `${deployment('look', 'viewer/look:1')}---\n${deployment('measure', 'viewer/measure:1')}`,
  }
  expect(await servicesOf(tree)).toEqual(['cart at cmd/cart', 'mail at cmd/mail', 'stock at cmd/stock'])
  // A compose file runs the system, under the names of images that are built elsewhere.
  const run = {
    ...tree,
    'k8s/look.yaml': '',
    'compose.yaml': 'services: { web: { image: "shop/web:1" }, api: { image: "shop/api:1" } }\n',
  }
  expect((await servicesOf(run)).filter((each) => each.includes('#'))).toContain('web at compose.yaml#web')
})

it('takes two workloads of one image for two services where both are called otherwise than it', async () => {
  const tree = (...names: readonly string[]): Tree => ({
    'k8s/web.yaml': deployment('web', 'shop/web:1'),
    ...Object.fromEntries(names.map((name) => [`k8s/${name}.yaml`, deployment(name, 'shop/job-server:1')])),
  })
  const namesOf = async (each: Tree) => (await servicesOf(each)).map((service) => service.split(' ')[0])
  expect(await namesOf(tree('job-mail-server', 'job-print-server'))).toEqual([
    'job-mail-server',
    'job-print-server',
    'web',
  ])
  const north = { 'k8s/north-page.yaml': deployment('north-page', 'shop/job-page:1') }
  const south = { 'k8s/south-page.yaml': deployment('south-page', 'shop/job-page:1') }
  const both = tree('north-back', 'south-back')
  expect(await namesOf({ ...both, ...north })).toEqual(['north-back', 'north-page', 'south-back', 'web'])
  expect(await namesOf({ ...both, ...north, ...south })).toEqual(['north-back', 'north-page', 'web'])
  expect(await namesOf(tree('mailer-blue', 'mailer-green'))).toEqual(['mailer-blue', 'web'])
  expect(await namesOf(tree('job-server', 'job-server-nightly'))).toEqual(['job-server', 'web'])
})

it('takes a Service of Knative for what runs, at the name that it gives', async () => {
  const served = (name: string, env = '') =>
    `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { template: { spec: { containers: [{ image: "shop/${name}:1", env: [${env}] }] } } }\n`
  const tree: Tree = {
    'orders/service.yaml': served('orders', '{ name: MAIL_URL, value: "http://mail.shop.svc.cluster.local" }'),
    'orders/Dockerfile': 'FROM node:24',
    'orders/a.js': 'fetch(process.env.MAIL_URL)',
    'mail/service.yaml': served('mail'),
    'mail/Dockerfile': 'FROM node:24',
    'mail/a.js': '1',
  }
  const { graph } = await surveyOf(tree)
  expect(graph.edges.flatMap(({ from, to, evidence }) => evidence.map(({ file }) => [from, to, file]))).toEqual([
    ['orders', 'mail', 'orders/service.yaml'],
  ])
})

it('takes no image without a name for the whole repository', async () => {
  const tree: Tree = {
    'k8s/web.yaml': deployment('web', '/'),
    'k8s/cart.yaml': deployment('cart', 'shop/cart:1'),
    'k8s/orders.yaml': deployment('orders', 'shop/orders:1'),
    'main.sh': 'echo\n',
  }
  expect(await servicesOf(tree)).toEqual(['cart at k8s/cart.yaml#cart', 'orders at k8s/orders.yaml#orders'])
})

it('reads what options of the JVM tell, and knows what works with a store from the store', async () => {
  const tree: Tree = {
    'compose.yaml': `services:
  repository:
    image: shop/repository:1
    environment:
      JAVA_OPTS: >-
        -Xmx1g -Ddb.url=jdbc:postgresql://postgres:5432/shop -Dmq.url="failover:(nio://mq:61616)?timeout=3000" -Dfile.encoding=UTF-8
  search:
    image: shop/shop-elasticsearch-live-indexing:1
    environment: { BROKER_URL: "nio://mq:61616", JAVA_TOOL_OPTIONS: "-Drepository.host=repository -Drepository.port=8080" }
  postgres: { image: "postgres:17" }
  mq: { image: "shop/shop-activemq:6" }
`,
    'k8s/sync.yaml': deployment(
      'sync',
      'shop/sync:1',
      '{ name: JAVA_OPTS, value: "-Drepo.url=http://repository:8080" }',
    ),
  }
  expect(await edgesOf(tree)).toEqual([
    'repository -> activemq://mq:61616 broker (observed)',
    'repository -> postgres://postgres:5432/shop database (observed)',
    'search -> activemq://mq:61616 broker (observed)',
    'search -> repository http (observed)',
    'sync -> repository http (observed)',
  ])
})
