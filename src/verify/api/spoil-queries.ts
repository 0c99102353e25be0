import type { Api, Operation, Parameter } from './api.ts'
import { checkerOf } from './check-schema.ts'
import { sampleParameter } from './samples.ts'

/** A query that an operation must refuse. */
export interface SpoiledQuery {
  readonly how: string
  readonly query: string
}

/** Queries with one parameter made wrong, or left out where it is required. */
export function spoiledQueries(api: Api, operation: Operation): SpoiledQuery[] {
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query')
  const required = inQuery.filter((parameter) => parameter.required)
  const pair = (name: string, value: string): string => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  const queryWith = (changed: Parameter, value: string | undefined): string =>
    [
      ...required
        .filter(({ name }) => name !== changed.name)
        .map((parameter) => pair(parameter.name, sampleParameter(api, parameter))),
      ...(value === undefined ? [] : [pair(changed.name, value)]),
    ].join('&')
  return inQuery.flatMap((parameter) => [
    ...wrongValues(api, parameter).map((value) => ({
      how: `${parameter.name}=${value.length > 20 ? `${value.slice(0, 17)}...` : value}`,
      query: queryWith(parameter, value),
    })),
    ...(parameter.required ? [{ how: `without ${parameter.name}`, query: queryWith(parameter, undefined) }] : []),
  ])
}

/** Texts that a parameter cannot be, whatever its type is read as. */
function wrongValues(api: Api, { schema }: Parameter): string[] {
  const check = checkerOf(api, schema)
  const { minimum, maximum, maxLength } = schema
  const isNumeric = schema['type'] === 'integer' || schema['type'] === 'number'
  const numbers = [
    ...(typeof minimum === 'number' ? [minimum - 1] : []),
    ...(typeof maximum === 'number' ? [maximum + 1] : []),
    ...(schema['type'] === 'integer' ? [1.5] : []),
  ]
  const texts = [
    ...(Array.isArray(schema['enum']) ? ['not-of-the-list'] : []),
    ...(typeof maxLength === 'number' && maxLength < 4_000 ? ['x'.repeat(maxLength + 1)] : []),
  ]
  if (isNumeric) return ['abc', ...numbers.filter((value) => check(value).length > 0).map(String)]
  if (schema['type'] === 'boolean') return ['maybe']
  return texts.filter((value) => check(value).length > 0)
}
