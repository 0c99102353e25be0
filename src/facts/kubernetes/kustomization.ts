import { posix } from 'node:path'
import { readYaml } from '../../yaml/read.ts'
import type { ConfigObjectFact, ImageOverrideFact, KustomizationFact } from '../fact.ts'
import { asList, asMap, asText } from '../loose.ts'
import { present } from '../present.ts'
import { operationsOn } from './json-patch.ts'
import type { Manifest } from './manifest.ts'

const generators = { configMapGenerator: 'config-map', secretGenerator: 'secret' } as const

/** What a kustomization takes together, and the names that it gives. What it takes from elsewhere cannot be seen. */
export function kustomizations({ data, at }: Manifest): KustomizationFact[] {
  const place = at([])
  const folder = posix.dirname(place.file)
  const entries = [
    ...['resources', 'bases', 'components', 'patchesStrategicMerge'].flatMap((field) => asList(data[field])),
    ...asList(data.patches).map((entry) => asMap(entry).path),
  ]
  const takes = entries.flatMap((entry) =>
    typeof entry !== 'string' || /\n|:\/\//.test(entry) ? [] : [posix.join(folder, entry).replace(/\/$/, '')],
  )
  const [prefix, suffix, namespace] = [data.namePrefix, data.nameSuffix, data.namespace].map(asText)
  return [{ kind: 'kustomization', at: place, takes, ...present({ prefix, suffix, namespace }) }]
}

/** Patches that are written into the kustomization itself; each stands where the text of it begins. */
export function inlinePatches({ data, at }: Manifest): Manifest[] {
  const texts = [
    ...['patches', 'patchesJson6902'].flatMap((field) =>
      asList(data[field]).map((entry, index) => ({
        text: asMap(entry).patch,
        target: asMap(asMap(entry).target),
        path: [field, index, 'patch'],
      })),
    ),
    ...asList(data.patchesStrategicMerge).map((text, index) => ({
      text,
      target: {},
      path: ['patchesStrategicMerge', index],
    })),
  ]
  return texts.flatMap(({ text, target, path }) => {
    if (typeof text !== 'string' || !text.includes('\n')) return []
    return readYaml(text, '').documents.flatMap(({ data: patch }) =>
      (Array.isArray(patch) ? operationsOn(target, patch) : [asMap(patch)]).map((object): Manifest => {
        const name = asText(asMap(object.metadata).name) ?? ''
        return { data: object, name, at: () => at(path) }
      }),
    )
  })
}

/** Versions that a kustomization gives to images of its manifests. */
export function imageOverrides({ data, at }: Manifest): ImageOverrideFact[] {
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
      const values = asList(asMap(generator).literals).flatMap((literal, place) => {
        const [key, ...value] = (asText(literal) ?? '').split('=')
        if (key === undefined || key === '') return []
        const text = source === 'secret' ? {} : { value: value.join('=') }
        return [[key, { at: at([field, index, 'literals', place]), ...text }] as const]
      })
      const place = at([field, index])
      const envFiles = [...asList(asMap(generator).envs), asMap(generator).env].flatMap((file) => {
        const path = asText(file)
        return path === undefined ? [] : [posix.join(posix.dirname(place.file), path)]
      })
      const object = { kind: 'config-object', at: place, source, name, values: Object.fromEntries(values) } as const
      return [envFiles.length === 0 ? object : { ...object, envFiles }]
    }),
  )
}
