import { isPlainMap, type Loose } from '../../yaml/loose.ts'

/** More would be a circle. */
const mostSteps = 20

/** A map of a document, or the one that its `$ref` leads to; a map without keys where there is none. */
export function follow(document: Loose, value: unknown, step = 0): Loose {
  if (!isPlainMap(value)) return {}
  const reference = value['$ref']
  if (typeof reference !== 'string' || step > mostSteps) return value
  const keys = reference.replace(/^#\//, '').split('/').map(decodeKey)
  const found = keys.reduce<unknown>((at, key) => (isPlainMap(at) ? at[key] : undefined), document)
  return follow(document, found, step + 1)
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    // A stray percent sign: it leads nowhere.
    return key
  }
}
