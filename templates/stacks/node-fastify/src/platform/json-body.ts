import type { FastifyInstance } from 'fastify'

/** Takes JSON and nothing else. An empty body counts as none, also under a JSON content type. */
export function takeJsonOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') done(null, undefined)
    else parseJson(request, text.toString(), done)
  })
}
