import { expect, it } from 'vitest'
import type { FactKind, FactOf } from '../../src/facts/fact.ts'
import { kubernetes } from '../../src/facts/kubernetes/index.ts'
import { factsOf, statements } from './read-facts.ts'

const of = async <Kind extends FactKind>(kind: Kind, text: string, path = 'k8s/a.yaml') =>
  (await factsOf(kubernetes, path, text)).filter((fact): fact is FactOf<Kind> => fact.kind === kind)

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata:
      labels: { app: cart }
    spec:
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
      initContainers:
        - { name: migrate, image: shop/migrate }
      containers:
        - name: cart
          image: shop/cart:1.2
          ports: [{ containerPort: 8080, name: http }]
          env:
            - name: A_URL
              value: http://a:80
            - name: PASSWORD
              valueFrom: { secretKeyRef: { name: cart-db, key: password } }
            - name: LEVEL
              valueFrom: { configMapKeyRef: { name: cart-config, key: level } }
            - name: NODE
              valueFrom: { fieldRef: { fieldPath: spec.nodeName } }
          envFrom:
            - configMapRef: { name: cart-config }
            - secretRef: { name: cart-secret }
          readinessProbe: { httpGet: { path: /readyz, port: http } }
          livenessProbe: { exec: { command: [cat, /tmp/ok] } }
          resources: { requests: { cpu: 100m }, limits: { memory: 128Mi, cpu: 1 } }
          securityContext: { runAsUser: 2000 }
        - { name: istio-proxy, image: istio/proxyv2 }
        - { name: config-reloader, image: jimmidyson/configmap-reload }
`

it('reads a Deployment with its containers, settings and place', async () => {
  const [workload] = await of('workload', deployment)
  expect(workload).toMatchObject({
    name: 'cart',
    type: 'Deployment',
    namespace: 'shop',
    labels: { app: 'cart' },
    partial: false,
    at: { file: 'k8s/a.yaml', line: 4, column: 9 },
    envFrom: [
      { source: 'config-map', object: 'cart-config', at: { line: 31 } },
      { source: 'secret', object: 'cart-secret', at: { line: 32 } },
    ],
  })
  expect(workload?.containers.map(({ name, role }) => [name, role])).toEqual([
    ['migrate', 'init'],
    ['cart', 'main'],
    ['istio-proxy', 'sidecar'],
    ['config-reloader', 'sidecar'],
  ])
  expect(workload?.containers[1]).toMatchObject({
    image: 'shop/cart:1.2',
    ports: [{ container: 8080, name: 'http' }],
    probes: {
      readiness: { asks: 'http:/readyz:http', at: { line: 33 } },
      liveness: { asks: 'exec:cat /tmp/ok' },
    },
    resources: { requests: { cpu: '100m' }, limits: { memory: '128Mi', cpu: '1' } },
    security: { runAsNonRoot: true, runAsUser: 2000 },
  })
})

it('knows what a container is allowed where a script is yet to fill in how much', async () => {
  const text = deployment.replace('{ memory: 128Mi, cpu: 1 }', '{ memory: {MEMORY_LIMIT}, cpu: }')
  const [workload] = await of('workload', text)
  expect(Object.keys(workload?.containers[1]?.resources.limits ?? {})).toEqual(['memory'])
})

it('states what a workload is given, and where from', async () => {
  expect(await statements(kubernetes, 'k8s/a.yaml', deployment, ['env-set'])).toEqual([
    '22:15 set A_URL=http://a:80',
    '24:15 set PASSWORD=cart-db/password',
    '26:15 set LEVEL=cart-config/level',
    '28:15 set NODE=undefined',
  ])
})

it.each([
  ['Pod', 'spec: { containers: [{ name: a, image: b }] }'],
  ['StatefulSet', 'spec: { template: { spec: { containers: [{ name: a, image: b }] } } }'],
  ['DaemonSet', 'spec: { template: { spec: { containers: [{ name: a, image: b }] } } }'],
  ['Job', 'spec: { template: { spec: { containers: [{ name: a, image: b }] } } }'],
  ['CronJob', 'spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a, image: b }] } } } } }'],
])('finds the containers of a %s', async (kind, spec) => {
  const [workload] = await of('workload', `apiVersion: v1\nkind: ${kind}\nmetadata: { name: x }\n${spec}\n`)
  expect(workload).toMatchObject({ type: kind, containers: [{ name: 'a', image: 'b', role: 'main' }] })
})

it('takes each document and each item of a List apart', async () => {
  const one =
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: one\nspec: { selector: { app: one }, ports: [{ port: 80, targetPort: http }] }\n'
  const list =
    'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata: { name: two }\n'
  const names = await of('network-name', `${one}---\n${list}`)
  expect(names.map(({ name, at }) => [name, at.line])).toEqual([
    ['one', 4],
    ['two', 12],
  ])
  expect(names[0]).toMatchObject({ selector: { app: 'one' }, ports: [{ port: 80, target: 'http' }] })
})

it('takes no Service of another API group, and no ExternalName, for a name in the cluster', async () => {
  const other = 'apiVersion: shop.example.com/v1\nkind: Service\nmetadata: { name: a }\n'
  const external =
    'apiVersion: v1\nkind: Service\nmetadata: { name: b }\nspec: { type: ExternalName, externalName: c.d }\n'
  expect(await of('network-name', `${other}---\n${external}`)).toEqual([])
})

it('states what a command starts beside each other', async () => {
  const pod = (command: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: b\n      command: [sh, -c, '${command}']\n`
  const started = async (command: string) =>
    (await of('supervised', pod(command))).map((fact) => [fact.command, fact.workload, fact.at.line])
  expect(await started('orders & users --port 1')).toEqual([
    ['orders', 'a', 8],
    ['users --port 1', 'a', 8],
  ])
  expect(await started('migrate && orders > /tmp/log 2>&1')).toEqual([])
  expect(await started('curl http://users/v1?a=b&c=d')).toEqual([])
})

