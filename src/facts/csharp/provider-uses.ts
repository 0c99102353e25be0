import { bringers } from '../../products/drivers.ts'
import { storeKind } from '../../products/protocols.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, ProviderUseFact } from '../fact.ts'

/** What providers of Entity Framework and Aspire's clients are chosen by, and clients of the drivers that they bring along. */
const choices: readonly (readonly [name: RegExp, store: string])[] = [
  [/^(?:Use|Add)\w*(?:Npgsql|Postgre)|^Npgsql(?:Connection|DataSource)/, 'postgres'],
  [/^(?:Use|Add)\w*(?:SqlServer|AzureSql|MsSql)|^Sql(?:Connection|Command|BulkCopy)/i, 'sqlserver'],
  [/^(?:Use|Add)\w*My_?Sql|^MySqlConnection/i, 'mysql'],
  [/^(?:Use|Add)\w*Sqlite|^SqliteConnection/i, 'sqlite'],
  [/^(?:Use|Add)\w*Cosmos|^CosmosClient/, 'cosmos'],
  [/^(?:Use|Add)\w*Mongo|^MongoClient/, 'mongodb'],
  [/^(?:Use|Add)\w*(?:Redis|Valkey|Garnet)|^ConnectionMultiplexer$/, 'redis'],
  [/^(?:Use|Using|Add)\w*RabbitM[qQ]/, 'rabbitmq'],
  [/^(?:Use|Using|Add)\w*Kafka/, 'kafka'],
  [/^(?:Use|Using|Add)\w*ServiceBus/, 'servicebus'],
  [/^(?:Use|Using|Add)\w*Pulsar|^PulsarClient$/, 'pulsar'],
  [/^(?:Use|Using|Add)\w*(?:Nats|NATS)(?![a-z])/, 'nats'],
  [/^(?:Use|Add)\w*Elastic|^Elastic(?:search)?Client$/, 'elasticsearch'],
]

/** Where code chooses the provider of a store, `options.UseSqlServer(…)`, or offers others a method to: one for each method of a file. */
export function providerUses(tokens: readonly CodeToken[], at: (offset: number) => At): ProviderUseFact[] {
  const found = new Map<string, ProviderUseFact>()
  for (const [index, { type, value: method, offset }] of tokens.entries()) {
    if (type !== 'name') continue
    const [, store] = choices.find(([name]) => name.test(method)) ?? []
    if (store === undefined || found.has(method)) continue
    const isOffered = tokens[index + 1]?.value === '(' && tokens[index + 2]?.value === 'this'
    found.set(method, {
      kind: 'provider-use',
      at: at(offset),
      store,
      method,
      ...(isOffered ? { offered: true } : {}),
    })
  }
  return [...found.values(), ...sharedClients(tokens, at)]
}

/** What makes a class known to who asks for the interface that it implements. */
const registering = /^(?:Try)?Add(?:Singleton|Scoped|Transient)$/
const longestTypes = 24

/**
 * Classes that speak with a broker and may be a library's, by what their file uses of its client; and classes that a program has
 * made for itself, `AddSingleton<IMessageBus, ServiceBusMessageBus>()`: which of them speaks with what, their own file tells.
 */
function sharedClients(tokens: readonly CodeToken[], at: (offset: number) => At): ProviderUseFact[] {
  const [store] = tokens.flatMap(({ value }, index) => (value === 'using' ? (brokerOf(tokens, index) ?? []) : []))
  return tokens.flatMap(({ value, offset }, index): ProviderUseFact[] => {
    const next = tokens[index + 1]
    if (value === 'class' && store !== undefined && next?.type === 'name' && tokens[index - 1]?.value === 'public')
      return [{ kind: 'provider-use', at: at(offset), store, method: next.value, offered: true }]
    if (!registering.test(value) || next?.value !== '<') return []
    const end = tokens.slice(index, index + longestTypes).findIndex((token) => token.value === '>')
    const made = end < 0 ? undefined : tokens[index + end - 1]
    return made?.type === 'name' ? [{ kind: 'provider-use', at: at(offset), store: '', method: made.value }] : []
  })
}

/** The broker of whose client a file uses a namespace: `using RabbitMQ.Client.Events;`. */
function brokerOf(tokens: readonly CodeToken[], using: number): string | undefined {
  const end = tokens.slice(using, using + longestTypes).findIndex(({ value }) => value === ';')
  const namespace = tokens
    .slice(using + 1, using + Math.max(end, 1))
    .map(({ value }) => value)
    .join('')
  const store = /^[A-Z]/.test(namespace) ? bringers.find(([pattern]) => pattern.test(namespace))?.[1] : undefined
  return store !== undefined && storeKind(store) === 'broker' ? store : undefined
}
