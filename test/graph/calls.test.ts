// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { describe, expect, it } from 'vitest'
import { catalogOf, edgesOf, shown, surveyOf, type Tree } from './graph-of.ts'

const two = catalogOf({ cart: { port: 8081 }, products: { port: 8082 } })
const calls = ['cart -> products http (observed)']
const main = 'services/cart/src/main.ts'
const reads = { [main]: "import 'x'\nconst url = process.env.PRODUCTS_URL" }
const compose = (cart: string): Tree => ({
  'compose.yaml': `services:\n  cart:\n    build: services/cart\n${cart}  products:\n    build: services/products\n    container_name: shop-products\n    ports: ['9002:8080']\n`,
})
const setting = (value: string) => `    environment: { PRODUCTS_URL: "${value}" }\n`

const rows: readonly (readonly [title: string, tree: Tree, expected: readonly string[]])[] = [
  ['a setting that the code reads', { ...reads, ...compose(setting('http://products:8080')) }, calls],
  ['a setting that nobody reads', { [main]: "import 'x'", ...compose(setting('http://products:8080')) }, []],
  ['a setting, where no code could be read', compose(setting('http://products:8080')), calls],
  [
    'a setting that only a test reads',
    {
      [main]: "import 'x'",
      'services/cart/test/a.test.ts': 'process.env.PRODUCTS_URL',
      ...compose(setting('http://products:8080')),
    },
    [],
  ],
  [
    'a setting whose value is a default of interpolation',
    { ...reads, ...compose(setting('${X:-http://products:8080}')) },
    calls,
  ],
  [
    'a setting with a host alone',
    { [main]: "import 'x'\nprocess.env.PRODUCTS_HOST", ...compose('    environment: { PRODUCTS_HOST: products }\n') },
    calls,
  ],
  ['a setting with the name of the container', { ...reads, ...compose(setting('http://shop-products:8080')) }, calls],
  ['depends_on alone', { ...reads, ...compose('    depends_on: [products]\n') }, []],
  ['a default on this machine', { [main]: "import 'x'\nprocess.env.PRODUCTS_URL ?? 'http://localhost:8082'" }, calls],
  [
    'a default at the port that compose gives',
    { [main]: "import 'x'\nprocess.env.P_URL ?? 'http://127.0.0.1:9002'", ...compose('') },
    calls,
  ],
  ['a default at a port of nobody', { [main]: "import 'x'\nprocess.env.PRODUCTS_URL ?? 'http://localhost:1234'" }, []],
  ['a default at its own port', { [main]: "import 'x'\nprocess.env.SELF_URL ?? 'http://localhost:8081'" }, []],
  ['a literal on this machine that is called', { [main]: "import 'x'\nfetch('http://localhost:8082')" }, calls],
  ['a literal on this machine that is not', { [main]: "import 'x'\ncors('http://localhost:8082')" }, []],
  ['a literal with the name of the other', { [main]: "fetch('http://products:8080/v1')" }, calls],
  ['a literal of a stranger', { [main]: "fetch('https://api.example.com/products')" }, []],
  ['a comment', { [main]: "import 'x'\n// fetch('http://products:8080')" }, []],
  ['a test', { 'services/cart/test/a.test.ts': "fetch('http://products:8080')" }, []],
  ['allowed origins', { [main]: "process.env.CORS_ORIGIN ?? 'http://localhost:8082'" }, []],
  [
    'audiences and issuers of tokens, and origins, in settings of .NET',
    {
      'services/cart/appsettings.json':
        '{ "Bearer": { "ValidAudiences": ["http://localhost:8082"], "ValidIssuers": ["http://products:8080"] }, "Cors": { "AllowedOrigins": ["http://products:8080"] } }',
    },
    [],
  ],
  [
    'the address of another in settings of .NET',
    { 'services/cart/appsettings.json': '{ "ProductsClient": { "BaseAddress": "http://products:8080" } }' },
    calls,
  ],
  [
    'a callback',
    {
      [main]: 'process.env.AUTH_CALLBACK_URL',
      ...compose('    environment: { AUTH_CALLBACK_URL: "http://products:8080" }\n'),
    },
    [],
  ],
  ['whom it trusts', { [main]: "process.env.TRUSTED_SERVICE_HOST ?? 'products'" }, []],
  ['where browsers find it', { [main]: "process.env.PRODUCTS_PUBLICBASEURL ?? 'http://localhost:8082'" }, []],
  ['a publication, which is not public', { [main]: "process.env.PUBLICATION_URL ?? 'http://localhost:8082'" }, calls],
  [
    'a schema of settings',
    {
      [main]:
        "import { z } from 'zod'\nexport const s = z.object({ PRODUCTS_URL: z.string().default('http://localhost:8082') })",
    },
    calls,
  ],
  [
    'a Dockerfile',
    { ...reads, 'services/cart/Dockerfile': 'FROM node:22\nENV PRODUCTS_URL=http://products:8080' },
    calls,
  ],
  [
    'a stage of a Dockerfile that is not shipped',
    {
      ...reads,
      'services/cart/Dockerfile': 'FROM node:22 AS test\nENV PRODUCTS_URL=http://products:8080\nFROM node:22',
    },
    [],
  ],
  ['a .env of the service', { ...reads, 'services/cart/.env': 'PRODUCTS_URL=http://localhost:8082' }, calls],
  [
    'a file of variables',
    { ...reads, ...compose('    env_file: cart.env\n'), 'cart.env': 'PRODUCTS_URL=http://products:8080' },
    calls,
  ],
  ['a port that only the shell tells', { ...reads, ...compose(setting('http://products:${PORT}/v1')) }, calls],
  [
    'a setting filled in from the .env beside compose',
    { ...reads, ...compose(setting('${P_URL}')), '.env': 'HOST=products\nP_URL=http://${HOST}:8080' },
    calls,
  ],
  [
    'a setting that compose takes from its .env',
    { ...reads, ...compose('    environment: [PRODUCTS_URL]\n'), '.env': 'PRODUCTS_URL=http://products:8080' },
    calls,
  ],
  ['a gRPC target', { [main]: "new Client('products:50051')" }, ['cart -> products grpc (observed)']],
]

