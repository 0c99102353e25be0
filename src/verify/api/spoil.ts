import { isPlainMap, type Loose } from '../../yaml/loose.ts'
import type { Api, Operation, Schema } from './api.ts'
import { checkerOf, type SchemaFault } from './check-schema.ts'
import { follow } from './follow.ts'
import { sampleBody } from './samples.ts'

/** A body that breaks its schema, and where. */
export interface SpoiledBody {
  /** In words: `name is missing`. */
  readonly how: string
  readonly body: unknown
  readonly faults: readonly SchemaFault[]
}

/** Bodies that an operation must refuse: a valid one, each time with one thing made wrong. */
export function spoiledBodies(api: Api, operation: Operation): SpoiledBody[] {
  const valid = sampleBody(api, operation)
  if (operation.body === undefined || valid === undefined) return []
  const check = checkerOf(api, operation.body.schema)
  return candidates(valid)
    .concat(beyondLimits(api, operation.body.schema, valid))
    .map(({ how, body }) => ({ how, body, faults: check(body) }))
    .filter(({ faults }) => faults.length > 0)
}

type Candidate = Pick<SpoiledBody, 'how' | 'body'>

/** Wrong whatever the schema says exactly; those that it allows are left out afterwards. */
function candidates(valid: unknown): Candidate[] {
  const whole: Candidate[] = [
    { how: 'a list in place of the body', body: isPlainMap(valid) ? [] : {} },
    { how: 'null in place of the body', body: null },
  ]
  if (!isPlainMap(valid)) return whole
  const keys = Object.keys(valid)
  return [
    ...keys.map((key) => ({ how: `"${key}" missing`, body: without(valid, key) })),
    ...keys.map((key) => ({
      how: `"${key}" of a wrong type`,
      body: { ...valid, [key]: otherType(valid[key]) },
    })),
    { how: 'a property that is not in the schema', body: { ...valid, 'not-in-the-schema': true } },
    ...whole,
  ]
}

function beyondLimits(api: Api, schema: Schema, valid: unknown): Candidate[] {
  if (!isPlainMap(valid)) return []
  const properties = propertiesOf(api, schema)
  return Object.entries(properties).flatMap(([key, property]) =>
    outside(property).map(({ how, value }) => ({ how: `"${key}" ${how}`, body: { ...valid, [key]: value } })),
  )
}

/** Values just beyond what a property allows. */
function outside(schema: Loose): { readonly how: string; readonly value: unknown }[] {
  const limit = (name: string): number | undefined =>
    typeof schema[name] === 'number' ? (schema[name] as number) : undefined
  const { maxLength, minLength, maximum, minimum, maxItems } = {
    maxLength: limit('maxLength'),
    minLength: limit('minLength'),
    maximum: limit('maximum'),
    minimum: limit('minimum'),
    maxItems: limit('maxItems'),
  }
  return [
    ...(maxLength !== undefined && maxLength < 100_000 ? [{ how: 'too long', value: 'x'.repeat(maxLength + 1) }] : []),
    ...(minLength !== undefined && minLength > 0 ? [{ how: 'too short', value: '' }] : []),
    ...(maximum !== undefined ? [{ how: 'too large', value: maximum + 1 }] : []),
    ...(minimum !== undefined ? [{ how: 'too small', value: minimum - 1 }] : []),
    ...(maxItems !== undefined && maxItems < 1_000
      ? [{ how: 'with too many items', value: Array.from({ length: maxItems + 1 }, () => 'x') }]
      : []),
    ...(Array.isArray(schema['enum']) ? [{ how: 'not of the list', value: 'not-of-the-list' }] : []),
  ]
}

function propertiesOf({ document }: Api, schema: Schema): Record<string, Loose> {
  const resolved = follow(document, schema)
  const properties = isPlainMap(resolved['properties']) ? resolved['properties'] : {}
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, follow(document, value)]))
}

const without = (map: Loose, key: string): Loose =>
  Object.fromEntries(Object.entries(map).filter(([name]) => name !== key))

const otherType = (value: unknown): unknown => (typeof value === 'object' ? 'not-an-object' : { not: typeof value })
