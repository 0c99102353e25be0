import { expect, it } from 'vitest'
import { collectFacts } from '../../../src/facts/collect.ts'
import { memoryRepository } from '../../../src/repository/memory.ts'

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "fullname" . }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      containers:
        - name: app
          image: "{{ .Values.image }}:{{ .Values.tag | default .Chart.AppVersion }}"
          {{- with .Values.env }}
          env:
            {{- range $name, $value := . }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
          {{- end }}
`
const helper = '{{- define "fullname" -}}{{ .Release.Name }}-{{ .Values.global.zone }}{{- end }}'

const workloadsOf = async (tree: Readonly<Record<string, string>>) => {
  const { facts } = await collectFacts(memoryRepository(tree))
  return facts.flatMap((fact) => {
    if (fact.kind === 'workload') return [`${fact.at.line} ${fact.name} ×${fact.replicas} ${fact.containers[0]?.image}`]
    if (fact.kind === 'env-set') return [`${fact.at.line} ${fact.name}=${fact.value}`]
    return fact.kind === 'unresolved' ? [fact.why] : []
  })
}

it('reads what lies among the templates of a chart, whatever it ends in', async () => {
  const tree = {
    'chart/Chart.yaml': 'name: cart\nappVersion: 1.2.3\n',
    'chart/values.yaml': 'image: shop/cart\nreplicas: 2\nglobal: { zone: eu }\n',
    'chart/templates/_helpers.tpl': helper,
    'chart/templates/deployment.tpl': deployment,
    'chart/templates/mail.tpl':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: mail }\nspec: { replicas: 1, template: { spec: { containers: [{ name: a, image: mail }] } } }\n',
    'other/templates/deployment.tpl': deployment,
  }
  expect(await workloadsOf(tree)).toEqual(['4 cart-eu ×2 shop/cart:1.2.3', '3 mail ×1 mail'])
})

it('reads the manifests of a chart with its values, at the lines of its templates', async () => {
  const tree = {
    'chart/Chart.yaml': 'name: cart\nappVersion: 1.2.3\n',
    'chart/values.yaml':
      'image: shop/cart\nreplicas: 2\nglobal: { zone: eu }\nenv: { PRODUCTS_URL: http://products }\n',
    'chart/templates/_helpers.tpl': helper,
    'chart/templates/deployment.yaml': deployment,
  }
  expect(await workloadsOf(tree)).toEqual(['4 cart-eu ×2 shop/cart:1.2.3', '15 PRODUCTS_URL=http://products'])
})

it('gives a chart inside another what that one says', async () => {
  const tree = {
    'shop/Chart.yaml': 'name: shop\n',
    'shop/values.yaml': 'global: { zone: us }\ncart: { replicas: 5 }\n',
    'shop/templates/_helpers.tpl': helper,
    'shop/charts/cart/Chart.yaml': 'name: cart\nappVersion: "7"\n',
    'shop/charts/cart/values.yaml': 'image: shop/cart\nreplicas: 1\n',
    'shop/charts/cart/templates/deployment.yaml': deployment,
  }
  expect(await workloadsOf(tree)).toEqual(['4 shop-us ×5 shop/cart:7'])
})

it('installs a chart as often as another one names it, under the names that it has there', async () => {
  const named = '{{- define "fullname" -}}{{ .Release.Name }}-{{ .Chart.Name }}{{- end }}'
  const parts = ['cart', 'orders', 'trial'].map(
    (name) =>
      `  - { name: service, alias: ${name}, version: 1.0.0, repository: "file://../service", condition: ${name}.enabled }\n`,
  )
  const tree = {
    'shop/Chart.yaml': `name: shop\ndependencies:\n${parts.join('')}`,
    'shop/values.yaml':
      'cart: { image: shop/cart }\norders: { image: shop/orders, replicas: 3 }\ntrial: { enabled: false }\n',
    'service/Chart.yaml': 'name: service\nappVersion: "7"\n',
    'service/values.yaml': 'image: x\nreplicas: 1\n',
    'service/templates/_helpers.tpl': named,
    'service/templates/deployment.yaml': deployment,
  }
  expect(await workloadsOf(tree)).toEqual(['4 shop-cart ×1 shop/cart:7', '4 shop-orders ×3 shop/orders:7'])
})

it('lets a chart use the named parts of those that are installed together with it', async () => {
  const tree = {
    'shop/Chart.yaml':
      'name: shop\ndependencies:\n  - { name: common, repository: "file://../common" }\n  - { name: cart, repository: "file://../parts/cart" }\n',
    'shop/values.yaml': 'global: { zone: eu }\n',
    'common/Chart.yaml': 'name: common\n',
    'common/templates/_helpers.tpl': helper,
    'parts/cart/Chart.yaml': 'name: cart\nappVersion: "7"\n',
    'parts/cart/values.yaml': 'image: shop/cart\nreplicas: 1\n',
    'parts/cart/templates/deployment.yaml': deployment,
  }
  expect(await workloadsOf(tree)).toEqual(['4 shop-eu ×1 shop/cart:7'])
})

it('knows the library chart that most charts fetch, and names of charts that are kept elsewhere', async () => {
  const tree = {
    'shop/Chart.yaml': 'name: shop\ndependencies:\n  - { name: common, repository: "https://charts.example.com" }\n',
    'shop/values.yaml':
      'image: { registry: example.com, repository: shop/cart, tag: "7" }\nextra: "{{ .Release.Name }}"\n',
    'shop/templates/cart.yaml':
      'apiVersion: {{ include "common.capabilities.deployment.apiVersion" . }}\nkind: Deployment\nmetadata:\n  name: {{ include "common.names.fullname" . }}-cart\n  labels: {{- include "common.labels.standard" . | nindent 4 }}\nspec:\n  template:\n    spec:\n      containers:\n        - name: cart\n          image: {{ include "common.images.image" (dict "imageRoot" .Values.image "global" .Values.global) }}\n          env:\n            - { name: DB, value: {{ include "postgresql.primary.fullname" . }} }\n            - { name: EXTRA, value: {{ include "common.tplvalues.render" (dict "value" .Values.extra "context" $) }} }\n',
  }
  expect(await workloadsOf(tree)).toEqual([
    '4 shop-cart ×undefined example.com/shop/cart:7',
    '13 DB=shop-postgresql',
    '14 EXTRA=shop',
  ])
})

it('takes what the library chart says of resources, though it is fetched, for requests and limits', async () => {
  const tree = {
    'shop/Chart.yaml': 'name: shop\ndependencies:\n  - { name: common, repository: "https://charts.example.com" }\n',
    'shop/values.yaml': 'resourcesPreset: nano\n',
    'shop/templates/cart.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cart }\nspec:\n  template:\n    spec:\n      containers:\n        - name: cart\n          image: shop/cart\n          resources: {{- include "common.resources.preset" (dict "type" .Values.resourcesPreset) | nindent 12 }}\n',
  }
  const { facts } = await collectFacts(memoryRepository(tree))
  const [container] = facts.flatMap((fact) => (fact.kind === 'workload' ? fact.containers : []))
  expect(container).toMatchObject({
    resources: { requests: { cpu: expect.any(String) }, limits: { memory: expect.any(String) } },
  })
})

const chart = (values: string) => ({
  'chart/Chart.yaml': 'name: cart\n',
  'chart/values.yaml': values,
  'chart/templates/_helpers.tpl': helper,
  'chart/templates/deployment.yaml': deployment,
})

it('takes the last of two values of one name, as Helm does', async () => {
  const tree = chart('image: shop/cart\ntag: 3\nreplicas: 2\nreplicas: 4\nglobal: { zone: eu }\n')
  expect(await workloadsOf(tree)).toEqual(['4 cart-eu ×4 shop/cart:3'])
})

it('reads what a template leaves in braces for others to fill in', async () => {
  const annotated = deployment.replace(
    '  template:\n    spec:',
    '  template:\n    metadata:\n      annotations:\n        vault.hashicorp.com/agent-inject-template-db: |\n          {{ `{{- with secret "db" -}} {{ .Data.user }} {{- end }}` }}\n        summary: "{{ "{{" }} $value {{ "}}" }}"\n    spec:',
  )
  const tree = {
    ...chart('image: shop/cart\ntag: 3\nreplicas: 2\nglobal: { zone: eu }\n'),
    'chart/templates/deployment.yaml': annotated,
  }
  expect(await workloadsOf(tree)).toEqual(['4 cart-eu ×2 shop/cart:3'])
})

it('states nothing of a chart whose values cannot be read', async () => {
  const [why, ...others] = await workloadsOf(chart('image: {{ broken'))
  expect(why).toMatch(/a Helm template that is not rendered/)
  expect(others).toEqual([])
})

it('states nothing of a chart that comes without values', async () => {
  expect(await workloadsOf(chart('# give your own with -f\n'))).toEqual([
    'a Helm template that is not rendered: its chart comes without values',
  ])
})

it('says which file of a chart is no YAML, and where', async () => {
  const [why] = await workloadsOf({ ...chart('image: x'), 'chart/values.yaml': 'a: 1\nb: [\n' })
  expect(why).toBe('a Helm template that is not rendered: chart/values.yaml:2: This quote or bracket is not closed.')
})

it('says of a template that it does not understand why', async () => {
  const tree = {
    'chart/Chart.yaml': 'name: cart\n',
    'chart/templates/deployment.yaml': deployment,
    'other/templates/deployment.yaml': deployment,
  }
  expect(await workloadsOf(tree)).toEqual([
    'a Helm template that is not rendered: the template "fullname" is not there',
    'a template of no chart, which is not rendered',
  ])
})

it('tells where the values stand that a template takes, of the chart or of whoever is made of it', async () => {
  const tree = {
    'shop/Chart.yaml': 'name: shop\n',
    'shop/values.yaml': 'global: { zone: us }\ncart:\n  env: { DB_PASSWORD: hunter2 }\n',
    'shop/charts/cart/Chart.yaml': 'name: cart\n',
    'shop/charts/cart/values.yaml':
      'image: shop/cart\nother: app\ntoken: app\nenv:\n  DB_PASSWORD: none\n  TOKEN: app\n',
    'shop/charts/cart/templates/_helpers.tpl': helper,
    'shop/charts/cart/templates/deployment.yaml': `${deployment}            - name: FIXED\n              value: app\n`,
  }
  const { facts } = await collectFacts(memoryRepository(tree))
  const told = facts.flatMap((fact) => {
    if (fact.kind !== 'env-set') return []
    const { file, line, column } = fact.inValues ?? { file: 'the template', line: 0, column: 0 }
    return [`${fact.name} ${file}:${line}:${column}`]
  })
  expect(told).toEqual([
    'DB_PASSWORD shop/values.yaml:3:23',
    // `app` stands in the template as well, as the name of a container; `token` is called so, `other` is not.
    'TOKEN shop/charts/cart/values.yaml:3:8',
    'FIXED the template:0:0',
  ])
})

it('reads Secrets that charts write without quotes, and keeps of them only where addresses lead', async () => {
  const secret =
    'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\ndata:\n  password: {{ .Values.password | b64enc }}\n  url: {{ printf "postgres://me:%s@db/shop" .Values.password | b64enc }}\n'
  const tree = {
    'chart/Chart.yaml': 'name: cart\n',
    'chart/values.yaml': 'password: hunter2\n',
    'chart/templates/secret.yaml': secret,
  }
  const { facts, skipped } = await collectFacts(memoryRepository(tree))
  const told = facts.flatMap((fact) => (fact.kind === 'config-object' ? [fact.source, fact.name, fact.values] : []))
  expect(told).toMatchObject(['secret', 'db', { password: {}, url: { value: 'postgres://db/shop' } }])
  expect(JSON.stringify(facts)).not.toMatch(/hunter2|aHVudGVyMg/)
  expect(skipped).toEqual([])
})

it('renders a template that takes in another whole, for its sum', async () => {
  const sum = '{{ include (print $.Template.BasePath "/settings.yaml") . | sha256sum }}'
  const tree = {
    'deploy/cart/Chart.yaml': 'name: cart\nversion: 1.0.0\n',
    'deploy/cart/values.yaml': 'level: info\nimage: shop/cart\n',
    'deploy/cart/templates/settings.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cart }\ndata: { LEVEL: {{ .Values.level }} }\n',
    'deploy/cart/templates/web.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cart\n  annotations:\n    checksum/settings: ${sum}\nspec:\n  template:\n    spec:\n      containers:\n        - { name: cart, image: {{ .Values.image }} }\n`,
  }
  expect(await workloadsOf(tree)).toContain('4 cart ×undefined shop/cart')
})

