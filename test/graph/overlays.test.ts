import { expect, it } from 'vitest'
import { indexFacts } from '../../src/facts/fact-index.ts'
import { withOverlays } from '../../src/graph/overlays/apply.ts'
import { edgesOf, surveyOf, type Tree } from './graph-of.ts'

const service = (name: string): Tree => ({
  [`${name}/Dockerfile`]: 'FROM scratch\nCMD ["/app"]\n',
  [`${name}/main.go`]: 'package main\n\nvar url = os.Getenv("USERS_URL")\n',
})

/** A Deployment and its Service, which all that it is made of call by one name. */
const manifests = (name: string, image: string, more = ''): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: "shop/${image}:1"${more} }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`

const url = (value: string): string => `, env: [{ name: USERS_URL, value: "${value}" }]`
const toUsers = 'cart -> users http (observed)'

it.each([
  ['a prefix', 'namePrefix: dev-', 'http://dev-users:80', [toUsers]],
  ['a suffix', 'nameSuffix: -v1', 'http://users-v1', [toUsers]],
  ['a namespace', 'namespace: shop', 'http://users.shop:80', [toUsers]],
  [
    'a prefix and a namespace',
    'namePrefix: dev-\nnamespace: shop',
    'http://dev-users.shop.svc.cluster.local',
    [toUsers],
  ],
  ['nothing', '', 'http://dev-users:80', []],
  ['another prefix', 'namePrefix: prod-', 'http://dev-users:80', []],
])('finds a service by the name that an overlay gives it: %s', async (_, field, address, expected) => {
  const tree: Tree = {
    ...service('cart'),
    ...service('users'),
    'k8s/base/kustomization.yaml': 'resources: [cart.yaml, ./users.yaml]\n',
    'k8s/base/cart.yaml': manifests('cart', 'cart', url(address)),
    'k8s/base/users.yaml': manifests('users', 'users'),
    'k8s/overlays/dev/kustomization.yaml': `resources: [../../base/]\n${field}\n`,
  }
  expect((await edgesOf(tree)).filter((edge) => edge.startsWith('cart -> users'))).toEqual(expected)
})

it('finds services that lay their own names over one base', async () => {
  const overlay = (name: string, patch: string): Tree => ({
    [`${name}/k8s/kustomization.yaml`]: `resources: [../../k8s/base]\nnamePrefix: ${name}-\npatches:\n  - path: ${name}.yaml\n`,
    [`${name}/k8s/${name}.yaml`]: patch,
  })
  const patch = (value: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: app }\nspec: { template: { spec: { containers: [{ name: app${url(value)} }] } } }\n`
  const tree: Tree = {
    ...service('cart'),
    ...service('users'),
    ...overlay('cart', patch('http://users-app')),
    ...overlay('users', patch('http://cart-app')),
    'k8s/base/kustomization.yaml': 'resources: [app.yaml]\n',
    'k8s/base/app.yaml': manifests('app', 'app'),
  }
  const edges = await edgesOf(tree)
  expect(edges).toContain(toUsers)
  expect(edges).toContain('users -> cart http (observed)')
})

/** What each workload takes, and what is defined, by the names that are left in the end. */
async function objects(tree: Tree): Promise<string[]> {
  const { facts } = await surveyOf(tree)
  return facts.all.flatMap((fact) => {
    if (fact.kind === 'config-object') return [`${fact.at.file} defines ${fact.name}`]
    if (fact.kind !== 'workload') return []
    return [...fact.envFrom, ...fact.volumes].map(({ object }) => `${fact.at.file} takes ${object}`)
  })
}

const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: config }\ndata: { LEVEL: info }\n'
const takes = (name: string): string => manifests(name, name, ', envFrom: [{ configMapRef: { name: config } }]')

it('tells the ConfigMaps of two services apart that have one name in their bases', async () => {
  const tree: Tree = Object.fromEntries(
    ['cart', 'users'].flatMap((name) => [
      [`${name}/k8s/kustomization.yaml`, `namePrefix: ${name}-\nresources: [app.yaml, config.yaml]\n`],
      [`${name}/k8s/app.yaml`, takes(name)],
      [`${name}/k8s/config.yaml`, map],
    ]),
  )
  const expected = [
    'cart/k8s/app.yaml takes cart-config',
    'cart/k8s/config.yaml defines cart-config',
    'users/k8s/app.yaml takes users-config',
    'users/k8s/config.yaml defines users-config',
  ]
  expect(await objects(tree)).toEqual(expected)
  expect(await objects({ ...tree, 'all/kustomization.yaml': 'resources: [../cart/k8s, ../users/k8s]\n' })).toEqual(
    expected,
  )
})

