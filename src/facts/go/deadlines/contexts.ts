import { closeOf, inside, parted } from '../../code/brackets.ts'
import type { CodeToken } from '../../code/lexer.ts'

/**
 * Tells of the arguments of a call whether its context is one that the function was handed. A server of gRPC is handed that of a
 * request, and begins with it.
 */
export function handedContexts(body: readonly CodeToken[]): (given: readonly CodeToken[]) => boolean {
  const names = new Set<string>()
  const own = ofServer(body)
  for (const [index, { value, type }] of body.entries()) {
    if (type !== 'name' || body[index + 1]?.value !== 'context' || body[index + 3]?.value !== 'Context') continue
    if (value !== own) names.add(value)
  }
  if (names.size === 0) return () => false
  // `outgoing := metadata.NewOutgoingContext(ctx, …)`
  for (const [index, { value }] of body.entries()) {
    const name = value === ':=' || value === '=' ? body[index - 1]?.value : undefined
    if (name === undefined || !/ctx|context/i.test(name)) continue
    if (body.slice(index + 1, index + 8).some((token) => names.has(token.value))) names.add(name)
  }
  return (given) => (parted(given)[0] ?? []).some((token) => names.has(token.value))
}

/** The context of a method that answers a call of gRPC: `(s *server) Get(ctx context.Context, in *pb.Id) (*pb.Item, error)`. */
function ofServer(body: readonly CodeToken[]): string | undefined {
  if (body[0]?.value !== 'func' || body[1]?.value !== '(') return undefined
  const open = closeOf(body, 1) + 2
  if (body[open]?.value !== '(') return undefined
  const given = parted(inside(body, open))
  const results = closeOf(body, open) + 1
  const back = body[results]?.value === '(' ? parted(inside(body, results)) : []
  const isMessage = (part: readonly CodeToken[] = []): boolean =>
    part.some(({ value }) => value === '*') && part.some(({ value }) => value === '.')
  return given.length === 2 && isMessage(given[1]) && back.length === 2 && isMessage(back[0])
    ? given[0]?.[0]?.value
    : undefined
}
