import { type Opener, toldHosts } from '../code/told-hosts.ts'
import type { AddressFact, At } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** Classes of Node's clients that are told a host alone, where no mapper chooses them. */
const openers: readonly Opener[] = [
  { words: ['new', 'Redis'], scheme: 'redis', isBehindSettings: true },
  { words: ['Client'], scheme: 'minio', key: /^endPoint$/, beside: /minio/i },
  { words: ['Client'], scheme: 'cassandra', key: /^contactPoints$/, beside: /cassandra/ },
]

/** Whether a text may make one of these. */
export const makesClient = mentionsAny(['new Redis(', 'endPoint', 'contactPoints'])

/** Hosts that such clients are told as words: `new Minio.Client({ endPoint: 'files', port: 9000 })`. */
export const clientHosts = (text: string, tokens: readonly CodeToken[], at: (offset: number) => At): AddressFact[] =>
  toldHosts(text, tokens.map(asPlain), at, openers)

/** A token as the lexer of other languages has it, without the quotes of a text. */
function asPlain(token: CodeToken) {
  const text = literalOf(token)
  if (text !== undefined) return { type: 'text', value: text, offset: token.offset } as const
  return { ...token, type: token.type === 'IdentifierName' ? 'name' : 'sign' } as const
}