it('renders a chart that is the whole repository', async () => {
  const tree = {
    'Chart.yaml': 'name: cart\nversion: 1.0.0\n',
    'values.yaml': 'image: shop/cart\n',
    'templates/_helpers.tpl': '{{ define "cart.name" }}cart{{ end }}',
    'templates/web.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: {{ include "cart.name" . }} }\nspec:\n  template:\n    spec:\n      containers:\n        - { name: cart, image: {{ .Values.image }} }\n',
  }
  expect(await workloadsOf(tree)).toEqual(['3 cart ×undefined shop/cart'])
})

it('reads a chart whose own file a script makes', async () => {
  const tree = {
    'chart/Chart-template.yaml': 'name: cart\nversion: {{ .Version }}\nappVersion: 1.2.3\n',
    'chart/values.yaml': 'image: shop/cart\nreplicas: 2\nglobal: { zone: eu }\n',
    'chart/templates/_helpers.tpl': helper,
    'chart/templates/deployment.yaml': deployment,
  }
  expect(await workloadsOf(tree)).toEqual(['4 cart-eu ×2 shop/cart:1.2.3'])
})

it('puts files of a chart where its templates take them in', async () => {
  const tree = {
    'chart/Chart.yaml': 'name: cart\n',
    'chart/values.yaml': 'file: settings/cart.properties\n',
    'chart/settings/cart.properties': 'products.url=http://products',
    'chart/settings/more.env': 'A=b',
    'chart/templates/one.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: one }
data:
  cart.properties: {{ .Files.Get .Values.file | quote }}
`,
    'chart/templates/all.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: all }
data: {{ (.Files.Glob "settings/*").AsConfig | nindent 2 }}
  {{- range $path, $_ := .Files.Glob "**.env" }}
  {{ base $path }}.again: {{ $.Files.Get $path | quote }}
  {{- end }}
`,
  }
  const { facts } = await collectFacts(memoryRepository(tree))
  const values = facts.flatMap((fact) =>
    fact.kind === 'config-object'
      ? [[fact.name, Object.fromEntries(Object.entries(fact.values).map(([key, { value }]) => [key, value]))]]
      : [],
  )
  expect(Object.fromEntries(values)).toEqual({
    one: { 'cart.properties': 'products.url=http://products' },
    all: { 'cart.properties': 'products.url=http://products', 'more.env': 'A=b', 'more.env.again': 'A=b' },
  })
})

