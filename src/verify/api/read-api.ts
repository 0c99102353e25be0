import { isPlainMap, type Loose } from '../../yaml/loose.ts'
import { readYaml } from '../../yaml/read.ts'
import type { Api, Operation, Parameter, RequestBody, Schema } from './api.ts'
import { isJson } from './api.ts'
import { follow } from './follow.ts'

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options']

/** Reads an OpenAPI 3 document, as YAML or JSON; undefined for text that is none. */
export function readApi(text: string): Api | undefined {
  const data = readYaml(text, 'openapi.yaml').documents[0]?.data
  if (!isPlainMap(data) || typeof data['openapi'] !== 'string') return undefined
  const resolve: Resolve = (value) => follow(data, value)
  const base = basePath(data)
  const operations = Object.entries(mapOf(data['paths'])).flatMap(([path, item]) => {
    const { parameters, ...rest } = resolve(item)
    return Object.entries(rest)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => toOperation(method, base + path, resolve(operation), listOf(parameters), resolve))
  })
  return { operations, version: data['openapi'], document: data }
}

type Resolve = (value: unknown) => Loose

function toOperation(
  method: string,
  path: string,
  operation: Loose,
  shared: readonly unknown[],
  resolve: Resolve,
): Operation {
  const own = listOf(operation['parameters']).map((parameter) => toParameter(resolve(parameter)))
  const inherited = shared
    .map((parameter) => toParameter(resolve(parameter)))
    .filter((parameter) => !own.some((other) => other.name === parameter.name && other.in === parameter.in))
  const body = toBody(resolve(operation['requestBody']))
  const responses = Object.entries(mapOf(operation['responses'])).map(([status, response]) => {
    const content = Object.entries(mapOf(resolve(response)['content']))
    return [status, Object.fromEntries(content.map(([type, media]) => [type, schemaOf(mapOf(media)['schema'])]))]
  })
  return {
    method: method.toUpperCase(),
    path,
    parameters: [...inherited, ...own],
    ...(body ? { body } : {}),
    responses: Object.fromEntries(responses),
  }
}

function toParameter(parameter: Loose): Parameter {
  const [content] = Object.values(mapOf(parameter['content']))
  const example = exampleOf(parameter)
  return {
    name: String(parameter['name']),
    in: parameter['in'] as Parameter['in'],
    required: parameter['required'] === true || parameter['in'] === 'path',
    schema: schemaOf(parameter['schema']) ?? schemaOf(mapOf(content)['schema']) ?? {},
    ...(example === undefined ? {} : { example }),
  }
}

function toBody(body: Loose): RequestBody | undefined {
  const media = Object.entries(mapOf(body['content']))
  const [mediaType, content] = media.find(([type]) => isJson(type)) ?? media[0] ?? []
  if (mediaType === undefined) return undefined
  const example = exampleOf(mapOf(content))
  return {
    required: body['required'] === true,
    mediaType,
    schema: schemaOf(mapOf(content)['schema']) ?? {},
    ...(example === undefined ? {} : { example }),
  }
}

function exampleOf(holder: Loose): unknown {
  const [first] = Object.values(mapOf(holder['examples']))
  return holder['example'] ?? mapOf(first)['value']
}

const here = 'http://localhost'

/** Only the path of the first server counts: where it runs, we know better. */
function basePath(document: Loose): string {
  const url = mapOf(listOf(document['servers'])[0])['url']
  if (typeof url !== 'string') return ''
  const plain = url.replace(/\{[^}]*\}/g, 'x')
  return URL.canParse(plain, here) ? new URL(plain, here).pathname.replace(/\/+$/, '') : ''
}

const mapOf = (value: unknown): Loose => (isPlainMap(value) ? value : {})
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const schemaOf = (value: unknown): Schema | undefined => (isPlainMap(value) ? value : undefined)
