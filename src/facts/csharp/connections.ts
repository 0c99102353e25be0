import { parseAddress } from '../address/parse-address.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { AddressFact, At } from '../fact.ts'
import { present } from '../present.ts'

/** Members and methods of clients that are told a host alone: what is spoken there, and what else the file must mention. */
const openers: readonly (readonly [name: RegExp, scheme: string, beside: RegExp])[] = [
  [/^BootstrapServers$/, 'kafka', /(?:)/],
  [/^Host(?:Name)?$/, 'amqp', /Rabbit/],
  [/^(?:Configuration|Connect|ConnectAsync)$/, 'redis', /Redis|ConnectionMultiplexer/],
]
const bareHost = /^([a-z0-9](?:[\w.-]*[a-z0-9])?)(?::(\d{2,5}))?(?:,|$)/i

/** `$"server=db;database=shop;password={password}"`: only run time knows the login, and where it leads stands before that. */
const upToLogin = /;\s{0,9}(?:password|pwd|user ?id|user ?name|uid|user)\s{0,9}=\s{0,9}$/i

/** Connections whose login is computed, and to hosts that stand in the code as words: `BootstrapServers = "kafka:9092"`, `cfg.Host("rabbitmq", "/")`. */
export function connections(tokens: readonly CodeToken[], at: (offset: number) => At): AddressFact[] {
  const mentions = new Map<RegExp, boolean>()
  const isThere = (word: RegExp): boolean => {
    const known = mentions.get(word) ?? tokens.some(({ value }) => word.test(value))
    mentions.set(word, known)
    return known
  }
  return tokens.flatMap((token, index): AddressFact[] => {
    const told = token.type === 'text' && token.open && upToLogin.test(token.value)
    const whole = told ? parseAddress(token.value.replace(upToLogin, '')) : undefined
    if (whole !== undefined) return [{ kind: 'address', at: at(token.offset), address: whole, use: 'literal' }]
    const [shown, host, port] = bareHost.exec(literalOf(token) ?? '') ?? []
    const [name, sign] = [tokens[index - 2], tokens[index - 1]?.value]
    if (host === undefined || shown === undefined || name?.type !== 'name' || (sign !== '=' && sign !== '(')) return []
    const [, scheme] = openers.find(([word, , beside]) => word.test(name.value) && isThere(beside)) ?? []
    if (scheme === undefined) return []
    const address = { scheme, host, ...present({ port: port === undefined ? undefined : Number(port) }), shown }
    return [{ kind: 'address', at: at(token.offset), address, use: 'literal' }]
  })
}
