import { between, closeOf } from '../code/brackets.ts'
import type { At, RemoteCallFact } from '../fact.ts'
import { type CodeToken, literalOf } from './tokens.ts'

const verb = /^(?:get|post|put|patch|delete|head|options|request)$/
const deadline = /^(?:signal|timeout|timeoutMs|dispatcher|agent)$/

const browserWord = /^(?:document|window|localStorage)$/
/** Components are for browsers, in whatever file they lie. */
const browserFramework = /^(?:react|react-dom|vue|svelte|@angular\/core|preact|solid-js)$/

/**
 * `fetch`, axios and request wait for ever, unless a signal or a timeout says otherwise. A client made in the same file
 * with a timeout of its own has one for all. A path without a host is a browser's call of its own origin.
 */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const isBrowser = tokens.some(
    (token) => browserWord.test(token.value) || browserFramework.test(literalOf(token) ?? ''),
  )
  if (isBrowser) return []
  const setForAll = hasTimeoutForAll(tokens)
  const deadlines = between(tokens, (word) => deadline.test(word))
  const spreads = between(tokens, (word) => word === '...')
  const required = new Set(
    tokens.flatMap(({ value }, index) => (value === 'require' ? [literalOf(tokens[index + 2])] : [])),
  )
  return tokens.flatMap((token, index): RemoteCallFact[] => {
    const client = clientAt(tokens, index, required.has('request'))
    if (client === undefined) return []
    const [start, end] = [client.open + 1, closeOf(tokens, client.open)]
    const [first, last] = start < end ? [tokens[start], tokens[end - 1]] : []
    const url = literalOf(first) ?? (first?.type === 'TemplateHead' ? first.value.slice(1) : undefined)
    // A name alone as the second argument may hold anything.
    const isHandedOn = spreads(start, end) || /^(?:options|init|config|opts)$/.test(last?.value ?? '')
    if (url?.startsWith('/') || isHandedOn) return []
    const hasDeadline = (client.name !== 'fetch' && setForAll) || deadlines(start, end)
    return [{ kind: 'remote-call', at: at(token.offset), client: client.name, hasDeadline }]
  })
}

function clientAt(
  tokens: readonly CodeToken[],
  index: number,
  hasRequest: boolean,
): { name: string; open: number } | undefined {
  const [before, token, next, method] = [
    tokens[index - 1]?.value,
    tokens[index],
    tokens[index + 1]?.value,
    tokens[index + 2]?.value ?? '',
  ]
  if (token?.type !== 'IdentifierName' || before === '.' || before === 'function') return undefined
  if (token.value === 'fetch' && next === '(') return { name: 'fetch', open: index + 1 }
  const isAxios = token.value === 'axios'
  if (!isAxios && !(token.value === 'request' && hasRequest)) return undefined
  if (next === '(') return { name: token.value, open: index + 1 }
  return next === '.' && verb.test(method) && tokens[index + 3]?.value === '('
    ? { name: `${token.value}.${method}`, open: index + 3 }
    : undefined
}

/** `axios.create({ timeout })`, `axios.defaults.timeout`, `request.defaults({ timeout })`. */
function hasTimeoutForAll(tokens: readonly CodeToken[]): boolean {
  return tokens.some(({ value }, index) => {
    if (value !== 'create' && value !== 'defaults') return false
    return tokens.slice(index, index + 40).some((token) => token.value === 'timeout')
  })
}
