import type { At, ContractFact } from '../fact.ts'
import { asFlag, asList, asMap, asText, type Loose } from '../loose.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** The operations of a document of OpenAPI or Swagger, each with what a request must name. */
export function endpointsOf(root: Loose, at: (path: readonly string[]) => At): NonNullable<ContractFact['endpoints']> {
  return Object.entries(asMap(root.paths)).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = asMap(item)[method]
      if (operation === undefined) return []
      const parameters = [...asList(asMap(item).parameters), ...asList(asMap(operation).parameters)]
      const required = [
        ...parameters.flatMap((parameter) => requiredParameter(resolved(parameter, root))),
        ...requiredInBody(asMap(operation), root),
      ]
      const name = `${method.toUpperCase()} ${path}`
      return [{ at: at(['paths', path, method]), name, required: [...new Set(required)].sort() }]
    }),
  )
}

function requiredParameter(parameter: Loose): string[] {
  const name = asText(parameter.name)
  // A parameter of the path is part of the path.
  const isAsked = asFlag(parameter.required) === true && parameter.in !== 'path' && parameter.in !== 'body'
  return name !== undefined && isAsked ? [name] : []
}

/** Fields that the body must have, of its JSON where it has several forms. */
function requiredInBody(operation: Loose, root: Loose): string[] {
  const content = asMap(resolved(operation.requestBody, root).content)
  const schema = asMap(content['application/json'] ?? Object.values(content)[0]).schema
  const inSwagger = asList(operation.parameters)
    .map((each) => asMap(each))
    .find((each) => each.in === 'body')?.schema
  return asList(resolved(schema ?? inSwagger, root).required).flatMap((field) => asText(field) ?? [])
}

/** What a `$ref` inside the document leads to; one step is what documents have. */
function resolved(node: unknown, root: Loose): Loose {
  const reference = asText(asMap(node).$ref)
  if (reference === undefined || !reference.startsWith('#/')) return asMap(node)
  return asMap(
    reference
      .slice(2)
      .split('/')
      .reduce<unknown>((value, step) => asMap(value)[step], root),
  )
}
