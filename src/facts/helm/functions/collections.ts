import { isPlainMap, type Loose } from '../../../yaml/loose.ts'
import { isTrue, merged } from '../values.ts'
import { asEntries, asItems, asNumber, asText, isEqual, type TemplateFunction } from './given.ts'

/** What charts do with lists and maps. */
export const collections: Readonly<Record<string, TemplateFunction>> = {
  len: (value) =>
    isPlainMap(value) ? Object.keys(value).length : typeof value === 'string' ? value.length : asItems(value).length,
  list: (...given) => given,
  tuple: (...given) => given,
  first: (value) => asItems(value)[0],
  last: (value) => asItems(value).at(-1),
  rest: (value) => asItems(value).slice(1),
  initial: (value) => asItems(value).slice(0, -1),
  append: (value, item) => [...asItems(value), item],
  concat: (...given) => given.flatMap(asItems),
  uniq: (value) => [...new Set(asItems(value))],
  compact: (value) => asItems(value).filter(isTrue),
  has: (item, value) => asItems(value).some((each) => isEqual(each, item)),
  without: (value, ...items) => asItems(value).filter((each) => !items.some((item) => isEqual(each, item))),
  sortAlpha: (value) => asItems(value).map(asText).sort(),
  dict: (...given) =>
    Object.fromEntries(given.flatMap((key, index) => (index % 2 === 0 ? [[asText(key), given[index + 1]]] : []))),
  get: (value, key) => asEntries(value)[asText(key)] ?? '',
  set: (value, key, item) => (isPlainMap(value) ? Object.assign(value, { [asText(key)]: item }) : value),
  hasKey: (value, key) => asText(key) in asEntries(value),
  keys: (...given) => given.flatMap((value) => Object.keys(asEntries(value))),
  values: (value) => Object.values(asEntries(value)),
  pick: (value, ...names) =>
    Object.fromEntries(Object.entries(asEntries(value)).filter(([key]) => names.includes(key))),
  omit: (value, ...names) =>
    Object.fromEntries(Object.entries(asEntries(value)).filter(([key]) => !names.includes(key))),
  pluck: (key, ...maps) =>
    maps.flatMap((value) => (asText(key) in asEntries(value) ? [asEntries(value)[asText(key)]] : [])),
  dig: (...given) => {
    const [steps, fallback, value] = [given.slice(0, -2), given.at(-2), given.at(-1)]
    return steps.reduce((found, step) => asEntries(found)[asText(step)], value) ?? fallback
  },
  index: (value, ...steps) =>
    steps.reduce(
      (found, step) => (Array.isArray(found) ? found[asNumber(step)] : asEntries(found)[asText(step)]),
      value,
    ),
  // As in Sprig the first of them becomes what all are together.
  merge: (...given) => become(given[0], merged(...given.toReversed())),
  mergeOverwrite: (...given) => become(given[0], merged(...given)),
  deepCopy: (value) => copied(value),
  reverse: (value) => asItems(value).toReversed(),
  prepend: (value, item) => [item, ...asItems(value)],
  slice: (value, start, end) => asItems(value).slice(asNumber(start), end === undefined ? undefined : asNumber(end)),
  toStrings: (value) => asItems(value).map(asText),
  any: (...given) => given.some(isTrue),
  all: (...given) => given.every(isTrue),
  unset: (value, key) => Object.fromEntries(Object.entries(asEntries(value)).filter(([name]) => name !== asText(key))),
  chunk: (size, value) => {
    const [items, width] = [asItems(value), Math.max(1, asNumber(size))]
    return Array.from({ length: Math.ceil(items.length / width) }, (_, index) =>
      items.slice(index * width, (index + 1) * width),
    )
  },
}

const become = (value: unknown, all: Loose): Loose => (isPlainMap(value) ? Object.assign(value, all) : all)

/** A copy of maps and lists, wherever they lie; files of a chart and what else has methods is not copied. */
function copied(value: unknown, known = new Map<unknown, unknown>()): unknown {
  if (typeof value !== 'object' || value === null || known.has(value)) return known.get(value) ?? value
  if (Array.isArray(value)) {
    const list: unknown[] = []
    known.set(value, list)
    for (const item of value) list.push(copied(item, known))
    return list
  }
  if (Object.values(value).some((each) => typeof each === 'function')) return value
  const map: Record<string, unknown> = {}
  known.set(value, map)
  for (const [key, each] of Object.entries(value)) map[key] = copied(each, known)
  return map
}
