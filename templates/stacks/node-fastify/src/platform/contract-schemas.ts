import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifySchema, FastifySchemaCompiler } from 'fastify'
import { documentId, type OpenApi, type Operation, type Parameter, type Response, type Schema } from './openapi.ts'

export interface Schemas {
  /** For Fastify: parameters arrive as text and are coerced, bodies are taken as they are. */
  readonly compileRequestPart: FastifySchemaCompiler<Schema>
  requestSchema(operation: Operation): FastifySchema
  /** Throws when a response is not what the operation declares: a bug of ours, so the client gets a 500. */
  responseSerializer(operation: Operation): (payload: unknown, statusCode: number) => string
}

/** Validation by the schemas of the document (JSON Schema 2020-12). */
export function createSchemas(openapi: OpenApi): Schemas {
  const parameters = ajvFor(openapi, { coerceTypes: 'array', useDefaults: true })
  const bodies = ajvFor(openapi, { useDefaults: true })
  const responses = ajvFor(openapi, {})
  return {
    compileRequestPart: ({ schema, httpPart }) => (httpPart === 'body' ? bodies : parameters).compile(schema),
    requestSchema,
    responseSerializer(operation) {
      const validators = new Map(
        Object.entries(operation.responses).map(([status, response]) => [status, compile(responses, response)]),
      )
      return (payload, statusCode) => {
        const validate =
          validators.get(`${statusCode}`) ??
          validators.get(`${Math.trunc(statusCode / 100)}XX`) ??
          validators.get('default')
        if (validate?.(payload)) return JSON.stringify(payload)
        const fault = validate
          ? `with what openapi.yaml forbids: ${responses.errorsText(validate.errors)}`
          : 'which openapi.yaml does not declare with a JSON body'
        throw new Error(`${operation.id} answered ${statusCode}, ${fault}`)
      }
    },
  }
}

function ajvFor(openapi: OpenApi, options: Options): Ajv2020 {
  // Checking the schemas themselves would cost 8 MB for the life of the process; a test does it instead.
  const ajv = new Ajv2020({ ...options, strictTypes: false, strictRequired: false, validateSchema: false, meta: false })
  addFormats.default(ajv)
  // Words that OpenAPI has beside those of JSON Schema. Any other unknown word is an error: most likely a typo.
  ajv.addVocabulary([...Object.keys(openapi.document), 'example', 'xml', 'externalDocs', 'discriminator'])
  return ajv.addSchema(openapi.document, documentId, false, false)
}

function compile(ajv: Ajv2020, { content = {} }: Response): ValidateFunction | undefined {
  const schema = (content['application/json'] ?? content['application/problem+json'])?.schema
  return schema && ajv.compile(schema)
}

function requestSchema({ id, parameters, body }: Operation): FastifySchema {
  const json = body?.content['application/json']?.schema
  if (body && !json) throw new Error(`openapi.yaml: ${id}: a request body needs a schema for application/json`)
  return {
    ...part('params', parameters, 'path'),
    ...part('querystring', parameters, 'query'),
    ...part('headers', parameters, 'header'),
    // Fastify validates an absent body as null.
    ...(body ? { body: body.required ? json : { anyOf: [{ type: 'null' }, json] } } : {}),
  }
}

/** Where an operation takes no parameters of a kind, nothing is there to be checked at each request. */
function part(name: keyof FastifySchema, parameters: readonly Parameter[], place: Parameter['in']): FastifySchema {
  const own = parameters
    .filter((parameter) => parameter.in === place)
    .map((parameter) => ({ ...parameter, name: place === 'header' ? parameter.name.toLowerCase() : parameter.name }))
  if (own.length === 0) return {}
  const schema: Schema = {
    type: 'object',
    required: own.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    properties: Object.fromEntries(own.map((parameter) => [parameter.name, parameter.schema])),
  }
  return { [name]: schema }
}