it('keeps values of ConfigMaps, and of Secrets only the keys', async () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: a }
data:
  A_URL: http://a:80
---
apiVersion: v1
kind: Secret
metadata: { name: b }
data: { PASSWORD: aHVudGVyMg== }
stringData: { TOKEN: hunter2 }
`
  const [map, secret, ...rest] = await of('config-object', text)
  expect(rest).toEqual([])
  expect(map).toMatchObject({
    name: 'a',
    source: 'config-map',
    values: { A_URL: { value: 'http://a:80', at: { line: 5 } } },
  })
  expect(Object.keys(secret?.values ?? {})).toEqual(['PASSWORD', 'TOKEN'])
  expect(JSON.stringify(secret)).not.toMatch(/hunter2|aHVudGVyMg/)
})

it('keeps of a file of settings in a Secret only where its addresses lead', async () => {
  const text = `apiVersion: v1
kind: Secret
metadata: { name: a }
stringData:
  app.yaml: |
    password: hunter2
    note: see http://wiki
    USERS_URL: "http://me:hunter2@users:80/v1?key=hunter2"
    list: [ftp://hunter2@files]
  other.txt: "USERS_URL: http://users"
`
  const [secret] = await of('config-object', text)
  expect(secret?.values['app.yaml']?.value).toBe('USERS_URL: http://users:80\n')
  expect(JSON.stringify(secret)).not.toContain('hunter2')
  expect(secret?.values['other.txt']).not.toHaveProperty('value')
})

it('reads what a kustomization generates', async () => {
  const text = `resources: [../base]
configMapGenerator:
  - name: cart-config
    literals:
      - A_URL=http://a:80?b=c
      - EMPTY=
secretGenerator:
  - name: cart-secret
    literals: [TOKEN=hunter2]
`
  const [map, secret] = await of('config-object', text, 'k8s/overlays/dev/kustomization.yaml')
  expect(map).toMatchObject({
    name: 'cart-config',
    values: { A_URL: { value: 'http://a:80?b=c', at: { line: 5 } }, EMPTY: { value: '' } },
  })
  expect(secret).toMatchObject({ source: 'secret', name: 'cart-secret' })
  expect(JSON.stringify(secret)).not.toContain('hunter2')
})

it('reads what operations of a JSON patch put into a workload', async () => {
  const text = `patches:
  - target: { kind: Deployment, name: cart }
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/env/-
        value: { name: CACHE_URL, value: "redis://cache" }
      - op: remove
        path: /spec/template/spec/containers/0/args
      - { op: replace, path: /spec/template/spec/containers/0/env/1, value: { name: B_URL, value: "http://b" } }
  - target: { kind: Deployment, name: "c.*" }
    patch: |-
      - { op: add, path: /spec/template/spec/containers/0/env/-, value: { name: NOT_ONE, value: x } }
`
  const path = 'k8s/overlays/dev/kustomization.yaml'
  expect(await of('env-set', text, path)).toMatchObject([
    { name: 'CACHE_URL', value: 'redis://cache', workload: 'cart', at: { line: 3 } },
    { name: 'B_URL', value: 'http://b', workload: 'cart' },
  ])
  expect((await of('workload', text, path)).every(({ partial }) => partial)).toBe(true)
})

const deployed = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    spec:
      containers:
        - name: app
          image: ${name}:1
`

it('takes a container whose image is left to whoever installs it for a whole one', async () => {
  const text = deployed('cart')
    .replace('image: cart:1', 'image: ""')
    .replace('  template:', '  selector: { matchLabels: { app: cart } }\n  template:')
  expect((await of('workload', text)).map(({ partial }) => partial)).toEqual([false])
})

it('calls a patch partial', async () => {
  const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cart }\nspec: { replicas: 3 }\n'
  const more =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cart }\nspec: { template: { spec: { containers: [{ name: cart, env: [{ name: A, value: b }] }] } } }\n'
  expect((await of('workload', `${patch}---\n${more}`)).map(({ partial }) => partial)).toEqual([true, true])
})

