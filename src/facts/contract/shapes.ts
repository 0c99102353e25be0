import type { Shape } from '../contract-facts.ts'
import { asList, asMap, asText } from '../loose.ts'

/** Deeper than this no schema that people write goes; what is deeper counts as unknown. */
const deepest = 16

/**
 * What a JSON schema of OpenAPI, Swagger or AsyncAPI says of a value, references kept as they are. What is told in a way
 * that is not looked into (`oneOf`, `anyOf`, maps) is unknown: `{}`.
 */
export function shapeOf(schema: unknown, depth = 0): Shape {
  const map = asMap(schema)
  const reference = asText(map.$ref)
  if (depth > deepest) return {}
  if (reference !== undefined) return { ref: reference }
  const all = asList(map.allOf)
  if (all.length > 0) {
    const own = map.properties === undefined && map.required === undefined ? [] : [fieldsOf(schema, depth)]
    const parts = [...all.map((part) => shapeOf(part, depth + 1)), ...own]
    // One reference with a description beside it; it may lead to a text as well.
    return parts.length === 1 && parts[0] ? parts[0] : { all: parts }
  }
  if (map.oneOf !== undefined || map.anyOf !== undefined) return {}
  // `[string, 'null']` and `nullable` say as little as their absence: many documents leave it out.
  const types = [map.type].flat().filter((type) => typeof type === 'string' && type !== 'null')
  const type = types.length === 1 ? asText(types[0]) : undefined
  if (map.properties !== undefined || (map.required !== undefined && (type ?? 'object') === 'object'))
    return fieldsOf(schema, depth)
  if (type === 'array' || (type === undefined && map.items !== undefined))
    return { items: shapeOf(map.items, depth + 1) }
  if (type === undefined) return {}
  const values = asList(map.enum).flatMap((value) => asText(value) ?? [])
  return values.length > 0 ? { type, values } : { type }
}

function fieldsOf(schema: unknown, depth: number): Shape {
  const { properties, required } = asMap(schema)
  const named = asList(required).flatMap((field) => asText(field) ?? [])
  const fields = Object.entries(asMap(properties)).map(([name, field]) => [name, shapeOf(field, depth + 1)] as const)
  return { fields: Object.fromEntries(fields), ...(named.length > 0 ? { required: named } : {}) }
}
