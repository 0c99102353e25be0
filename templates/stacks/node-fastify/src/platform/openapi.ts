import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

export type Schema = Readonly<Record<string, unknown>>

interface Media {
  readonly schema?: Schema
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required?: boolean
  readonly schema: Schema
}

export interface Response {
  readonly content?: Readonly<Record<string, Media>>
}

/** One operation of the document, with its references to parameters, bodies and responses followed. */
export interface Operation {
  readonly id: string
  readonly method: string
  /** As OpenAPI writes it: `/v1/items/{id}`. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> } | undefined
  readonly responses: Readonly<Record<string, Response>>
}

export interface OpenApi {
  /** The file as it stands, to be served. */
  readonly text: string
  /** The parsed document; every `$ref` in it names `documentId`, so that its parts can be used anywhere. */
  readonly document: Schema
  readonly operations: readonly Operation[]
}

/** The name under which schemas refer to the document. */
export const documentId = 'openapi.yaml'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

type Node = Readonly<Record<string, unknown>>

/** Reads `openapi.yaml`, which lies beside `src` and `dist`. */
export function loadOpenApi(file = new URL('../../openapi.yaml', import.meta.url)): OpenApi {
  return parseOpenApi(readFileSync(file, 'utf8'))
}

export function parseOpenApi(text: string): OpenApi {
  const document = parse(text, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && value.startsWith('#') ? `${documentId}${value}` : value,
  ) as Node
  const follow = (value: unknown): unknown => {
    const reference = (value as Node | undefined)?.$ref
    return typeof reference === 'string' ? follow(lookUp(document, reference)) : value
  }

  const operations = Object.entries((document.paths ?? {}) as Record<string, Node>).flatMap(([path, item]) =>
    methods.filter((method) => item[method] !== undefined).map((method) => readOperation(path, method, item, follow)),
  )
  return { text, document, operations }
}

function readOperation(path: string, method: string, item: Node, follow: (value: unknown) => unknown): Operation {
  const node = item[method] as Node
  const place = `${method.toUpperCase()} ${path}`
  if (typeof node.operationId !== 'string') throw new Error(`openapi.yaml: ${place} has no operationId`)
  const listed = [item.parameters, node.parameters].flatMap((list) => ((list ?? []) as unknown[]).map(follow))
  const parameters = (listed as Parameter[]).filter(
    (parameter, index, all) =>
      // An operation's own parameter wins over its path's.
      !all.slice(index + 1).some((later) => later.name === parameter.name && later.in === parameter.in),
  )
  if (parameters.some((parameter) => parameter.in === 'cookie' || parameter.schema === undefined)) {
    throw new Error(`openapi.yaml: ${place}: a parameter must have a schema and be in path, query or header`)
  }
  const responses = Object.entries((node.responses ?? {}) as Node).map(([status, response]) => [
    status,
    follow(response),
  ])
  return {
    id: node.operationId,
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((parameter) => ({ ...parameter, schema: follow(parameter.schema) as Schema })),
    body: follow(node.requestBody) as Operation['body'],
    responses: Object.fromEntries(responses) as Operation['responses'],
  }
}

function lookUp(document: Node, reference: string): unknown {
  const [file, pointer = ''] = reference.split('#')
  const found = pointer
    .split('/')
    .slice(1)
    .map((segment) => decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, segment) => (value as Node | undefined)?.[segment], document)
  if (file !== documentId || found === undefined) throw new Error(`openapi.yaml: nothing is at ${reference}`)
  return found
}