describe('of who calls whom', () => {
  it.each(rows)('%s', async (_, tree, expected) => {
    expect(await edgesOf({ ...two, ...tree })).toEqual(expected)
  })
})

describe('in Kubernetes', () => {
  const workload = (name: string, env = '') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: shop/${name}:1
${env}`
  const service = (name: string, app = name) =>
    `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { selector: { app: ${app} }, ports: [{ port: 80 }] }\n`
  const given = (value: string): Tree => ({
    ...reads,
    'services/cart/k8s/base/a.yaml': workload('cart', `          env: [{ name: PRODUCTS_URL, value: "${value}" }]\n`),
    'services/products/k8s/base/a.yaml': workload('products') + service('products') + service('catalogue', 'products'),
  })

  it.each([
    'products',
    'products.shop',
    'products.shop.svc',
    'products.shop.svc.cluster.local',
    'catalogue',
    'catalogue.shop.svc.cluster.local',
  ])('reaches %s', async (host) => expect(await edgesOf({ ...two, ...given(`http://${host}/v1`) })).toEqual(calls))

  it.each(['products.example.com', 'other'])('does not take %s for a service of ours', async (host) => {
    expect(await edgesOf({ ...two, ...given(`http://${host}`) })).toEqual([])
  })

  it('takes the protocol that a Service says it speaks', async () => {
    const tree = given('products:9555')
    const manifest = workload('products') + service('products').replace('{ port: 80 }', '{ name: grpc, port: 9555 }')
    expect(await edgesOf({ ...two, ...tree, 'services/products/k8s/base/a.yaml': manifest })).toEqual([
      'cart -> products grpc (observed)',
    ])
  })

  const kustomized = (reader: string): Tree => ({
    [main]: `import 'x'\n${reader}`,
    'services/cart/k8s/base/deployment.yaml': workload(
      'cart',
      '          envFrom: [{ configMapRef: { name: cart-config } }]\n',
    ),
    'services/cart/k8s/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
    'services/cart/k8s/overlays/dev/kustomization.yaml':
      'resources: [../../base]\nconfigMapGenerator:\n  - name: cart-config\n    literals: [PRODUCTS_URL=http://products, OTHER_URL=http://products]\n',
  })

  it('takes what a kustomization generates for settings of its workloads', async () => {
    const { graph } = await surveyOf({ ...two, ...kustomized('process.env.PRODUCTS_URL') })
    expect(graph.edges).toHaveLength(1)
    const [edge] = graph.edges
    expect([edge?.from, edge?.to, edge?.evidence.map(({ detail }) => detail)]).toEqual([
      'cart',
      'products',
      ['PRODUCTS_URL=http://products'],
    ])
    expect(edge?.evidence[0]).toMatchObject({
      file: 'services/cart/k8s/overlays/dev/kustomization.yaml',
      line: 4,
      kind: 'config-map',
    })
  })

  it('takes the files of variables that a kustomization generates from', async () => {
    const tree = {
      ...kustomized('process.env.PRODUCTS_URL'),
      'services/cart/k8s/overlays/dev/kustomization.yaml': 'resources: [../../base]\n',
      'deploy/dev/kustomization.yaml': 'configMapGenerator: [{ name: cart-config, envs: [cart.env] }]\n',
      'deploy/dev/cart.env': 'PRODUCTS_URL=http://products\n',
    }
    expect(await edgesOf({ ...two, ...tree })).toEqual(calls)
  })

  it('counts of a ConfigMap only what the code reads', async () => {
    expect(await edgesOf({ ...two, ...kustomized('process.env.LOG_LEVEL') })).toEqual([])
  })

  it('takes one key of a ConfigMap for the variable that it is given to', async () => {
    const env =
      '          env: [{ name: PRODUCTS_URL, valueFrom: { configMapKeyRef: { name: all, key: products } } }]\n'
    const map = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: all }\ndata: { products: "http://products" }\n'
    expect(await edgesOf({ ...two, ...reads, 'services/cart/k8s/a.yaml': workload('cart', env) + map })).toEqual(calls)
  })

  it('takes a patch of an overlay for a setting of its workload', async () => {
    const patch = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cart }\nspec: { template: { spec: { containers: [{ name: cart, env: [{ name: PRODUCTS_URL, value: "http://products" }] }] } } }\n`
    expect(await edgesOf({ ...two, ...reads, 'services/cart/k8s/overlays/dev/patch.yaml': patch })).toEqual(calls)
  })
})

describe('with the catalog', () => {
  it('joins what is declared and what is observed into one edge', async () => {
    const catalog = catalogOf({ cart: { consumes: ['products'] }, products: { provides: ['products'] } })
    const tree = { ...catalog, [main]: "fetch('http://products:8080')" }
    expect(await edgesOf(tree)).toEqual(['cart -> products http (declared, observed)'])
    const { graph } = await surveyOf(tree)
    expect(graph.edges[0]?.evidence.map(({ kind, file, line }) => `${kind} ${file}:${line}`)).toEqual([
      `address ${main}:1`,
      'catalog services/cart/catalog-info.yaml:12',
    ])
  })

  it('joins a declared dependency with a gRPC call', async () => {
    const catalog = catalogOf({ cart: { uses: ['component:products'] }, products: {} })
    expect(await edgesOf({ ...catalog, [main]: "new Client('products:50051')" })).toEqual([
      'cart -> products grpc (declared, observed)',
    ])
  })

  it('keeps what is only declared', async () => {
    expect(await edgesOf(catalogOf({ cart: { uses: ['component:products'] }, products: {} }))).toEqual([
      'cart -> products http (declared)',
    ])
  })

  it('keeps a declaration apart from an import', async () => {
    const catalog = catalogOf({ cart: { uses: ['component:products'] }, products: {} })
    const tree = { ...catalog, [main]: "import '../../products/src/a'", 'services/products/src/a.ts': '' }
    expect(await edgesOf(tree)).toEqual(['cart -> products code (observed)', 'cart -> products http (declared)'])
  })
})

it('shows no secret anywhere', async () => {
  const tree = {
    ...two,
    [main]:
      "process.env.DATABASE_URL ?? 'postgres://cart:hunter2@localhost:5432/cart?password=hunter2'\nprocess.env.PRODUCTS_URL",
    ...compose(
      '    environment: { DATABASE_URL: "postgres://cart:hunter2@db/cart", DB_HOST: db, DB_PASSWORD: hunter2, PRODUCTS_URL: "http://u:hunter2@products:80" }\n',
    ),
  }
  const { graph } = await surveyOf(tree)
  expect(graph.edges.length).toBeGreaterThan(1)
  expect(JSON.stringify(graph)).not.toContain('hunter2')
  expect(await shown(tree)).not.toContain('hunter2')
})

it('is the same whatever the order of files', async () => {
  const tree = { ...two, ...reads, ...compose(setting('http://products:8080')) }
  const turned = Object.fromEntries(Object.entries(tree).reverse())
  expect(await shown(turned)).toBe(await shown(tree))
})

describe('settings that nothing here fills', () => {
  const services = (code: string, env = '') => ({
    'compose.yaml': `services: { shop: { build: shop, environment: { ${env} } }, orders-service: { build: orders } }`,
    'shop/Dockerfile': 'FROM x',
    'shop/a.js': code,
    'orders/Dockerfile': 'FROM x',
    'orders/a.js': '1',
  })
  const call = ['shop -> orders-service http (observed)']
  it.each([
    ['of the name of a service', 'fetch(process.env.ORDERS_SERVICE_URL)', '', call],
    ['with what a bundler wants before it', 'fetch(process.env.VUE_APP_ORDERS_BASE_URL)', '', call],
    ['with an address of this machine', 'fetch(process.env.ORDERS_URL || "http://localhost:3999")', '', call],
    ['with a site outside', 'fetch(process.env.ORDERS_URL || "https://orders.example.com")', '', call],
    ['of no service', 'fetch(process.env.STRIPE_URL)', '', []],
    ['for a page', 'fetch(process.env.APP_URL)', '', []],
    ['for the page of a service', 'fetch(process.env.ORDERS_APP_URL)', '', []],
    ['but are filled', 'fetch(process.env.ORDERS_URL)', 'ORDERS_URL: "https://orders.example.com"', []],
    ['that lead to another', 'fetch(process.env.ORDERS_URL || "http://gateway:80")', '', []],
  ])('%s', async (_, code, env, expected) => {
    expect(await edgesOf(services(code, env))).toEqual(expected)
  })

  it('name one where the service is called after many', async () => {
    const tree = {
      'compose.yaml': 'services: { shop: { build: shop }, users: { build: users } }',
      'shop/Dockerfile': 'FROM x',
      'shop/a.js': 'fetch(process.env.USER_SERVICE_URL)',
      'users/Dockerfile': 'FROM x',
      'users/a.js': '1',
    }
    expect(await edgesOf(tree)).toEqual(['shop -> users http (observed)'])
  })

  it('mean the gateway, where that is called', async () => {
    const tree = {
      ...services('fetch("http://gateway:80/orders"); fetch(process.env.ORDERS_URL)'),
      'gateway/Dockerfile': 'FROM x',
      'gateway/a.js': '1',
    }
    expect(await edgesOf(tree)).toEqual(['shop -> gateway http (observed)'])
  })

  it('mean whom each is called after, where one address stands behind several', async () => {
    const environment = 'environment: { ORDERS_URL: "https://api.shop.com/", USERS_URL: "https://api.shop.com/" }'
    const tree = {
      'compose.yaml': `services: { shop: { build: shop, ${environment} }, users: { build: users }, orders: { build: orders } }`,
      'shop/Dockerfile': 'FROM x',
      'shop/a.js': 'fetch(process.env.ORDERS_URL); fetch(process.env.USERS_URL)',
      'users/Dockerfile': 'FROM x',
      'users/a.js': '1',
      'orders/Dockerfile': 'FROM x',
      'orders/a.js': '1',
    }
    expect(await edgesOf(tree)).toEqual(['shop -> orders http (observed)', 'shop -> users http (observed)'])
  })

  it('are yet to be filled in by the example of a file of variables', async () => {
    const tree = { ...services('fetch(process.env.ORDERS_URL)'), 'shop/.env.example': 'ORDERS_URL=\n' }
    expect(await edgesOf(tree)).toEqual(call)
  })

  it('are weak', async () => {
    const { graph } = await surveyOf(services('fetch(process.env.ORDERS_URL)'))
    expect(graph.edges[0]?.evidence).toMatchObject([{ kind: 'setting-name', confidence: 0.5, file: 'shop/a.js' }])
  })
})

it.each([
  [
    'a.py',
    'import os\nhost = "orders" if (os.environ.get("ORDERS_HOSTNAME") is None) else os.environ.get("ORDERS_HOSTNAME")',
  ],
  ['A.java', 'String host = System.getenv("ORDERS_HOST") == null ? "orders" : System.getenv("ORDERS_HOST");'],
  ['b.py', 'from nameko.rpc import RpcProxy\nclass Shop:\n    orders = RpcProxy("orders")'],
])('finds whom a default or a name means in %s', async (file, code) => {
  const tree = { 'shop/Dockerfile': 'FROM x', [`shop/${file}`]: code, 'orders/Dockerfile': 'FROM x', 'orders/a.py': '' }
  expect(await edgesOf(tree)).toEqual(['shop -> orders http (observed)'])
})

it('knows a search engine by its setting, though it is asked over HTTP', async () => {
  const tree = { 'shop/Dockerfile': 'FROM x', 'shop/a.js': 'process.env.ELASTIC_URL || "http://127.0.0.1:9200"' }
  expect(await edgesOf(tree)).toEqual(['shop -> elasticsearch://127.0.0.1:9200 database (observed)'])
})
