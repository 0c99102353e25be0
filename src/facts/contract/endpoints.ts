import type { At, Endpoint, Shape } from '../fact.ts'
import { asFlag, asList, asMap, asText, type Loose } from '../loose.ts'
import { resolved } from './references.ts'
import { shapeOf } from './shapes.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** The operations of a document of OpenAPI or Swagger, each with what a request must name, what it takes and gives. */
export function endpointsOf(root: Loose, at: (path: readonly string[]) => At): Endpoint[] {
  return Object.entries(asMap(root.paths)).flatMap(([path, item]) =>
    methods.flatMap((method): Endpoint[] => {
      const operation = asMap(asMap(item)[method])
      if (asMap(item)[method] === undefined) return []
      const parameters = [...asList(asMap(item).parameters), ...asList(operation.parameters)].map((parameter) =>
        resolved(parameter, root),
      )
      const body = bodyOf(operation, parameters, root)
      const asked = asList(resolved(body, root).required).flatMap((field) => asText(field) ?? [])
      const required = [...parameters.flatMap(requiredParameter), ...asked]
      const [taken, gives] = [shapeOfAll(parameters, body), answersOf(operation, root)]
      return [
        {
          at: at(['paths', path, method]),
          name: `${method.toUpperCase()} ${path}`,
          required: [...new Set(required)].sort(),
          ...(taken.length > 0 ? { takes: taken } : {}),
          ...(Object.keys(gives).length > 0 ? { gives } : {}),
        },
      ]
    }),
  )
}

function requiredParameter(parameter: Loose): string[] {
  const name = asText(parameter.name)
  // A parameter of the path is part of the path.
  const isAsked = asFlag(parameter.required) === true && parameter.in !== 'path' && parameter.in !== 'body'
  return name !== undefined && isAsked ? [name] : []
}

/** The schema of the body, in OpenAPI or in Swagger. */
function bodyOf(operation: Loose, parameters: readonly Loose[], root: Loose): unknown {
  const schema = schemaIn(resolved(operation.requestBody, root))
  return schema ?? parameters.find((parameter) => parameter.in === 'body')?.schema
}

/** That of JSON, where there are several forms. */
function schemaIn(body: Loose): unknown {
  const content = asMap(body.content)
  return asMap(content['application/json'] ?? Object.values(content)[0]).schema
}

function shapeOfAll(parameters: readonly Loose[], body: unknown): Shape[] {
  // Swagger tells the type beside the name; how a parameter of a path is called concerns nobody.
  const named = parameters.flatMap((parameter): [string, Shape][] => {
    const name = asText(parameter.name)
    return name === undefined || parameter.in === 'body' || parameter.in === 'path'
      ? []
      : [[name, shapeOf(parameter.schema ?? parameter)]]
  })
  return [
    ...(named.length > 0 ? [{ fields: Object.fromEntries(named) }] : []),
    ...(body === undefined ? [] : [shapeOf(body)]),
  ]
}

/** What it answers where all went well. */
function answersOf(operation: Loose, root: Loose): Record<string, Shape> {
  const good = Object.entries(asMap(operation.responses)).filter(([status]) => /^2/.test(status))
  return Object.fromEntries(
    good.map(([status, answer]) => {
      const response = resolved(answer, root)
      return [status, shapeOf(schemaIn(response) ?? response.schema)] as const
    }),
  )
}
