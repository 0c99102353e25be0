import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors/user-error.ts'
import { collectFacts } from '../../../src/facts/collect.ts'
import { memoryRepository } from '../../../src/repository/memory.ts'

const chart = {
  'charts/service/Chart.yaml': 'name: service\n',
  'charts/service/values.yaml': 'image: { name: shop/none, tag: "1" }\n',
  'charts/service/templates/deployment.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: "{{ .Release.Name }}" }\nspec: { template: { spec: { containers: [{ name: app, image: "{{ .Values.image.name }}:{{ .Values.image.tag }}" }] } } }\n',
  'values/orders.yaml': 'image: { name: shop/orders }\n',
}

const workloadsOf = async (tree: Readonly<Record<string, string>>) => {
  const { facts } = await collectFacts(memoryRepository({ ...chart, ...tree }))
  return facts.flatMap((fact) => (fact.kind === 'workload' ? [`${fact.name} ${fact.containers[0]?.image}`] : []))
}
const own = ['service shop/none:1']

it('says what others run, whatever a script has built into a cluster on the own machine', async () => {
  const named = await workloadsOf({
    'deploy/up.sh':
      'kind load docker-image orders:latest\nhelm upgrade --install orders ../charts/service --set image.name=orders --set image.tag=latest\n',
  })
  expect(named).toEqual(['orders shop/none:1'])
  const pushed = await workloadsOf({
    'deploy/up.sh': 'helm upgrade --install orders ../charts/service --set image.name=shop/orders --set image.tag=2\n',
  })
  expect(pushed).toEqual(['orders shop/orders:2'])
})

