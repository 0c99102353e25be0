import type { FastifyRequest } from 'fastify'
import { Problem } from './platform/problems.ts'
import type { UpstreamAnswer } from './platform/upstream.ts'

export interface User {
  readonly id: string
  readonly name: string
}

/** The user whose token came with the request; auth is asked. Throws a 401 when there is none. */
export async function signedIn(request: FastifyRequest): Promise<User> {
  const [, token] = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (token === undefined) throw notSignedIn('Send the token of a session as a bearer token.')
  const answer = await request.server.upstreams.auth.call(request, '/v1/tokens/introspect', {
    method: 'POST',
    body: { token },
  })
  const { user } = passOn(answer) as { readonly user?: User }
  if (user === undefined) throw notSignedIn('The session is over, or never was.')
  return user
}

/** What a service answered; what it refused is refused here, in its words. */
export function passOn({ status, body }: UpstreamAnswer): unknown {
  if (status < 400) return body
  throw new Problem(status, (body as { readonly detail?: string } | null)?.detail ?? 'The request was refused.')
}

const notSignedIn = (detail: string): Problem => new Problem(401, detail, { headers: { 'www-authenticate': 'Bearer' } })