it('loads what looks for patterns where a chart asks for one, in whichever of its files', async () => {
  const named = '{{- define "fullname" -}}{{ regexReplaceAll "[^a-z]+" .Release.Name "-" }}{{- end }}'
  const tree = {
    'chart/Chart.yaml': 'name: cart_eu\n',
    'chart/values.yaml': 'image: shop/cart\nreplicas: 1\n',
    'chart/templates/_helpers.tpl': named,
    'chart/templates/deployment.yaml': deployment,
  }
  expect(await workloadsOf(tree)).toEqual(['4 cart-eu ×1 shop/cart:'])
})

it('has no template see what another one made of the values', async () => {
  const chart = {
    'chart/Chart.yaml': 'name: cart\n',
    'chart/values.yaml': 'image: shop/cart\nreplicas: 2\nglobal: { zone: eu }\n',
    'chart/templates/_helpers.tpl': helper,
    'chart/templates/deployment.yaml': deployment,
  }
  const changing = '{{ $_ := set .Values.global "zone" "us" }}{{ $_ := mergeOverwrite .Values (dict "replicas" 9) }}'
  expect(await workloadsOf({ ...chart, 'chart/templates/a-first.yaml': changing })).toEqual(await workloadsOf(chart))
})

it('parts manifests between which an action trimmed the end of the line, as Helm does', async () => {
  const tree = {
    'chart/Chart.yaml': 'name: shop\n',
    'chart/values.yaml': 'parts: { carts: { name: carts }, users: { name: users } }\n',
    'chart/templates/all.yaml': `{{- range .Values.parts -}}
{{- $name := .name -}}
apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ $name }} }
spec: { template: { spec: { containers: [{ name: main, image: "acme/{{ $name }}:1" }] } } }
---
{{- end -}}
`,
  }
  const { facts } = await collectFacts(memoryRepository(tree))
  expect(facts.flatMap((fact) => (fact.kind === 'workload' ? [`${fact.at.line} ${fact.name}`] : []))).toEqual([
    '5 carts',
    '5 users',
  ])
})

