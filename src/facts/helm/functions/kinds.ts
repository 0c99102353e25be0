import { isPlainMap } from '../../../yaml/loose.ts'
import { isEqual, type TemplateFunction } from './given.ts'

/** What charts ask about the kind of a value. */
export const kinds: Readonly<Record<string, TemplateFunction>> = {
  kindOf: (value) => kindOf(value),
  kindIs: (kind, value) => kindOf(value) === kind || isNumberOf(kind, value),
  typeOf: (value) => typeOf(value),
  typeIs: (type, value) => typeOf(value) === type || isNumberOf(type, value),
  typeIsLike: (type, value) => typeOf(value) === String(type).replace(/^\*/, '') || isNumberOf(type, value),
  deepEqual: (a, b) => isEqual(a, b),
}

/** Helm reads all numbers of values as those with a point; what a chart has reckoned may be a whole one. */
const isNumberOf = (kind: unknown, value: unknown): boolean =>
  Number.isInteger(value) && ['int', 'int64', 'float64'].includes(String(kind))

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'slice'
  if (isPlainMap(value)) return 'map'
  return typeOf(value) === '<nil>' ? 'invalid' : typeOf(value)
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  if (isPlainMap(value)) return 'map[string]interface {}'
  if (typeof value === 'number') return 'float64'
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : '<nil>'
}
