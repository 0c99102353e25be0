import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { create, emptyFolder, sh } from './shell.ts'

interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly labels?: Record<string, string> }
  // Each kind has a shape of its own; the tests say which they expect.
  readonly spec: Record<string, unknown>
}

describe('the manifests of the store example, as kustomize renders them', () => {
  let store = ''

  beforeAll(async () => {
    const home = emptyFolder({ keep: true })
    const created = await create(home, 'store', '--example', 'store', '--yes', '--no-install', '--no-git')
    expect(created, created.stderr).toMatchObject({ code: 0 })
    store = join(home, 'store')
  })

  async function rendered(service: string, overlay: string): Promise<Map<string, Manifest>> {
    const result = await sh(store, 'kubectl', 'kustomize', `services/${service}/k8s/overlays/${overlay}`)
    expect(result, result.stderr).toMatchObject({ code: 0 })
    const manifests = parseAllDocuments(result.stdout).map((document) => document.toJS() as Manifest)
    return new Map(manifests.map((manifest) => [manifest.kind, manifest]))
  }

  it.each(['dev', 'prod'])('hold all that a service needs (%s)', async (overlay) => {
    const manifests = await rendered('checkout', overlay)
    expect([...manifests.keys()].sort()).toEqual([
      'ConfigMap',
      'Deployment',
      'HorizontalPodAutoscaler',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ])
    const { spec } = manifests.get('Deployment') ?? { spec: {} }
    expect(spec).not.toHaveProperty('replicas')
    expect(spec).toMatchObject({
      template: {
        spec: {
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          topologySpreadConstraints: expect.any(Array),
          containers: [
            {
              startupProbe: expect.any(Object),
              livenessProbe: { httpGet: { path: '/livez' } },
              readinessProbe: { httpGet: { path: '/readyz' } },
              lifecycle: { preStop: expect.any(Object) },
              resources: { requests: expect.any(Object), limits: { memory: expect.any(String) } },
              securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    })
  })

  it('scale products apart from checkout', async () => {
    const bounds = async (service: string) => {
      const { minReplicas, maxReplicas } = (await rendered(service, 'prod')).get('HorizontalPodAutoscaler')?.spec ?? {}
      return [minReplicas, maxReplicas]
    }
    expect(await bounds('products')).toEqual([3, 30])
    expect(await bounds('checkout')).toEqual([2, 6])
  })

  it('let checkout reach products and nobody else', async () => {
    const caller = (await rendered('checkout', 'prod')).get('Deployment')
    const pod = caller?.spec['template'] as { metadata: { labels: Record<string, string> } } | undefined
    expect(pod?.metadata.labels).toMatchObject({ 'access.msvc.dev/products': 'true' })
    const policy = (await rendered('products', 'prod')).get('NetworkPolicy')
    expect(JSON.stringify(policy?.spec['ingress'])).toContain('access.msvc.dev/products')
    expect(policy?.spec['policyTypes']).toEqual(expect.arrayContaining(['Ingress', 'Egress']))
  })
})
