import type { AddressFact, At } from '../fact.ts'
import { present } from '../present.ts'
import { inside, parted } from './brackets.ts'
import { type CodeToken, literalOf } from './lexer.ts'

/** How code opens a connection and tells its host as a word. */
export interface Opener {
  /** What stands right before the bracket, token by token: `['Redis', '.', 'new']`; before `=`, where it is a property. */
  readonly words: readonly string[]
  /** What is spoken there. */
  readonly scheme: string
  /** The name that the host is told under; without one it is the first argument. */
  readonly key?: RegExp
  /** It may be told as the first argument as well. */
  readonly isFirst?: true
  /** Settings may stand before the host: it is the first argument that is a text alone. */
  readonly isBehindSettings?: true
  /** What does not stand before these words: `sqlite3` of `sqlite3.connect("orders.db")`. */
  readonly notOn?: RegExp
  /** What else the file must name. */
  readonly beside?: RegExp
  /** It calls a service, and opens no store. */
  readonly calls?: true
  /** Which argument is the name of a database, counted from 0. */
  readonly databaseAt?: number
}

const bareHost = /^([a-z](?:[\w.-]*[a-z0-9])?)(?::(\d{2,5}))?$/i
const databaseKey = /^(?:database|dbname|db)$/
/** A number right behind a host: `"cache", 6379`, `host: 'cache', port: 6379`. */
const portBehind = /["'][\])]?\s*,\s*(?:['"]?port['"]?\s*(?::|=>|=)\s*)?(\d{2,5})\b/y

/** Connections to hosts that stand in the code as words, for what a language opens them with. */
export function toldHosts(
  text: string,
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
  openers: readonly Opener[],
): AddressFact[] {
  const lastWords = new Set(openers.map(({ words }) => words.at(-1)))
  const isThere = (word: RegExp | undefined): boolean => word === undefined || word.test(text)
  return tokens.flatMap(({ value, type }, index): AddressFact[] => {
    const sign = type === 'name' ? tokens[index + 1]?.value : undefined
    if (sign !== '(' && sign !== '=') return []
    const opener = lastWords.has(value)
      ? openers.find((each) => isAt(tokens, index, each) && isThere(each.beside))
      : undefined
    if (opener === undefined) return []
    if (sign === '=') return stated(opener, tokens[index + 2], undefined)
    const all = inside(tokens, index + 1)
    const parts = parted(all)
    const first = opener.isBehindSettings ? parts.find(isTextAlone)?.[0] : firstText(parts[0])
    const written = (opener.key && named(all, opener.key)) ?? (opener.key && !opener.isFirst ? undefined : first)
    const last = opener.databaseAt === undefined ? undefined : parts[opener.databaseAt]
    return stated(opener, written, last ? literalOf(last.at(-1)) : literalOf(named(all, databaseKey)))
  })

  function stated({ scheme, calls }: Opener, written: CodeToken | undefined, path: string | undefined): AddressFact[] {
    const [shown, host, ownPort] = bareHost.exec(literalOf(written) ?? '') ?? []
    if (written === undefined || host === undefined || shown === undefined) return []
    portBehind.lastIndex = written.offset + 1 + shown.length
    const port = ownPort ?? portBehind.exec(text)?.[1]
    const address = {
      scheme,
      host,
      ...present({ port: port === undefined ? undefined : Number(port), path }),
      shown: calls ? `${scheme}://${shown}` : shown,
    }
    return [{ kind: 'address', at: at(written.offset), address, use: 'literal', ...present({ called: calls }) }]
  }
}

const isAt = (tokens: readonly CodeToken[], index: number, { words, notOn }: Opener): boolean =>
  words.every((word, step) => tokens[index + 1 - words.length + step]?.value === word) &&
  !notOn?.test(tokens[index - words.length]?.value ?? '')

const isTextAlone = (part: readonly CodeToken[]): boolean => part.length === 1 && literalOf(part[0]) !== undefined

/** An argument that is a text, or begins a list of some: `"cache"`, `["cache"]`, `("cache", 11211)`. */
const firstText = (part: readonly CodeToken[] = []): CodeToken | undefined =>
  isTextAlone(part) ? part[0] : /^[[(]$/.test(part[0]?.value ?? '') ? part[1] : undefined

/** What is told under a name: `host: 'cache'`, `'host' => 'cache'`, `host = "cache"`, `hosts=["cache"]`. */
function named(tokens: readonly CodeToken[], key: RegExp): CodeToken | undefined {
  const index = tokens.findIndex(({ value }, at) => key.test(value) && /^(?::|=>|=)$/.test(tokens[at + 1]?.value ?? ''))
  if (index < 0) return undefined
  return tokens[index + 2]?.value === '[' ? tokens[index + 3] : tokens[index + 2]
}
