import { between, closeOf } from '../code/brackets.ts'
import type { At, RemoteCallFact } from '../fact.ts'
import { mentionsTimeout } from './remote-calls.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** What packages make clients with that ask by `fetch`, or calls by themselves: what they hand out by default, or names of theirs. */
const makers: Readonly<Record<string, readonly string[] | 'default'>> = {
  'openapi-fetch': 'default',
  'graphql-request': ['GraphQLClient', 'request', 'rawRequest'],
  ofetch: ['ofetch', '$fetch'],
  wretch: 'default',
  bent: 'default',
  '@connectrpc/connect-node': ['createConnectTransport', 'createGrpcTransport', 'createGrpcWebTransport'],
}

/** The packages of such clients. */
export const fetchingPackages = Object.keys(makers)

/** How many words an import may have. */
const longestImport = 60

/**
 * Clients that are laid around `fetch` and wait as long as that does. A `fetch` of one's own, or anything about a timeout in
 * the same file, may end their calls.
 */
export function fetchingClients(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const names = makersIn(tokens)
  if (names.size === 0) return []
  const isPatient = !mentionsTimeout(tokens)
  const ownFetch = between(tokens, (word) => word === 'fetch' || word === '...')
  return tokens.flatMap(({ value, offset }, index): RemoteCallFact[] => {
    const open = names.has(value) && tokens[index - 1]?.value !== '.' ? openOf(tokens, index + 1) : undefined
    if (open === undefined) return []
    const hasDeadline = !isPatient || ownFetch(open + 1, closeOf(tokens, open))
    return [{ kind: 'remote-call', at: at(offset), client: value, hasDeadline }]
  })
}

/** Where what a maker is given begins, behind the types that it is told, of as many words as one may have. */
function openOf(tokens: readonly CodeToken[], index: number): number | undefined {
  if (tokens[index]?.value === '(') return index
  const close = tokens[index]?.value === '<' ? closeOf(tokens, index) : tokens.length
  return tokens[close + 1]?.value === '(' ? close + 1 : undefined
}

/** By what names a file has the makers: `import createClient from 'openapi-fetch'`. */
function makersIn(tokens: readonly CodeToken[]): ReadonlySet<string> {
  return new Set(
    tokens.flatMap((token, index) => {
      const maker = makers[literalOf(token) ?? '']
      if (maker === undefined || tokens[index - 1]?.value !== 'from') return []
      const before = tokens.slice(Math.max(0, index - longestImport), index - 1)
      const start = before.findLastIndex(({ value }) => value === 'import')
      if (start < 0) return []
      const taken = before.slice(start + 1)
      const [first] = taken
      if (maker === 'default') return first?.type === 'IdentifierName' && first.value !== 'type' ? [first.value] : []
      return taken.flatMap(({ value }) => (maker.includes(value) ? [value] : []))
    }),
  )
}