it('takes the last of a key that stands twice, and reads on behind a document that is broken', async () => {
  const twice = deployed('cart').replace('name: app', 'name: app\n          image: cart:0')
  const text = `${twice}---\nkind: Service\n\tmetadata: {}\n---\n${deployed('stock')}`
  const facts = await factsOf(kubernetes, 'k8s/all.yaml', text)
  expect(facts.filter(({ kind }) => kind === 'workload')).toMatchObject([
    { name: 'cart', containers: [{ image: 'cart:1' }] },
    { name: 'stock', containers: [{ image: 'stock:1' }] },
  ])
  expect(facts.filter(({ kind }) => kind === 'unresolved')).toHaveLength(1)
})

it.each([
  [
    'a Helm template',
    'chart/templates/a.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n',
  ],
  [
    'a Helm template elsewhere',
    'charts/a.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n  {{- if .Values.b }}\n',
  ],
  ['no YAML', 'k8s/a.yaml', 'apiVersion: v1\nkind: Service\n\tmetadata: {}\n'],
])('states one unresolved fact for %s', async (_, path, text) => {
  expect((await factsOf(kubernetes, path, text)).map(({ kind }) => kind)).toEqual(['unresolved'])
})

it.each([
  ['an OpenAPI document', 'openapi: 3.1.0\ninfo: { title: a, version: "1" }\n'],
  ['a workflow', 'on: push\njobs: { a: { steps: [] } }\n'],
  ['an empty file', ''],
  ['a workload without a name', 'apiVersion: v1\nkind: Pod\nspec: {}\n'],
  ['a custom resource', 'apiVersion: x/v1\nkind: Thing\nmetadata: { name: a }\n'],
  ['odd shapes', 'apiVersion: v1\nkind: Pod\nmetadata: []\nspec: { containers: 5 }\n'],
])('states nothing of %s', async (_, text) => {
  expect(await factsOf(kubernetes, 'a.yaml', text)).toEqual([])
})

it('reads a thousand manifests in one file in linear time', async () => {
  // Time of the processor, in ms: what else runs on the machine does not count.
  const start = process.cpuUsage()
  const facts = await of('workload', Array.from({ length: 300 }, () => deployment).join('---\n'))
  expect(facts).toHaveLength(300)
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(6000)
})

it.each(['constructor', '__proto__', 'toString'])('of a kind called %s states nothing', async (kind) => {
  const text = `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: products }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { selector: { a: b } }\n`
  expect(await statements(kubernetes, 'a.yaml', text)).toEqual(['7:19 network-name'])
})
