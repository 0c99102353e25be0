import type { Asked, At, Endpoint, Shape } from '../fact.ts'
import { asFlag, asList, asMap, asText, type Loose } from '../loose.ts'
import { answers, requestBodies } from './bodies.ts'
import { resolved } from './references.ts'
import { shapeOf } from './shapes.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** The operations of a document of OpenAPI or Swagger, each with what a request must name, what it takes and gives. */
export function endpointsOf(root: Loose, at: (path: readonly string[]) => At): Endpoint[] {
  return Object.entries(asMap(root.paths)).flatMap(([path, item]) =>
    methods.flatMap((method): Endpoint[] => {
      const offered = resolved(item, root)
      const operation = asMap(offered[method])
      if (offered[method] === undefined) return []
      const parameters = parametersOf(offered, operation, root)
      const takes = requestBodies(operation, parameters, root)
      const gives = answers(operation, root)
      const named = shapeOfAll(parameters, path)
      return [
        {
          at: at(['paths', path, method]),
          name: `${method.toUpperCase()} ${path}`,
          required: [
            ...parameters.flatMap(requiredParameter),
            ...(asksForBody(operation, parameters, root) ? [{ name: 'a body', in: 'body' } as const] : []),
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
  ['formData', 'form'],
])

/** A parameter of the path is part of the path. */
function requiredParameter(parameter: Loose): Asked[] {
  const [name, place] = [asText(parameter.name), places.get(parameter.in)]
  return name !== undefined && place !== undefined && asFlag(parameter.required) === true ? [{ name, in: place }] : []
}

function asksForBody(operation: Loose, parameters: readonly Loose[], root: Loose): boolean {
  const body = parameters.find((parameter) => parameter.in === 'body') ?? resolved(operation.requestBody, root)
  return asFlag(body.required) === true
}

/** Those of an operation, and of its path where it has none of that name and place itself. */
function parametersOf(item: Loose, operation: Loose, root: Loose): Loose[] {
  const all = [...asList(item.parameters), ...asList(operation.parameters)].map((each) => resolved(each, root))
  return [...new Map(all.map((each) => [`${asText(each.in)} ${asText(each.name)}`, each])).values()]
}

/** Whether nobody gets through without some: a way to call it with none is an empty member of the list. */
function asksForCredentials(operation: Loose, root: Loose): boolean {
  const ways = asList(operation.security ?? root.security)
  return ways.length > 0 && ways.every((way) => Object.keys(asMap(way)).length > 0)
}

function shapeOfAll(parameters: readonly Loose[], path: string): Shape | undefined {
  const inPath = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name)
  const named = parameters.flatMap((parameter): [string, Shape][] => {
    const name = asText(parameter.name)
    // Swagger tells the type beside the name.
    return name === undefined || parameter.in === 'body'
      ? []
      : [[knownAs(name, parameter.in, inPath), shapeOf(parameter.schema ?? parameter)]]
  })
  return named.length > 0 ? { fields: Object.fromEntries(named) } : undefined
}

/** What tells a parameter from others. How one of the path is called concerns no caller, nor the case of a header. */
function knownAs(name: string, place: unknown, inPath: readonly (string | undefined)[]): string {
  if (place === 'path') return `parameter ${inPath.indexOf(name) + 1} of its path`
  if (place === 'header') return `header ${name.toLowerCase()}`
  return place === 'cookie' ? `cookie ${name}` : name
}
