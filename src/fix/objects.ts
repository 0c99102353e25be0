import type { FixPath, ObjectRef } from '../lint/fix.ts'
import { dataOf, parseDocuments } from '../yaml/documents.ts'
import { isPlainMap, type Loose } from '../yaml/loose.ts'
import type { YamlPath } from '../yaml/read.ts'

/** Where in a text an object stands, and a value in it. */
export interface Found {
  /** Which document. */
  readonly index: number
  readonly path: YamlPath
  /** Undefined where nothing is there yet. */
  readonly value: unknown
}

/** Finds the one object that a fix speaks of; undefined where there is none, or more than one that it could be. */
export function findIn(text: string, { kind, name }: ObjectRef, path: FixPath): Found | undefined {
  const isMeant = (data: unknown): data is Loose =>
    isPlainMap(data) &&
    String(data['kind']).toLowerCase() === kind.toLowerCase() &&
    isPlainMap(data['metadata']) &&
    data['metadata']['name'] === name
  const matching = dataOf(parseDocuments(text)).flatMap((data, index) => (isMeant(data) ? [{ data, index }] : []))
  const [object, ...others] = matching
  if (object === undefined || others.length > 0) return undefined
  const steps: (string | number)[] = []
  let value: unknown = object.data
  for (const step of path) {
    const next = typeof step === 'string' ? step : namedIn(value, step.named)
    if (next === undefined) return undefined
    steps.push(next)
    value = (value as Record<string | number, unknown> | undefined)?.[next]
  }
  return { index: object.index, path: steps, value }
}

function namedIn(list: unknown, name: string): number | undefined {
  const index = Array.isArray(list) ? list.findIndex((item) => isPlainMap(item) && item['name'] === name) : -1
  return index < 0 ? undefined : index
}
