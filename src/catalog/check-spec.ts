import { isPlainMap } from '../yaml/loose.ts'
import { type Fault, missingOwner } from './fault.ts'
import { isText } from './formats.ts'
import type { FieldType, KindSchema } from './kinds.ts'

/** Checks an entity's `spec` against the fields of its kind. */
export function checkSpec(spec: unknown, label: string, schema: KindSchema, fault: Fault): void {
  if (!isPlainMap(spec)) {
    const fields = Object.keys(schema.required).join(', ') || 'its fields'
    fault(['spec'], `${label} has no spec.`, `Give it a spec with ${fields}.`)
    return
  }
  for (const [field, type] of Object.entries(schema.required)) {
    const value = spec[field]
    if (value === undefined || value === null || (field === 'owner' && value === '')) {
      const hint = `Add "${field}: ${type === 'texts' ? '[]' : '…'}" to its spec.`
      fault(['spec'], `${label} has no spec.${field}.`, hint, field === 'owner' ? missingOwner : undefined)
    } else check(value, ['spec', field], type)
  }
  for (const [field, type] of Object.entries(schema.optional)) {
    const path = field.split('.')
    const value = path.reduce<unknown>((map, step) => (isPlainMap(map) ? map[step] : undefined), spec)
    if (value !== undefined) check(value, ['spec', ...path], type)
  }

  function check(value: unknown, path: readonly string[], type: FieldType): void {
    const { test, wanted } = fieldTypes[type]
    if (!test(value)) fault(path, `${path.join('.')} of ${label} must be ${wanted}.`, 'Mend or remove it.')
  }
}

const fieldTypes: Readonly<Record<FieldType, { test: (value: unknown) => boolean; wanted: string }>> = {
  text: { test: isText, wanted: 'a text' },
  texts: { test: (value) => Array.isArray(value) && value.every(isText), wanted: 'a list of texts' },
  map: { test: isPlainMap, wanted: 'a map' },
  maps: { test: (value) => Array.isArray(value) && value.every(isPlainMap), wanted: 'a list of maps' },
  presence: { test: (value) => value === 'required' || value === 'optional', wanted: '"required" or "optional"' },
  definition: { test: (value) => isText(value) || isPlaceholder(value), wanted: 'a text, or "$text: <file>"' },
}

/** `$text: ./openapi.yaml` and its like, which Backstage fills in before it looks. */
function isPlaceholder(value: unknown): boolean {
  if (!isPlainMap(value)) return false
  const [[key, target] = [], ...others] = Object.entries(value)
  return key?.startsWith('$') === true && isText(target) && others.length === 0
}
