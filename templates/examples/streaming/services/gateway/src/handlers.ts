import type { Handlers } from './platform/contract.ts'
import type { Health } from './platform/health.ts'
import { createRelay } from './relay.ts'
import { passOn, signedIn } from './session.ts'
import type { Settings } from './settings.ts'

/** Everything that this service does, by the `operationId` of openapi.yaml. The casts are safe: it checks requests. */
export function createHandlers(settings: Settings, _health: Health): Handlers {
  const relayPreview = createRelay('previews', settings)
  return {
    async signUp(request, reply) {
      const answer = await request.server.upstreams.auth.call(request, '/v1/users', {
        method: 'POST',
        body: request.body,
      })
      return reply.code(201).send(passOn(answer))
    },

    async signIn(request, reply) {
      const answer = await request.server.upstreams.auth.call(request, '/v1/tokens', {
        method: 'POST',
        body: request.body,
      })
      return reply.code(201).header('cache-control', 'no-store').send(passOn(answer))
    },

    async searchTitles(request) {
      await signedIn(request)
      const query = new URLSearchParams(request.query as Record<string, string>)
      return passOn(await request.server.upstreams.search.call(request, `/v1/titles?${query}`))
    },

    async playPreview(request, reply) {
      await signedIn(request)
      const { id } = request.params as { id: string }
      return relayPreview(request, reply, `/v1/previews/${encodeURIComponent(id)}`)
    },
  }
}
