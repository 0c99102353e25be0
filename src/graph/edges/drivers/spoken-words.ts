/** Words in names of packages that may speak a protocol, or set somebody up who does. */
export type SpokenWords = Readonly<Record<string, RegExp>>

interface Kinds {
  /** Rows, whichever product keeps them: libraries for these load the driver that a setting asks for. */
  readonly rows: RegExp
  readonly documents: RegExp
  readonly keys: RegExp
  readonly messages: RegExp
}

/** The words by protocol. What is not among them may be spoken by anything. */
const byProtocol = ({ rows, documents, keys, messages }: Kinds): SpokenWords => ({
  ...Object.fromEntries(['postgres', 'mysql', 'mariadb', 'sqlserver', 'oracle', 'sql'].map((each) => [each, rows])),
  mongodb: documents,
  redis: keys,
  memcached: /memc|memjs|cache|dalli/i,
  ...Object.fromEntries(['kafka', 'amqp', 'nats'].map((each) => [each, messages])),
})

/** In Python and JavaScript much is set up by names in settings: whatever frameworks of that sort have is taken for a speaker. */
const byLanguage = {
  go: byProtocol({
    rows: /sql|pg|gorm|orm|(?:^|\/)ent(?:\/|$)|entgo|db|database|bun|(?:^|\/)pop|migrat|stor(?:e|age)|dao|repo|maria/i,
    documents: /mongo|mgo|db|database|stor(?:e|age)|dao|repo/i,
    keys: /redis|cache|valkey|rueidis|asynq|machinery|session|limit|stor(?:e|age)|queue|lock|stream|plugins/i,
    messages:
      /kafka|sarama|franz|goka|watermill|rabbit|amqp|nats|stan|mq|queue|broker|pubsub|event|messag|stream|bus|pulsar|nsq|machinery|dapr|cloudevents|plugins/i,
  }),
  python: byProtocol({
    rows: /sql|pg|postgres|psycopg|orm|db|database|django|tortoise|peewee|pony|alembic|piccolo|odoo|pandas|polars|dask|spark|airflow|dagster|prefect|apscheduler|langchain|llama|stor(?:e|age)|repo|model/i,
    documents: /mongo|motor|beanie|odmantic|umongo|db|database|django|langchain|llama|apscheduler|stor(?:e|age)|repo/i,
    keys: /redis|cache|valkey|celery|kombu|limit|slowapi|channels|django|session|(?:^|\.)a?rq(?:\.|$)|dramatiq|taskiq|huey|broker|queue|socketio|stream|lock|langchain|llama|flask_|stor(?:e|age)|airflow|apscheduler/i,
    messages:
      /kafka|faust|pika|kombu|celery|amqp|rabbit|nats|mq|queue|broker|pubsub|event|messag|stream|bus|dramatiq|taskiq|huey|nameko|pulsar|dapr|airflow|socketio|spark|flink|worker/i,
  }),
  typescript: byProtocol({
    rows: /sql|pg|postgres|orm|prisma|knex|objection|sequelize|drizzle|kysely|db|database|data|stor(?:e|age)|repo|migrat|nestjs|adonis|loopback|strapi|payload|medusa|keystone|directus|sails|egg|midway|feathers|auth|hasura|graphile|supabase|effect|trpc|bookshelf|waterline|@[\w-]+\/server/i,
    documents:
      /mongo|db|database|data|stor(?:e|age)|repo|orm|prisma|agenda|nestjs|feathers|loopback|strapi|payload|keystone|parse|sails|egg|midway|auth|session|effect/i,
    keys: /redis|cache|valkey|bull|queue|session|limit|socket|keyv|stor(?:e|age)|lock|stream|pubsub|subscriptions|moleculer|nestjs|adonis|strapi|payload|medusa|directus|egg|midway|bee|kue|broker|bus|effect|graphql|yoga|apollo|mercurius|auth/i,
    messages:
      /kafka|rabbit|amqp|rascal|nats|mq|queue|broker|pubsub|event|messag|stream|bus|moleculer|nestjs|seneca|cote|celery|dapr|cloudevents|bull|pulsar|transport|worker|egg|midway|effect/i,
  }),
  csharp: {
    ...byProtocol({
      rows: /sql|oracle|maria|postgres|firebird|entityframework|\.ef|efcore|dapper|ormlite|servicestack|linq2db|db|dao|(?<!meta)data(?!annotations|protection)|hibernate|migrat|marten|wolverine|orleans|hangfire|quartz|\.cap\b|abp|furion|sugar|stor(?:e|age)|persist|repositor|outbox|elsa|umbraco|orchard|nop\./i,
      documents:
        /mongo|db|(?<!meta)data(?!annotations|protection)|hangfire|orleans|abp|stor(?:e|age)|persist|repositor|outbox|marten|elsa/i,
      keys: /redis|valkey|garnet|cach|session|dataprotection|signalr|hangfire|masstransit|rebus|orleans|abp|furion|foundatio|lock|stor(?:e|age)|queue|stream|broker|bus|\.cap\b|wolverine|hotchocolate|dapr|elsa|healthchecks/i,
      messages:
        /kafka|rabbit|amqp|nats|mq|queue|broker|pubsub|event|messag|stream|bus|masstransit|rebus|\.cap\b|wolverine|brighter|silverback|convey|genocs|orleans|abp|furion|dapr|elsa|healthchecks/i,
    }),
    elasticsearch: /elastic|opensearch|search|\bnest\b|lucene|abp|furion/i,
  },
} as const satisfies Readonly<Record<string, SpokenWords>>

/** What a package's name has to have of a protocol to speak it, by the language of the import; undefined for languages where imports do not tell. */
export const spokenWords = (language: string): SpokenWords | undefined =>
  Object.hasOwn(byLanguage, language) ? byLanguage[language as keyof typeof byLanguage] : undefined

/** What Python brings along speaks with no server, whatever it is called. */
export const ofPython = new Set<string>(
  'abc argparse asyncio base64 builtins collections concurrent contextlib copy csv dataclasses datetime dbm decimal enum functools glob gzip hashlib hmac html http importlib inspect io itertools json logging math multiprocessing operator os pathlib pickle platform pprint queue random re secrets shutil signal socket sqlite3 ssl statistics string struct subprocess sys tempfile threading time traceback types typing unittest urllib uuid warnings weakref xml zlib zoneinfo'.split(
    ' ',
  ),
)
