import type { Bodies } from '../contract-facts.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { resolved } from './references.ts'
import { shapeOf } from './shapes.ts'

/** The body that a request has, by media type, in OpenAPI or in Swagger. */
export function requestBodies(operation: Loose, parameters: readonly Loose[], root: Loose): Bodies {
  const body = parameters.find((parameter) => parameter.in === 'body')
  return body === undefined
    ? bodiesOf(resolved(operation.requestBody, root))
    : alike(body.schema, operation.consumes ?? root.consumes)
}

/** What an operation answers where all went well, by status and media type. */
export function answers(operation: Loose, root: Loose): Record<string, Bodies> {
  const good = Object.entries(asMap(operation.responses)).filter(([status]) => /^2/.test(status))
  return Object.fromEntries(
    good.map(([status, answer]) => {
      const { content, schema } = resolved(answer, root)
      const bodies = schema === undefined ? bodiesOf({ content }) : alike(schema, operation.produces ?? root.produces)
      return [status.toUpperCase(), bodies] as const
    }),
  )
}

const bodiesOf = ({ content }: Loose): Bodies =>
  Object.fromEntries(
    Object.entries(asMap(content)).map(([type, body]) => [mediaType(type), shapeOf(asMap(body).schema)]),
  )

/** Swagger has one schema for all media types; where it names none, all that is known is JSON. */
function alike(schema: unknown, types: unknown): Bodies {
  const named = asList(types).flatMap((type) => asText(type) ?? [])
  const shape = shapeOf(schema)
  return Object.fromEntries((named.length > 0 ? named : ['application/json']).map((type) => [mediaType(type), shape]))
}

/** Without what stands behind it, such as the character set. */
const mediaType = (type: string): string => (type.split(';')[0] ?? type).trim().toLowerCase()
