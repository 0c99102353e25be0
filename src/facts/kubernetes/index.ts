import { posix } from 'node:path'
import { readYaml } from '../../yaml/read.ts'
import { components } from '../dapr/component.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { asMap, asText } from '../loose.ts'
import { claims, configObjects } from './config-object.ts'
import { entrances, hostsFromOutside } from './entrances.ts'
import { anyName, generatedObjects, imageOverrides, inlinePatches, kustomizations } from './kustomization.ts'
import type { Manifest } from './manifest.ts'
import { networkNames } from './network-name.ts'
import { steering } from './steering.ts'
import { objectsOfTemplate } from './template.ts'
import { workloads } from './workload.ts'

/** Kinds that anything is stated about, and lists of them. */
const known =
  /\bkind["']?\s*:\s*["']?(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Rollout|DeploymentConfig|Job|CronJob|Pod|Service|ServiceAccount|ConfigMap|Secret|PersistentVolumeClaim|HorizontalPodAutoscaler|ScaledObject|PodDisruptionBudget|LimitRange|(?:Cilium)?NetworkPolicy|AuthorizationPolicy|Component|Ingress|HTTPRoute|GRPCRoute|VirtualService|List|\{\{)/

const statedBy: readonly ((manifest: Manifest) => readonly Fact[])[] = [
  workloads,
  configObjects,
  claims,
  networkNames,
  steering,
  components,
  entrances,
  hostsFromOutside,
  dumps,
]

/** What `kubectl get -o yaml` writes has the number that the cluster gave it. */
function dumps({ data, name, at }: Manifest): Fact[] {
  const { uid, resourceVersion } = asMap(data.metadata)
  const type = asText(data.kind)
  if (uid === undefined || resourceVersion === undefined || type === undefined) return []
  return [{ kind: 'dumped-manifest', at: at(['metadata']), type, name }]
}

/** Kubernetes manifests and kustomizations. A template that nothing has rendered says nothing: that is said. */
export const kubernetes: Extractor = {
  id: 'kubernetes',
  endings: ['.yaml', '.yml', '.tpl'],
  // Helm draws whatever lies among its templates, but for what begins with a line.
  matches: (path) => !path.endsWith('.tpl') || /(?:^|\/)templates\/(?:[^/]+\/)*[^_/][^/]*$/.test(path),
  extract({ path, text, isRendered }) {
    // Others have templates of that name for whatever they write, with signs of their own.
    if (path.endsWith('.tpl') && !isRendered && /\{\{|\$\{/.test(text)) return []
    const isKustomization = /^kustomization\.ya?ml$/i.test(posix.basename(path))
    // Other programs have manifests of the same form; to parse them for nothing is dear.
    if (!isKustomization && !(text.includes('apiVersion') && known.test(text))) return []
    const start = { file: path, line: 1, column: 1 }
    if (!isRendered && /(?:^|\/)templates\//.test(path) && text.includes('{{')) {
      return [
        { kind: 'unresolved', at: start, about: 'manifest', why: 'a template of no chart, which is not rendered' },
      ]
    }
    // Of a key that is there twice a cluster takes the last, and one document that is broken says nothing of the others.
    const { documents, problems } = readYaml(text, path, { lastKeyWins: true })
    const broken = problems.slice(0, 1).map(({ message: why, place }): Fact => {
      const { line = 1, column = 1 } = place ?? {}
      return { kind: 'unresolved', at: { file: path, line, column }, about: 'manifest', why }
    })
    const facts = documents.flatMap((document) => {
      const data = asMap(document.data)
      const objects = objectsOfTemplate(data)
      const items = objects ?? (data.kind === 'List' && Array.isArray(data.items) ? data.items : undefined)
      const manifests = (items ?? [data]).map((item: unknown, index): Manifest => {
        const base = items ? [objects ? 'objects' : 'items', index] : []
        return {
          data: asMap(item),
          name: asText(asMap(asMap(item).metadata).name) ?? '',
          at(more) {
            const { line, column } = document.placeOf([...base, ...more])
            return { file: path, line, column }
          },
        }
      })
      return manifests.flatMap((manifest) =>
        isKustomization
          ? [
              ...kustomizations(manifest),
              ...generatedObjects(manifest),
              ...imageOverrides(manifest),
              ...inlinePatches(manifest).flatMap(patchFacts),
            ]
          : statedBy.flatMap((state) => state(manifest)),
      )
    })
    return [...broken, ...facts, ...(facts.length > 0 ? drawnFrom(path, text) : [])]
  },
}

/** `# Source: shop/templates/orders.yaml`, which Helm writes above what it draws; of charts below, `shop/charts/mail/templates/…`. */
const source = /^# Source: [^/\s]+\/((?:charts\/[^/\s]+\/)*templates\/\S+)\s*$/gm

function drawnFrom(file: string, text: string): Fact[] {
  if (!text.includes('# Source: ')) return []
  const templates = new Set([...text.matchAll(source)].map(([, template = '']) => template))
  return [...templates].map((template) => ({ kind: 'drawn-manifest', at: { file, line: 1, column: 1 }, template }))
}

function patchFacts(patch: Manifest): Fact[] {
  return workloads(patch).flatMap((fact): Fact[] => {
    if (fact.kind === 'workload') return [{ ...fact, partial: true }]
    // What all of a kind are given, no one workload is.
    return patch.name === anyName ? [] : [fact]
  })
}
