import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createSchemas } from './contract-schemas.ts'
import type { OpenApi, Operation } from './openapi.ts'

/** Answers one operation. Its request has passed validation; what it returns is validated too. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown
/** A handler for each `operationId`. */
export type Handlers = Readonly<Record<string, Handler>>

/** Serves the operations of openapi.yaml, and the file itself. Throws where document and handlers do not match. */
export function serveContract(app: FastifyInstance, openapi: OpenApi, handlers: Handlers): void {
  checkHandlers(openapi.operations, handlers)
  const schemas = createSchemas(openapi)
  app.setValidatorCompiler(schemas.compileRequestPart)
  for (const operation of openapi.operations) {
    const serialize = schemas.responseSerializer(operation)
    // In a scope of its own, for a serializer belongs to a scope.
    app.register(async (scope) => {
      scope.setReplySerializer(serialize)
      scope.route({
        method: operation.method,
        url: routerPath(operation.path),
        config: { route: operation.path },
        schema: schemas.requestSchema(operation),
        handler: handlers[operation.id] as Handler,
      })
    })
  }
  app.get('/openapi.yaml', async (_request, reply) => reply.type('application/yaml').send(openapi.text))
}

function checkHandlers(operations: readonly Operation[], handlers: Handlers): void {
  const ids = operations.map((operation) => operation.id)
  const problems = [
    ...ids.filter((id) => !Object.hasOwn(handlers, id)).map((id) => `no handler answers ${id}`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two operations are called ${id}`),
    ...Object.keys(handlers)
      .filter((id) => !ids.includes(id))
      .map((id) => `the handler ${id} has no operation`),
  ]
  if (problems.length > 0) throw new Error(`openapi.yaml and the handlers differ: ${problems.join('; ')}`)
}

/** `/v1/items/{id}` → `/v1/items/:id` */
const routerPath = (path: string): string => path.replaceAll(/\{([^}]+)\}/g, ':$1')
