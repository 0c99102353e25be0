import type { ClaimFact, ConfigObjectFact } from '../fact.ts'
import { asMap, asText } from '../loose.ts'
import { present } from '../present.ts'
import { heldFile } from './held-file/index.ts'
import type { Manifest } from './manifest.ts'
import { holdsSecret, toldBySecret } from './secret-value.ts'

/** ConfigMaps with their values, Secrets with their keys and the places that they tell of. */
export function configObjects({ data, name, at }: Manifest): ConfigObjectFact[] {
  const isSecret = data.kind === 'Secret'
  if ((data.kind !== 'ConfigMap' && !isSecret) || name === '') return []
  const fields = isSecret ? ['data', 'stringData'] : ['data']
  const keys = fields.flatMap((field) => Object.keys(asMap(data[field])))
  const values = fields.flatMap((field) =>
    Object.entries(asMap(data[field])).map(([key, value]) => {
      const written = asText(value)
      const text = isSecret ? toldBySecret(key, written ?? '', field === 'data') : written
      const held = text === undefined ? undefined : heldFile(key, text)
      const plain =
        isSecret && holdsSecret(key, written ?? '', field === 'data', keys) ? ({ isPlain: true } as const) : {}
      return [key, { at: at([field, key]), ...present({ value: text, held }), ...plain }] as const
    }),
  )
  const source = isSecret ? 'secret' : 'config-map'
  return [{ kind: 'config-object', at: at(['metadata', 'name']), source, name, values: Object.fromEntries(values) }]
}

/** Claims of volumes, by their names. */
export function claims({ data, name, at }: Manifest): ClaimFact[] {
  if (data.kind !== 'PersistentVolumeClaim' || name === '') return []
  return [{ kind: 'claim', at: at(['metadata', 'name']), name }]
}
