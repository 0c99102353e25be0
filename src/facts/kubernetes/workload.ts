import type { YamlPath } from '../../yaml/read.ts'
import { argumentFacts } from '../arguments.ts'
import type { EnvSetFact, Fact, NetworkNameFact, WorkloadFact } from '../fact.ts'
import { jvmProperties } from '../jvm/options.ts'
import { asFlag, asList, asMap, asNumber, asText, asTexts, type Loose } from '../loose.ts'
import { present } from '../present.ts'
import { startedBeside } from '../supervisor/command-line.ts'
import { containersOf, securityOf } from './container.ts'
import type { Manifest } from './manifest.ts'

/** Where each kind keeps its pod. */
const podPaths: Readonly<Record<string, YamlPath>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  // What came before it.
  ReplicationController: ['spec', 'template'],
  // Of Argo and OpenShift: a Deployment by another name.
  Rollout: ['spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
}

/** What every whole manifest of these kinds has, and a patch on one leaves out. */
const selecting = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout', 'DeploymentConfig'])

/** What runs, and the variables that it is given. */
export function workloads(manifest: Manifest): Fact[] {
  const { data, name, at } = manifest
  const kind = asText(data.kind) ?? ''
  // A pod that runs once is a job.
  const isOnce = kind === 'Pod' && /^(?:Never|OnFailure)$/.test(asText(asMap(data.spec).restartPolicy) ?? '')
  const type = isOnce ? 'Job' : isKnative(data) ? 'KnativeService' : kind
  const isServed = isKnative(data)
  const path = isServed ? ['spec', 'template'] : Object.hasOwn(podPaths, kind) ? podPaths[kind] : undefined
  if (path === undefined || name === '') return []
  // A pod that Helm starts around an installation, to test it for instance: nothing that keeps running.
  if (kind === 'Pod' && asMap(asMap(data.metadata).annotations)['helm.sh/hook'] !== undefined) return []
  const template = path.reduce<Loose>((value, step) => asMap(value[step]), data)
  const spec = asMap(template.spec)
  const specPath = [...path, 'spec']
  const namespace = asText(asMap(data.metadata).namespace)
  const labels = asTexts(asMap(template.metadata).labels)
  const containers = containersOf(spec, specPath, at)
  const sources = containers.map(({ container, data: own, path: place }) => ({ container, own, place }))
  const workload: WorkloadFact = {
    kind: 'workload',
    at: at(['metadata', 'name']),
    source: 'kubernetes',
    name,
    type,
    ...(namespace === undefined ? {} : { namespace }),
    labels,
    containers: containers.map(({ container }) => container),
    ...present({
      replicas: asNumber(asMap(data.spec).replicas),
      serviceAccount: asText(spec.serviceAccountName) ?? asText(spec.serviceAccount),
      mountsToken: asFlag(spec.automountServiceAccountToken),
      hostNamespaces: hostNamespacesOf(spec),
      hostPaths: hostPathsOf(spec),
    }),
    volumes: volumesOf(spec, specPath, manifest),
    podSecurity: securityOf(spec.securityContext),
    envFrom: sources.flatMap(({ own, place }) => envFrom(own, place, manifest)),
    envFiles: [],
    partial:
      containers.length === 0 ||
      // A patch says nothing of an image; in a chart it may be empty until somebody installs it.
      containers.some(({ container, data: own }) => container.image === undefined && !('image' in own)) ||
      (selecting.has(type) && Object.keys(labels).length === 0 && asMap(data.spec).selector === undefined),
  }
  return [
    workload,
    ...(isServed ? [servedName(manifest)] : []),
    ...sidecarName(template, [...path, 'metadata'], manifest),
    ...sources.flatMap(({ container, own, place }) => [
      ...environment(own, place, manifest).map((fact) =>
        container.role === 'init' ? ({ ...fact, isOfInit: true } as const) : fact,
      ),
      ...(['command', 'args'] as const).flatMap((field): Fact[] => {
        const words = asList(own[field]).map((word) => asText(word) ?? '')
        return [
          ...argumentFacts(words, (index) => at([...place, field, index]), name),
          ...startedBeside(words, at([...place, field]), name),
        ]
      }),
    ]),
  ]
}

/** What Knative and Cloud Run keep running, in as many copies as are asked for, and give a name to. */
const isKnative = ({ kind, apiVersion }: Manifest['data']): boolean =>
  kind === 'Service' && String(apiVersion).startsWith('serving.knative.dev/')