describe('a chart has the name and the values with which it is installed', () => {
  it.each<[string, Record<string, string>]>([
    [
      'a script',
      {
        'deploy/up.sh':
          'helm dependency build ../charts/service\nhelm upgrade --install orders ../charts/service \\\n  -n shop -f ../values/orders.yaml --set image.tag=7 --wait && echo done\n',
      },
    ],
    [
      'a Makefile',
      { Makefile: 'up:\n\thelm install orders ./charts/service --values=values/orders.yaml --set image.tag=7\n' },
    ],
    [
      'a pipeline',
      {
        '.github/workflows/deploy.yml':
          'jobs:\n  a:\n    steps:\n      - run: helm upgrade -i -f values/orders.yaml --set "image.tag=7" orders charts/service\n',
      },
    ],
    [
      'Skaffold',
      {
        'skaffold.yaml':
          'kind: Config\ndeploy:\n  helm:\n    releases:\n      - name: orders\n        chartPath: charts/service\n        valuesFiles: [values/orders.yaml]\n        setValues: { image.tag: "7" }\n',
      },
    ],
    [
      'helmfile',
      {
        'helmfile.yaml':
          'releases:\n  - name: orders\n    chart: ./charts/service\n    values: [values/orders-7.yaml, { more: true }]\n',
        'values/orders-7.yaml': 'image: { name: shop/orders, tag: "7" }\n',
      },
    ],
    [
      'helmfile, with values in the list',
      {
        'helmfile.d/01-apps.yaml':
          'releases:\n  - name: orders\n    chart: ../charts/service\n    values: [{ image: { name: shop/orders, tag: "7" } }]\n',
      },
    ],
    [
      'helmfile, in the first of its environments',
      {
        'helmfile.yaml.gotmpl':
          'environments:\n  # where developers work\n  local:\n    values: [all.yaml]\n---\nreleases:\n  - name: orders\n    chart: ./charts/service\n    values:\n      {{- if isFile "values/orders.yaml" }}\n      - values/orders.{{ .Environment.Name }}.yaml\n      {{- end }}\n',
        'values/orders.local.yaml': 'image: { name: shop/orders, tag: "7" }\n',
      },
    ],
    [
      'helmfile, in the environment whose files are there, with what values tell left out',
      {
        'helmfile.yaml.gotmpl':
          'environments:\n  development:\n    values: [all.yaml]\n  staging:\n    values: [all.yaml]\n---\nreleases:\n  - name: orders\n    namespace: {{ .Values.namespace }}\n    installed: {{ .Values | get "orders.enabled" true }}\n    chart: ./charts/service\n    needs:\n      - {{ .Values.namespace }}/cart\n    values:\n      - values/{{ .Environment.Name }}/orders.yaml.gotmpl\n      - image:\n          tag: {{ .Values.tag }}\n',
        'values/staging/orders.yaml.gotmpl':
          'image:\n  name: shop/orders\n  tag: "7"\n  registry: {{ .Values.registry }}\n',
      },
    ],
    [
      'Argo CD',
      {
        'argocd/orders.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: orders }\nspec: { source: { path: charts/service, helm: { valueFiles: [../../values/orders-7.yaml] } } }\n',
        'values/orders-7.yaml': 'image: { name: shop/orders, tag: "7" }\n',
      },
    ],
    [
      'Argo CD, which is given values where it is told',
      {
        'argocd/orders.yaml':
          'kind: Application\nmetadata: { name: orders }\nspec:\n  sources:\n    - path: charts/service\n      helm:\n        values: |\n          image: { name: shop/orders, tag: "6" }\n        parameters: [{ name: image.tag, value: "7" }]\n',
      },
    ],
    [
      'a set of Argo CD, with a list',
      {
        'deploy/applications.yaml':
          'kind: ApplicationSet\nspec:\n  generators: [{ list: { elements: [{ name: orders, tag: "7" }] } }]\n  template:\n    metadata: { name: "{{name}}" }\n    spec: { source: { path: charts/service, helm: { valuesObject: { image: { name: "shop/{{ .name }}" } }, parameters: [{ name: image.tag, value: "{{tag}}" }] } } }\n',
      },
    ],
    [
      'a chart that draws Applications of Argo CD, with values for an environment',
      {
        'charts/apps/Chart.yaml': 'name: apps\n',
        'charts/apps/values.yaml': 'apps: []\n',
        'charts/apps/values-staging.yaml': 'apps: [{ name: orders, tag: "8" }]\n',
        'charts/apps/values-production.yaml': 'apps: [{ name: orders, tag: "7" }]\n',
        'charts/apps/templates/all.yaml':
          '{{- range .Values.apps }}\n---\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: "{{ .name }}" }\nspec:\n  source:\n    path: charts/service\n    helm:\n      values: |\n        image: { name: "shop/{{ .name }}", tag: "{{ .tag }}" }\n{{- end }}\n',
      },
    ],
    [
      'Flux',
      {
        'clusters/production/orders.yaml':
          'kind: HelmRelease\nmetadata: { name: orders }\nspec:\n  chart: { spec: { chart: ./charts/service } }\n  values: { image: { name: shop/orders, tag: "7" } }\n',
      },
    ],
  ])('by %s', async (_, tree) => {
    expect(await workloadsOf(tree)).toEqual(['orders shop/orders:7'])
  })

  it('as often as it is installed', async () => {
    const line = (name: string) => `helm upgrade --install ${name} charts/service --set image.name=shop/${name}\n`
    expect(await workloadsOf({ 'up.sh': line('orders') + line('cart') + line('cart') })).toEqual([
      'orders shop/orders:1',
      'cart shop/cart:1',
    ])
  })

  it.each([
    ['a name that a variable fills', 'helm install "orders-$STAGE" charts/service'],
    ['a trial', 'helm install chart-test charts/service'],
    ['a chart that is kept elsewhere', 'helm install orders bitnami/service'],
    ['another command', 'helm lint charts/service\necho helm install orders'],
  ])('not by %s', async (_, script) => {
    expect(await workloadsOf({ 'up.sh': `${script}\n` })).toEqual(own)
  })
})

describe('a file that cannot be read keeps no chart from being drawn', () => {
  it('a script that is no text', async () => {
    const tree = memoryRepository({ ...chart, 'up.sh': 'helm install orders charts/service\n' })
    const read = (path: string): string | undefined => {
      if (path === 'up.sh') throw new UserError({ code: 'not-utf8', message: 'up.sh is not UTF-8' })
      return tree.read(path)
    }
    const { facts } = await collectFacts({ ...tree, read })
    expect(facts.filter(({ kind }) => kind === 'workload')).toHaveLength(1)
  })

  it('a list with aliases of aliases', async () => {
    const levels = Array.from({ length: 6 }, (_, level) => {
      const alias = level === 0 ? 'x' : `*a${level - 1}`
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => alias)}]\n`
    })
    expect(await workloadsOf({ 'gitops/apps.yaml': `path: x\n${levels.join('')}` })).toEqual(own)
  })
})
