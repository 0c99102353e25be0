import { between, closeOf, inside, parted } from '../code/brackets.ts'
import type { At, DefaultDeadlineFact, RemoteCallFact } from '../fact.ts'
import { mentionsTimeout, verb } from './remote-calls.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/**
 * Clients that a file makes or is handed, and keeps: `axios.create()`, told where it is made, and `HttpService` of NestJS,
 * told at its calls. Anything about a timeout in the same file ends them; settings that come from elsewhere may.
 */
export function madeClients(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
): (RemoteCallFact | DefaultDeadlineFact)[] {
  const hasDeadline = mentionsTimeout(tokens)
  const services = serviceNames(tokens)
  const spreads = between(tokens, (word) => word === '...')
  return tokens.flatMap((token, index): (RemoteCallFact | DefaultDeadlineFact)[] => {
    const next = (step: number): string => tokens[index + step]?.value ?? ''
    if (token.value === 'axios' && next(1) === '.' && next(2) === 'create' && next(3) === '(') {
      const isKnown = isWrittenOut(tokens, index + 3) && !spreads(index + 4, closeOf(tokens, index + 3))
      return isKnown ? [{ kind: 'remote-call', at: at(token.offset), client: 'axios.create', hasDeadline }] : []
    }
    if (token.value === 'HttpModule' && next(1) === '.') {
      const isEnded = next(2) === 'registerAsync' || hasDeadline
      return isEnded ? [{ kind: 'default-deadline', at: at(token.offset), protocol: 'nestjs' }] : []
    }
    if (!services.has(token.value) || next(1) !== '.') return []
    const method = next(2) === 'axiosRef' ? 4 : 2
    if (!verb.test(next(method)) || !/^[(<]$/.test(next(method + 1))) return []
    return [{ kind: 'remote-call', at: at(token.offset), client: 'HttpService', hasDeadline, protocol: 'nestjs' }]
  })
}

/** No settings, or all of them in place: an object without further ones in it, whose address has a host. */
function isWrittenOut(tokens: readonly CodeToken[], open: number): boolean {
  const [settings, ...others] = parted(inside(tokens, open))
  if (settings === undefined) return true
  if (others.length > 0 || settings[0]?.value !== '{') return false
  const isPath = (text: string | undefined): boolean => text?.startsWith('/') === true
  return !settings.some((token, index) => {
    const isAddress = token.value === 'baseURL' && settings[index + 1]?.value === ':'
    return isAddress && isPath(literalOf(settings[index + 2]))
  })
}

/** `private readonly http: HttpService`, where the type is that of NestJS. */
function serviceNames(tokens: readonly CodeToken[]): ReadonlySet<string> {
  if (!tokens.some((token) => /^@nestjs\/(?:axios|common)$/.test(literalOf(token) ?? ''))) return new Set()
  return new Set(
    tokens.flatMap(({ type, value }, index) => {
      const isTyped = tokens[index + 1]?.value === ':' && tokens[index + 2]?.value === 'HttpService'
      return isTyped && type === 'IdentifierName' ? [value] : []
    }),
  )
}