it('finds charts of a local repository where they lie, the nearest of a name, and leaves out those of an archive', async () => {
  const tree = {
    'kubernetes/common/names/Chart.yaml': 'name: names\n',
    'kubernetes/common/names/templates/_names.tpl': '{{- define "names.image" -}}shop/{{ .Chart.Name }}{{- end -}}',
    'archive/names/Chart.yaml': 'name: names\n',
    'kubernetes/cart/Chart.yaml':
      'name: cart\ndependencies:\n  - { name: names, repository: "@local", version: ~1.x-0 }\n',
    'kubernetes/cart/values.yaml': 'replicas: 2\nglobal: { zone: eu }\n',
    'kubernetes/cart/templates/deployment.yaml': `${helper}\n${deployment.replace('{{ .Values.image }}', '{{ include "names.image" . }}')}`,
    'archive/mail/Chart.yaml': 'name: mail\n',
    'archive/mail/values.yaml': 'replicas: 2\nimage: shop/mail\nglobal: { zone: eu }\n',
    'archive/mail/templates/deployment.yaml': `${helper}\n${deployment}`,
  }
  expect(await workloadsOf(tree)).toEqual(['5 cart-eu ×2 shop/cart:'])
})

it('installs all parts of a chart that comes with all of them turned off, but for databases', async () => {
  const parts = ['cart', 'mail', 'orders', 'postgres']
  const whole = (off: readonly string[]) => ({
    'all/Chart.yaml': `name: all\ndependencies:\n${parts.map((name) => `  - { name: ${name}, repository: "file://../${name}", condition: ${name}.enabled }\n`).join('')}`,
    'all/values.yaml': `global: { zone: eu }\n${off.map((name) => `${name}: { enabled: false }\n`).join('')}`,
    ...Object.fromEntries(
      parts.flatMap((name) => [
        [`${name}/Chart.yaml`, `name: ${name}\n`],
        [`${name}/values.yaml`, `image: shop/${name}\nreplicas: 1\ntag: v1\n`],
        [`${name}/templates/_helpers.tpl`, helper],
        [`${name}/templates/deployment.yaml`, deployment.replace('include "fullname" .', '.Chart.Name')],
      ]),
    ),
  })
  const named = async (off: readonly string[]) => (await workloadsOf(whole(off))).map((each) => each.split(' ')[1])
  expect(await named(['cart', 'mail', 'orders'])).toEqual(['cart', 'mail', 'orders', 'postgres'])
  expect(await named(['cart', 'mail', 'postgres'])).toEqual(['orders'])
})

it('renders a chart whose lines end as on Windows', async () => {
  const tree = {
    'chart/Chart.yaml': 'name: cart\nappVersion: 1.2.3\n',
    'chart/values.yaml': 'image: shop/cart\nreplicas: 2\nglobal: { zone: eu }\nenv:\n  STOCK_URL: http://stock\n',
    'chart/templates/_helpers.tpl': `${helper}\n{{- define "labels" -}}\nversion: {{ .Chart.AppVersion | quote }}\napp: cart\n{{- end }}\n`,
    'chart/templates/deployment.yaml': deployment.replace(
      'spec:\n',
      '  labels:\n    {{- include "labels" . | nindent 4 }}\nspec:\n',
    ),
  }
  const onWindows = Object.fromEntries(
    Object.entries(tree).map(([file, text]) => [file, text.replaceAll('\n', '\r\n')]),
  )
  const found = await workloadsOf(tree)
  expect(found.some((each) => each.includes('shop/cart:1.2.3'))).toBe(true)
  expect(await workloadsOf(onWindows)).toEqual(found)
})