it('takes what overlays make of one ConfigMap for one, and leaves one that is defined elsewhere as it is', async () => {
  const secret = ', envFrom: [{ configMapRef: { name: config } }, { secretRef: { name: vault } }]'
  const overlay = (name: string): string =>
    `namePrefix: ${name}-\nresources: [../base]\nconfigMapGenerator:\n  - { name: config, behavior: merge, literals: [A=b] }\n`
  expect(
    await objects({
      'k8s/base/kustomization.yaml': 'resources: [app.yaml, config.yaml]\n',
      'k8s/base/app.yaml': manifests('app', 'app', secret),
      'k8s/base/config.yaml': map,
      'k8s/dev/kustomization.yaml': overlay('dev'),
      'k8s/prod/kustomization.yaml': overlay('prod'),
    }),
  ).toEqual([
    'k8s/base/app.yaml takes dev-config',
    'k8s/base/app.yaml takes vault',
    'k8s/base/config.yaml defines dev-config',
    'k8s/dev/kustomization.yaml defines dev-config',
    'k8s/prod/kustomization.yaml defines dev-config',
  ])
})

it('leaves all as it is where no kustomization names anything, and ends where they take each other', async () => {
  const facts = (await surveyOf({ 'k8s/kustomization.yaml': 'resources: [app.yaml]\n', 'k8s/app.yaml': takes('a') }))
    .facts.all
  expect(withOverlays(facts)).toBe(facts)
  const circle = await surveyOf({
    'a/kustomization.yaml': 'resources: [../b, app.yaml]\nnamePrefix: a-\n',
    'b/kustomization.yaml': 'resources: [../a]\nnamePrefix: b-\n',
    'a/app.yaml': takes('a'),
  })
  expect(indexFacts(circle.facts.all).of('network-name')).toHaveLength(1)
})

it('has no end of ways through many layers', async () => {
  const layers = 30
  const tree: Tree = Object.fromEntries(
    Array.from({ length: layers }, (_, index) => index).flatMap((index) =>
      ['a', 'b'].map((side) => [
        `${side}${index}/kustomization.yaml`,
        index === 0
          ? 'resources: [app.yaml]\n'
          : `namePrefix: ${side}-\nresources: [../a${index - 1}, ../b${index - 1}]\n`,
      ]),
    ),
  )
  const { facts } = await surveyOf({ ...tree, 'a0/app.yaml': takes('app') })
  expect(facts.of('network-name')[0]?.overlaid?.length).toBeGreaterThan(0)
})

it.each([
  ['whole, and labelled', 'resources: [app.yaml]\ncommonLabels: { app: cart }\n', false, { app: 'cart', tier: 'web' }],
  [
    'labelled in selectors',
    'resources: [app.yaml]\nlabels: [{ pairs: { app: cart }, includeSelectors: true }]\n',
    false,
    { app: 'cart', tier: 'web' },
  ],
  [
    'labelled beside selectors alone',
    'resources: [app.yaml]\nlabels: [{ pairs: { app: cart } }]\n',
    false,
    { tier: 'web' },
  ],
  ['a patch', 'patches: [{ path: app.yaml }]\ncommonLabels: { app: cart }\n', true, {}],
])('knows what a kustomization takes for %s', async (_, kustomization, partial, labels) => {
  const app = `apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec: { template: { spec: { containers: [{ name: app, image: "shop/cart:1" }] } } }
`
  const { facts } = await surveyOf({
    'k8s/base/kustomization.yaml': kustomization,
    'k8s/base/app.yaml': app,
    'k8s/prod/kustomization.yaml': 'resources: [../base]\ncommonLabels: { tier: web }\n',
  })
  expect(facts.of('workload')).toMatchObject([{ partial, labels }])
})

it('knows no workload by a name that says nothing before prefixes tell it apart', async () => {
  const base = (name: string): Tree => ({
    [`k8s/${name}/kustomization.yaml`]: `namePrefix: ${name}-\nresources: [app.yaml]\ncommonLabels: { app: ${name} }\n`,
    [`k8s/${name}/app.yaml`]: `apiVersion: apps/v1
kind: Deployment
metadata: { name: service }
spec: { template: { spec: { containers: [{ name: app, image: "shop/${name}:1" }] } } }
`,
  })
  const { facts } = await surveyOf({ ...base('cart'), ...base('stock') })
  expect(facts.of('workload').map(({ partial }) => partial)).toEqual([true, true])
})