/** Whatever port its container opens, Knative has it answer at the usual one. */
const servedName = ({ name, at }: Manifest): NetworkNameFact => ({
  kind: 'network-name',
  at: at(['metadata', 'name']),
  source: 'kubernetes',
  name,
  selector: {},
  workload: name,
  ports: [{ port: 80 }],
})

/** The name by which others call it through their side-cars of Dapr. */
function sidecarName(template: Loose, path: YamlPath, { name: workload, at }: Manifest): NetworkNameFact[] {
  const name = asText(asMap(asMap(template.metadata).annotations)['dapr.io/app-id'])
  if (name === undefined) return []
  const place = at([...path, 'annotations', 'dapr.io/app-id'])
  return [{ kind: 'network-name', at: place, source: 'kubernetes', name, selector: {}, workload, ports: [] }]
}

function envFrom(container: Loose, path: YamlPath, { at }: Manifest): WorkloadFact['envFrom'] {
  return asList(container.envFrom).flatMap((entry, index) => {
    const map = asText(asMap(asMap(entry).configMapRef).name)
    const secret = asText(asMap(asMap(entry).secretRef).name)
    const place = at([...path, 'envFrom', index])
    return [
      ...(map === undefined ? [] : [{ at: place, source: 'config-map' as const, object: map }]),
      ...(secret === undefined ? [] : [{ at: place, source: 'secret' as const, object: secret }]),
    ]
  })
}

function hostNamespacesOf(spec: Loose): Record<string, boolean> | undefined {
  const stated = ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) => {
    const flag = asFlag(spec[field])
    return flag === undefined ? [] : [[field, flag] as const]
  })
  return stated.length > 0 ? Object.fromEntries(stated) : undefined
}

function hostPathsOf(spec: Loose): Record<string, string> | undefined {
  const paths = asList(spec.volumes).flatMap((entry) => {
    const path = asText(asMap(asMap(entry).hostPath).path)
    return path === undefined ? [] : [[asText(asMap(entry).name) ?? '', path] as const]
  })
  return paths.length > 0 ? Object.fromEntries(paths) : undefined
}

function volumesOf(spec: Loose, path: YamlPath, { at }: Manifest): WorkloadFact['volumes'] {
  return asList(spec.volumes).flatMap((entry, index) => {
    const volume = asMap(entry)
    // A volume may be put together of several.
    const projected = asList(asMap(volume.projected).sources).map(asMap)
    return [volume, ...projected].flatMap((each) =>
      objectsIn(each).map((object) => ({ at: at([...path, 'volumes', index]), ...object })),
    )
  })
}

/** What a volume, or a part of one, is filled from. */
function objectsIn(volume: Loose): Omit<WorkloadFact['volumes'][number], 'at'>[] {
  const [map, secret] = [asMap(volume.configMap), asMap(volume.secret)]
  const sources = {
    'config-map': map.name,
    secret: secret.secretName ?? secret.name,
    claim: asMap(volume.persistentVolumeClaim).claimName,
  } as const
  return (['config-map', 'secret', 'claim'] as const).flatMap((source) => {
    const object = asText(sources[source])
    if (object === undefined) return []
    const keys = asList((source === 'config-map' ? map : secret).items).flatMap((item) => asText(asMap(item).key) ?? [])
    return [{ source, object, ...(keys.length > 0 ? { keys } : {}) }]
  })
}

function environment(container: Loose, path: YamlPath, { name: workload, at }: Manifest): EnvSetFact[] {
  return asList(container.env).flatMap((entry, index): EnvSetFact[] => {
    const variable = asText(asMap(entry).name)
    if (variable === undefined) return []
    const base = { kind: 'env-set', at: at([...path, 'env', index]), name: variable, workload } as const
    const from = asMap(asMap(entry).valueFrom)
    for (const [field, source] of [
      ['configMapKeyRef', 'config-map'],
      ['secretKeyRef', 'secret'],
    ] as const) {
      const object = asText(asMap(from[field]).name)
      const key = asText(asMap(from[field]).key)
      if (object !== undefined && key !== undefined) return [{ ...base, from: { source, object, key } }]
    }
    const value = asText(asMap(entry).value)
    const all = [{ name: variable, ...(value === undefined ? {} : { value }) }, ...jvmProperties(variable, value)]
    return all.map((each) => ({ ...base, ...each, from: { source: 'literal' } }))
  })
}
