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
  return [...found.values()]
}
