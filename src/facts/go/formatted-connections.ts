import { parseAddress } from '../address/parse-address.ts'
import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import { type Opener, toldHosts } from '../code/told-hosts.ts'
import type { At, Fact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'

/** Functions of clients that are told a host alone. */
const openers: readonly Opener[] = [{ words: ['gocql', '.', 'NewCluster'], scheme: 'cassandra' }]
const mentionsOpener = mentionsAny(['gocql'])

/** Connections to hosts that stand in the code as words: `gocql.NewCluster("cassandra")`. */
export const toldConnections = (text: string, tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] =>
  mentionsOpener(text) ? toldHosts(text, tokens, at, openers) : []

/** Formats of what drivers of databases are told: `host=%s dbname=%s`, `%s:%s@tcp(%s:%d)/%s`, `postgres://%s:%s@%s/%s`. */
const ofDatabase = /\bhost=%[sv]|@tcp\(%[sv]|^(?:postgres(?:ql)?|mysql|mongodb|sqlserver|redis|clickhouse):\/\/\S*%[sv]/
const verb = /%[+]?[dsvq]/g

/**
 * Connections that a format is filled in for with constants of its file, which stand apart: `const host = "db"`, and
 * `fmt.Sprintf("host=%s user=%s dbname=%s", host, user, name)`. Where the host or the database is told elsewhere, none.
 */
export function formattedConnections(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  let constants: ReadonlyMap<string, string> | undefined
  return tokens.flatMap((token, index): Fact[] => {
    const format = token.value === 'Sprintf' && tokens[index + 1]?.value === '(' ? tokens[index + 2] : undefined
    const text = literalOf(format)
    if (text === undefined || !ofDatabase.test(text)) return []
    constants ??= constantTexts(tokens)
    const [, ...values] = parted(inside(tokens, index + 1))
    const told = values.map(([first, ...rest]) =>
      rest.length > 0 || first === undefined ? undefined : (literalOf(first) ?? constants?.get(first.value)),
    )
    let next = 0
    const address = parseAddress(withoutOpen(text.replace(verb, (whole) => told[next++] ?? whole)))
    return address === undefined ? [] : [{ kind: 'address', at: at(token.offset), address, use: 'literal' }]
  })
}

/** A login and a port that nobody tells are no part of where the database is. */
const withoutOpen = (text: string): string =>
  text
    .replace(/\b(?:user|password|port|sslmode|timezone)=%[+]?[dsvq]/gi, '')
    .replace(/(^|:\/\/)[^@/\s]*%[^@/\s]*@/, '$1')
    .replace(/:%[+]?[dsv](?=[)/\s]|$)/, '')
    .replace(/[?&][^/]*%[+]?[dsv].*$/, '')

/** Texts by the names that hold them, of those that a file gives something once, and that are no parameters. */
export function constantTexts(tokens: readonly CodeToken[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const others = new Set<string>()
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'name' || tokens[index - 1]?.value === '.') continue
    const [sign, value] = [tokens[index + 1], tokens[index + 2]]
    const isParameter = sign?.value === 'string' && tokens[index + 2]?.value !== '='
    const typed =
      sign?.value === 'string' && tokens[index + 2]?.value === '=' ? literalOf(tokens[index + 3]) : undefined
    const isGiven = sign?.value === '=' || sign?.value === ':=' || typed !== undefined
    if (!isGiven && !isParameter) continue
    const text = typed ?? (isParameter ? undefined : literalOf(value))
    if (text === undefined || found.has(token.value)) others.add(token.value)
    else found.set(token.value, text)
  }
  for (const name of others) found.delete(name)
  return found
}
