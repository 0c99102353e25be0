import * as sampler from 'openapi-sampler'
import type { Api, Operation, Parameter, Schema } from './api.ts'
import { checkerOf } from './check-schema.ts'

/** A value that the schema allows, examples first; undefined where none is found. */
export function sampleOf(api: Api, schema: Schema, example?: unknown): unknown {
  const check = checkerOf(api, schema)
  return [() => example, () => generate(api, schema), () => generate(api, schema, { skipNonRequired: true })]
    .map((make) => make())
    .find((value) => value !== undefined && check(value).length === 0)
}

/** The body of a valid request. */
export const sampleBody = (api: Api, { body }: Operation): unknown =>
  body === undefined ? undefined : sampleOf(api, body.schema, body.example)

/** A valid value of a parameter, as text. */
export function sampleParameter(api: Api, { schema, example }: Parameter): string {
  const value = sampleOf(api, schema, example) ?? 'sample'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function generate(api: Api, schema: Schema, more: { skipNonRequired?: boolean } = {}): unknown {
  try {
    return sampler.sample(
      schema as never,
      { skipReadOnly: true, quiet: true, enablePatterns: true, ...more },
      api.document,
    )
  } catch {
    return undefined
  }
}
