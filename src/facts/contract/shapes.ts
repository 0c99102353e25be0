import type { Shape } from '../contract-facts.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'

/** Deeper than this no schema that people write goes; what is deeper counts as unknown. */
const deepest = 16

/**
 * What a JSON schema of OpenAPI, Swagger or AsyncAPI says of a value, references kept as they are. What is told in a way
 * that is not looked into is unknown: `{}`. That a value may be `null` is said in four ways.
 */
export function shapeOf(schema: unknown, depth = 0): Shape {
  if (depth > deepest) return {}
  const map = asMap(schema)
  const options = asList(map.oneOf ?? map.anyOf)
  const values = options.filter((option) => !isNull(option))
  const isNullable =
    map.nullable === true ||
    map['x-nullable'] === true ||
    namedTypes(map).includes('null') ||
    values.length < options.length
  const only = map.readOnly === true ? 'got' : map.writeOnly === true ? 'given' : undefined
  return {
    ...(options.length > 0 ? eitherOf(values, depth) : plainShape(map, depth)),
    ...(isNullable ? { isNullable } : {}),
    ...(only ? { only } : {}),
  }
}

const isNull = (schema: unknown): boolean => asMap(schema).type === 'null'

const namedTypes = ({ type }: Loose): readonly unknown[] => [type].flat()

function eitherOf(options: readonly unknown[], depth: number): Shape {
  const either = options.map((option) => shapeOf(option, depth + 1))
  return either.length === 1 && either[0] ? either[0] : { either }
}

function plainShape(map: Loose, depth: number): Shape {
  const reference = asText(map.$ref)
  if (reference !== undefined) return { ref: reference }
  const all = asList(map.allOf)
  if (all.length > 0) {
    const own = map.properties === undefined && map.required === undefined ? [] : [fieldsOf(map, depth)]
    const parts = [...all.map((part) => shapeOf(part, depth + 1)), ...own]
    // A description beside a reference, which may lead to a text as well, or that it may be null: no part of an object.
    const telling = parts.filter((part) => Object.keys(part).some((key) => key !== 'isNullable' && key !== 'only'))
    const nullable = parts.some((part) => part.isNullable && !telling.includes(part))
      ? ({ isNullable: true } as const)
      : {}
    return telling.length === 1 && telling[0] ? { ...telling[0], ...nullable } : { all: telling, ...nullable }
  }
  const types = namedTypes(map).filter((each) => typeof each === 'string' && each !== 'null')
  const type = types.length === 1 ? asText(types[0]) : undefined
  if (map.properties !== undefined || (map.required !== undefined && (type ?? 'object') === 'object'))
    return fieldsOf(map, depth)
  if (type === 'array' || (type === undefined && map.items !== undefined))
    return { items: shapeOf(map.items, depth + 1) }
  if (type === undefined) return {}
  if (type === 'object' && typeof map.additionalProperties === 'object')
    return { type, entries: shapeOf(map.additionalProperties, depth + 1) }
  const values = asList(map.enum).flatMap((value) => asText(value) ?? [])
  return values.length > 0 ? { type, values } : { type }
}

function fieldsOf({ properties, required }: Loose, depth: number): Shape {
  const named = asList(required).flatMap((field) => asText(field) ?? [])
  const fields = Object.entries(asMap(properties)).map(([name, field]) => [name, shapeOf(field, depth + 1)] as const)
  return { fields: Object.fromEntries(fields), ...(named.length > 0 ? { required: named } : {}) }
}
