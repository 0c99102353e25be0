/** A JSON Schema as it stands in a document. */
export type Schema = Readonly<Record<string, unknown>>

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly schema: Schema
  readonly example?: unknown
}

/** What an operation takes as its body. */
export interface RequestBody {
  readonly required: boolean
  readonly mediaType: string
  readonly schema: Schema
  readonly example?: unknown
}

/** One method of one path. */
export interface Operation {
  /** Upper case. */
  readonly method: string
  /** With the server's base path, as a template: `/v1/items/{id}`. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body?: RequestBody
  /** By status as written (`200`, `4XX`, `default`), then by media type; a schema may be missing. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, Schema | undefined>>>>
}

/** An OpenAPI document, read. */
export interface Api {
  readonly operations: readonly Operation[]
  readonly version: string
  /** For `$ref`. */
  readonly document: Readonly<Record<string, unknown>>
}

/** `GET /v1/items`, as people call it. */
export const nameOf = ({ method, path }: Operation): string => `${method} ${path}`

export const isJson = (mediaType: string): boolean => /^application\/(?:[\w.+-]+\+)?json\b/i.test(mediaType)

/** An operation that takes JSON; one that needs no id before others. */
export function takingJson({ operations }: Api): Operation | undefined {
  const taking = operations.filter(({ body }) => body !== undefined && isJson(body.mediaType))
  return taking.find(({ method, path }) => method === 'POST' && !path.includes('{')) ?? taking[0]
}

/** A safe operation that needs no id. */
export const reading = ({ operations }: Api): Operation | undefined =>
  operations.find(
    ({ method, path, parameters }) =>
      method === 'GET' && !path.includes('{') && !parameters.some(({ required }) => required),
  )

/** A safe operation on one thing, by its id. */
export const readingOne = ({ operations }: Api): Operation | undefined =>
  operations.find(({ method, path }) => method === 'GET' && path.includes('{'))
