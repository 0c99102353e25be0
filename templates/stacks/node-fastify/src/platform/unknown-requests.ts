import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem, pathOf } from './problems.ts'

interface KnownPath {
  readonly form: RegExp
  readonly methods: Set<string>
}

/**
 * Answers 404 where no route has the path, and 405 with `Allow` where one has it under other methods.
 * In a hook, so that neither depends on what the body looks like.
 */
export function refuseUnknownRequests(app: FastifyInstance): void {
  const paths = new Map<string, KnownPath>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = paths.get(url) ?? { form: formOf(url), methods: new Set() }
    for (const one of [method].flat()) known.methods.add(one)
    paths.set(url, known)
  })

  app.addHook('onRequest', (request, _reply, done) => {
    if (request.is404) done(refusal(request, paths))
    else done()
  })
}

function refusal(request: FastifyRequest, paths: ReadonlyMap<string, KnownPath>): Problem {
  const path = pathOf(request)
  const allowed = new Set(
    [...paths.values()].filter(({ form }) => form.test(path)).flatMap(({ methods }) => [...methods]),
  )
  if (allowed.size === 0 || allowed.has(request.method)) return new Problem(404, `Nothing is served at ${path}.`)
  const headers = { allow: [...allowed].sort().join(', ') }
  return new Problem(405, `${request.method} is not allowed at ${path}.`, { headers })
}

/** `/v1/items/:id` as an expression that its paths match. */
function formOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => (segment.startsWith(':') ? '[^/]+' : escapeForm(segment)))
  return new RegExp(`^${segments.join('/')}$`)
}

const escapeForm = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
