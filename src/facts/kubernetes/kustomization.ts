import { posix } from 'node:path'
import { readYaml } from '../../yaml/read.ts'
import type { ConfigObjectFact, ImageOverrideFact, KustomizationFact } from '../fact.ts'
import { asList, asMap, asText, asTexts } from '../loose.ts'
import { present } from '../present.ts'
import { partOfPatch } from './json-patch.ts'
import type { Manifest } from './manifest.ts'
import { holdsSecret, toldBySecret } from './secret-value.ts'

const generators = { configMapGenerator: 'config-map', secretGenerator: 'secret' } as const

/** What a kustomization takes together, and the names that it gives. What it takes from elsewhere cannot be seen. */
export function kustomizations({ data, at }: Manifest): KustomizationFact[] {
  const place = at([])
  const folder = posix.dirname(place.file)
  const placesOf = (entries: readonly unknown[]): string[] =>
    entries.flatMap((entry) =>
      typeof entry !== 'string' || /\n|:\/\//.test(entry) ? [] : [posix.join(folder, entry).replace(/\/$/, '')],
    )
  const whole = placesOf(['resources', 'bases', 'components'].flatMap((field) => asList(data[field])))
  const patches = placesOf([
    ...asList(data.patchesStrategicMerge),
    ...asList(data.patches).map((entry) => asMap(entry).path),
  ])
  const [prefix, suffix, namespace] = [data.namePrefix, data.nameSuffix, data.namespace].map(asText)
  const labels = selectingLabels(data)
  return [
    {
      kind: 'kustomization',
      at: place,
      takes: [...whole, ...patches],
      patches,
      ...present({ prefix, suffix, namespace }),
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
    },
  ]
}

/** Labels that a kustomization writes into selectors, too, and into the pods that they select. */
function selectingLabels(data: Manifest['data']): Readonly<Record<string, string>> {
  const chosen = asList(data.labels).flatMap((entry) => {
    const { includeSelectors, pairs } = asMap(entry)
    return includeSelectors === true ? [asTexts(pairs)] : []
  })
  return Object.assign({}, asTexts(data.commonLabels), ...chosen)
}

/** The name of a patch that is for all objects of a kind that its kustomization takes. */
export const anyName = '*'

/**
 * Patches that are written into the kustomization itself, as numbers of copies, as parts of manifests or as operations on
 * them; each stands where the text of it begins. Whom a target tells, the patch is for.
 */
export function inlinePatches({ data, at }: Manifest): Manifest[] {
  const copies = asList(data.replicas).flatMap((entry, index) =>
    // It goes by the name alone, whatever kind has copies.
    ['Deployment', 'StatefulSet'].map(
      (kind): Manifest => ({
        data: { kind, spec: { replicas: asMap(entry).count } },
        name: asText(asMap(entry).name) ?? '',
        at: () => at(['replicas', index]),
      }),
    ),
  )
  const texts = [
    ...(['patches', 'patchesJson6902'] as const).flatMap((field) =>
      asList(data[field]).map((entry, index) => {
        const { patch, target } = asMap(entry)
        return { text: patch, target, path: [field, index, 'patch'] }
      }),
    ),
    ...asList(data.patchesStrategicMerge).map((text, index) => ({
      text,
      target: undefined,
      path: ['patchesStrategicMerge', index],
    })),
  ]
  const written = texts.flatMap(({ text, target, path }) => {
    if (typeof text !== 'string' || !text.includes('\n')) return []
    return readYaml(text, '').documents.flatMap(({ data: patch }): Manifest[] => {
      const part = Array.isArray(patch) ? partOfPatch(patch) : asMap(patch)
      const { kind, name } = asMap(target)
      const said = target === undefined ? asText(asMap(part.metadata).name) : (plainName(name) ?? anyName)
      if (Array.isArray(patch) && asText(kind) === undefined) return []
      return [{ data: { ...part, kind: asText(kind) ?? part.kind }, name: said ?? '', at: () => at(path) }]
    })
  })
  return [...copies, ...written]
}

/** A target's name is a pattern; most are plain. */
const plainName = (name: unknown): string | undefined => /^\^?([\w-]+)\$?$/.exec(asText(name) ?? '')?.[1]

/**
 * Versions that a kustomization gives to images of its manifests: by their names, or, where it copies something into them from
 * elsewhere, which a pipeline fills in, to whatever is in the files that it takes.
 */
export function imageOverrides(manifest: Manifest): ImageOverrideFact[] {
  return [...namedImages(manifest), ...copiedImages(manifest)]
}

function copiedImages(manifest: Manifest): ImageOverrideFact[] {
  const { data, at } = manifest
  const place = asList(data.replacements).findIndex((entry) =>
    asList(asMap(entry).targets).some((target) =>
      asList(asMap(target).fieldPaths).some((path) => /\.image$/.test(asText(path) ?? '')),
    ),
  )
  if (place < 0) return []
  const files = kustomizations(manifest).flatMap(({ takes }) =>
    takes.map((each) => (/\.ya?ml$/.test(each) ? each : `${each}/*`)),
  )
  return [{ kind: 'image-override', at: at(['replacements', place]), image: '*', files }]
}

function namedImages({ data, at }: Manifest): ImageOverrideFact[] {
  return asList(data.images).flatMap((entry, index): ImageOverrideFact[] => {
    const [image, version] = [asText(asMap(entry).name), asText(asMap(entry).newTag) ?? asText(asMap(entry).digest)]
    if (image === undefined) return []
    return [{ kind: 'image-override', at: at(['images', index]), image, ...present({ version }) }]
  })
}

/** ConfigMaps and Secrets that a kustomization generates, under the name that workloads ask for. */
export function generatedObjects({ data, at }: Manifest): ConfigObjectFact[] {
  return Object.entries(generators).flatMap(([field, source]) =>
    asList(data[field]).flatMap((generator, index): ConfigObjectFact[] => {
      const name = asText(asMap(generator).name)
      if (name === undefined) return []
      const literals = asList(asMap(generator).literals)
      const keys = literals.map((literal) => (asText(literal) ?? '').replace(/=.*$/s, ''))
      const values = literals.flatMap((literal, place) => {
        const [key, ...value] = (asText(literal) ?? '').split('=')
        if (key === undefined || key === '') return []
        const written = value.join('=')
        const text = source === 'secret' ? toldBySecret(key, written, false) : written
        const plain = source === 'secret' && holdsSecret(key, written, false, keys) ? ({ isPlain: true } as const) : {}
        return [[key, { at: at([field, index, 'literals', place]), ...present({ value: text }), ...plain }] as const]
      })
      const place = at([field, index])
      const envFiles = [...asList(asMap(generator).envs), asMap(generator).env].flatMap((file) => {
        const path = asText(file)
        return path === undefined ? [] : [posix.join(posix.dirname(place.file), path)]
      })
      const files = asList(asMap(generator).files).flatMap((file) => {
        const [first = '', second] = (asText(file) ?? '').split('=')
        const path = posix.join(posix.dirname(place.file), second ?? first)
        return first === '' ? [] : [{ key: second === undefined ? posix.basename(path) : first, path }]
      })
      return [
        {
          kind: 'config-object',
          at: place,
          source,
          name,
          values: Object.fromEntries(values),
          ...(envFiles.length === 0 ? {} : { envFiles }),
          ...(files.length === 0 ? {} : { files }),
        },
      ]
    }),
  )
}
