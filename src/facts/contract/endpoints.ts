import type { Asked, At, Bodies, Endpoint, Shape } from '../fact.ts'
import { asFlag, asList, asMap, asText, type Loose } from '../loose.ts'
import { answers, requestBodies } from './bodies.ts'
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
      const takes = requestBodies(operation, parameters, root)
      const gives = answers(operation, root)
      const named = shapeOfAll(parameters, path)
      return [
        {
          at: at(['paths', path, method]),
          name: `${method.toUpperCase()} ${path}`,
          required: [
            ...parameters.flatMap(requiredParameter),
            ...requiredInBody(operation, parameters, takes, root),
            ...(asksForCredentials(operation, root) ? [{ name: 'credentials', in: 'security' } as const] : []),
          ],
          ...(named ? { parameters: named } : {}),
          ...(Object.keys(takes).length > 0 ? { takes } : {}),
          ...(Object.keys(gives).length > 0 ? { gives } : {}),
        },
      ]
    }),
  )
}

const places: ReadonlyMap<unknown, Asked['in']> = new Map([
  ['query', 'query'],
  ['header', 'header'],
  ['cookie', 'cookie'],
  ['formData', 'body'],
])

/** A parameter of the path is part of the path. */
function requiredParameter(parameter: Loose): Asked[] {
  const [name, place] = [asText(parameter.name), places.get(parameter.in)]
  return name !== undefined && place !== undefined && asFlag(parameter.required) === true ? [{ name, in: place }] : []
}

/** That there is a body at all, and the fields at its top; what only answers have, no request needs. */
function requiredInBody(operation: Loose, parameters: readonly Loose[], takes: Bodies, root: Loose): Asked[] {
  const body = parameters.find((parameter) => parameter.in === 'body') ?? resolved(operation.requestBody, root)
  const [first] = Object.values(takes)
  const shape = first?.ref === undefined ? first : shapeOf(resolved({ $ref: first.ref }, root))
  const fields = (shape?.required ?? []).filter((name) => shape?.fields?.[name]?.only !== 'got')
  return [...(asFlag(body.required) === true ? ['a body'] : []), ...fields].map((name) => ({ name, in: 'body' }))
}

/** Whether nobody gets through without some: a way to call it with none is an empty member of the list. */
function asksForCredentials(operation: Loose, root: Loose): boolean {
  const ways = asList(operation.security ?? root.security)
  return ways.length > 0 && ways.every((way) => Object.keys(asMap(way)).length > 0)
}

function shapeOfAll(parameters: readonly Loose[], path: string): Shape | undefined {
  const inPath = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name)
  const named = parameters.flatMap((parameter): [string, Shape][] => {
    const name = asText(parameter.name)
    if (name === undefined || parameter.in === 'body') return []
    // How one of the path is called concerns no caller. Swagger tells the type beside the name.
    const known = parameter.in === 'path' ? `parameter ${inPath.indexOf(name) + 1} of its path` : name
    return [[known, shapeOf(parameter.schema ?? parameter)]]
  })
  return named.length > 0 ? { fields: Object.fromEntries(named) } : undefined
}
