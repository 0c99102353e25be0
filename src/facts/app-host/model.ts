import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import { argumentsIn } from './arguments.ts'
import { storesOfCluster } from './clusters.ts'
import { assignedIn, statementsOf } from './statements.ts'

/** A project or server that an application host knows. */
export interface HostResource {
  readonly name: string
  /** What speaks with it. */
  readonly scheme: string
  /** What runs: the image of a server, the name of a project; undefined for a database inside a server. */
  readonly image?: string
  /** The folder of a program, as the host has it from where it lies itself. */
  readonly folder?: string
  /** The variable of the server that it lies in. */
  readonly parent?: string
  /** A component of Dapr, whose own file tells what is behind it. */
  readonly isComponent?: true
  readonly offset: number
}

/** By the variables of the program that hold them. */
export interface HostModel {
  /** What others wait for to have ended: it runs once. */
  readonly once: ReadonlySet<string>
  readonly resources: ReadonlyMap<string, HostResource>
  readonly references: readonly {
    readonly from: string
    readonly to: string
    readonly variable?: string
    readonly offset: number
  }[]
}

/** Methods that add a server: what speaks with it, and its image. */
const servers: Readonly<Record<string, readonly [scheme: string, image: string]>> = {
  AddRedis: ['redis', 'redis'],
  AddValkey: ['redis', 'valkey'],
  AddGarnet: ['redis', 'redis'],
  AddRabbitMQ: ['amqp', 'rabbitmq'],
  AddKafka: ['kafka', 'kafka'],
  AddNats: ['nats', 'nats'],
  AddPostgres: ['postgres', 'postgres'],
  AddAzurePostgresFlexibleServer: ['postgres', 'postgres'],
  AddSqlServer: ['sqlserver', 'mssql'],
  AddAzureSqlServer: ['sqlserver', 'mssql'],
  AddMySql: ['mysql', 'mysql'],
  AddMongoDB: ['mongodb', 'mongo'],
  AddAzureRedis: ['redis', 'redis'],
  AddAzureManagedRedis: ['redis', 'redis'],
  AddLavinMQ: ['amqp', 'rabbitmq'],
  AddElasticsearch: ['elasticsearch', 'elasticsearch'],
  AddEventStore: ['eventstore', 'eventstore'],
  AddKurrentDB: ['eventstore', 'eventstore'],
  AddOracle: ['oracle', 'oracle'],
  AddQdrant: ['qdrant', 'qdrant'],
  AddMilvus: ['milvus', 'milvus'],
  AddRavenDB: ['ravendb', 'ravendb'],
  AddClickHouse: ['clickhouse', 'clickhouse'],
  AddAzureCosmosDB: ['cosmos', 'cosmosdb'],
  AddAzureServiceBus: ['servicebus', 'servicebus'],
  AddAzureEventHubs: ['eventhubs', 'eventhubs'],
  AddSqlite: ['sqlite', 'sqlite'],
  AddAzureStorage: ['azureblob', 'azurite'],
  AddMinioContainer: ['minio', 'minio'],
}
/** Methods that add what lies inside of a server. */
const parts =
  /^Add(?:(?:Cosmos)?Database|Blobs|BlobContainer|BlobService|Queues|Tables|Hub|ServiceBus(?:Queue|Topic)|Queue|Topic)$/
/** Methods that add a component of Dapr. */
const components = /^AddDapr(?:PubSub|StateStore|Component)$/
const programs =
  /^Add(?:Project|Executable|Dockerfile|AzureFunctionsProject|Python(?:Module|Executable)|(?!AzureContainer)\w*App)$/

/**
 * Reads the statements of an application host; `startsLine` tells where a new line may begin one, where a language has no
 * sign for that, and `written` is the text that the tokens were read from.
 */
export function readHost(
  tokens: readonly CodeToken[],
  startsLine?: (token: CodeToken) => boolean,
  written = '',
): HostModel {
  const resources = new Map<string, HostResource>()
  const aliases = new Map<string, string>()
  const references: HostModel['references'][number][] = []
  const once = new Set<string>()
  const clusters = new Map<string, string[]>()
  for (const [number, statement] of statementsOf(tokens, startsLine).entries()) {
    const assigned = assignedIn(statement)
    const start = assigned ? statement.indexOf(assigned) + 2 : 0
    const owner = statement[start]?.value ?? ''
    // `AddPostgres("pg").AddDatabase("orders")`: the last one is what the variable holds, and lies in the one before.
    const added = additions(statement).flatMap((at) => resourceAt(statement, at))
    const holders = added.map((_, index) => (index < added.length - 1 ? `#${number}.${index}` : undefined))
    // One that is kept in no variable can be referred to by nobody, but may refer to others.
    const subject = added.length > 0 ? (assigned?.value ?? `#${number}`) : owner
    for (const [index, resource] of added.entries()) {
      const parent = resource.isInside ? (holders[index - 1] ?? owner) : undefined
      resources.set(holders[index] ?? subject, { ...resource.resource, ...(parent === undefined ? {} : { parent }) })
    }
    if (
      added.length === 0 &&
      assigned &&
      statement.slice(start).some(({ value }) => /^Get(?:Endpoint|ConnectionString)/.test(value))
    ) {
      aliases.set(assigned.value, owner)
    }
    // `WithDaprSidecar(sidecar => { sidecar.WithReference(pubsub); })`: its block comes as statements before it.
    const given = new Set(statement.flatMap((_, index) => (isGivenTo(statement, index) ? statement[index]?.value : [])))
    for (const [index, reference] of references.entries())
      if (given.has(reference.from)) references[index] = { ...reference, from: subject }
    references.push(...referencesIn(statement, subject, written))
    const cluster = statement.some(({ value }) => value === 'AddOrleans') ? (assigned?.value ?? '') : owner
    if (cluster !== owner || clusters.has(owner))
      clusters.set(cluster, [...(clusters.get(cluster) ?? []), ...storesOfCluster(statement)])
    for (const [index, { value }] of statement.entries()) {
      const [ended] = value === 'WaitForCompletion' ? inside(statement, index + 1) : []
      if (ended?.type === 'name') once.add(ended.value)
    }
  }
  const all = references.flatMap((each) => clusters.get(each.to)?.map((to) => ({ ...each, to })) ?? [each])
  const known = all.map((each) => ({
    ...each,
    from: aliases.get(each.from) ?? each.from,
    to: aliases.get(each.to) ?? each.to,
  }))
  return { resources, references: known, once }
}

/** Whether the name there is what a function is given that is handed to a method: `(sidecar => …`. */
const isGivenTo = (statement: readonly CodeToken[], index: number): boolean =>
  statement[index + 1]?.value === '=>' && statement[index - 1]?.value === '(' && statement[index]?.type === 'name'

/** Where methods that add something are called, one behind the other; what lies inside of their brackets is not. */
function additions(statement: readonly CodeToken[]): number[] {
  let depth = 0
  return statement.flatMap(({ type, value }, index) => {
    if (value === '(') depth++
    if (value === ')') depth--
    return depth === 0 && type === 'name' && /^Add[A-Z]/.test(value) && statement[index - 1]?.value === '.'
      ? [index]
      : []
  })
}

/** How far behind the name of a method its arguments can begin. */
const farthestOpening = 40

function resourceAt(statement: readonly CodeToken[], at: number): { resource: HostResource; isInside: boolean }[] {
  const method = statement[at]
  // Types may stand between.
  const ahead = statement.slice(at, at + farthestOpening).findIndex(({ value }) => value === '(')
  if (ahead < 0) return []
  const open = at + ahead
  const [given = [], second = [], third = []] = argumentsIn(statement, open)
  const name = nameOf(given)
  if (method === undefined || name === undefined) return []
  const { offset } = method
  const added = (scheme: string, image: string) => [{ resource: { name, scheme, image, offset }, isInside: false }]
  if (parts.test(method.value)) return [{ resource: { name, scheme: 'sql', offset }, isInside: true }]
  if (components.test(method.value))
    return [{ resource: { name, scheme: 'dapr', isComponent: true, offset }, isInside: false }]
  if (method.value === 'AddContainer') return added('http', literalOf(second[0]) ?? name)
  if (programs.test(method.value)) {
    // `AddProject<Projects.Basket_API>("basket-api")`
    const project = statement.slice(at + 1, open).findLast(({ type }) => type === 'name')?.value
    // `AddProject("basket", "../Basket.API/Basket.API.csproj")`, `AddNpmApp("web", "../shop-web")`
    // `AddExecutable("web", "npm", "../shop-web", "start")`
    const folder = pathOf(method.value === 'AddExecutable' ? third : second)
      ?.replaceAll('\\', '/')
      .replace(/\/?[^/]*\.\w+proj$/, '')
    const image = project ?? folder?.split('/').findLast((step) => /\w/.test(step)) ?? name
    // A path, and not the profile to start it with: `AddProject<Projects.Web>("web", "https")`.
    const isPath = project === undefined && folder?.includes('/') === true
    const found = { name, scheme: 'http', image, offset, ...(isPath ? { folder } : {}) }
    return [{ resource: found, isInside: false }]
  }
  const [scheme, image] = servers[method.value] ?? []
  return scheme === undefined || image === undefined ? [] : added(scheme, image)
}

/** A text, or the texts that a path is put together of: `Path.Combine("..", "inference")`. */
function pathOf(given: readonly CodeToken[]): string | undefined {
  const open = given.findIndex(({ value }) => value === '(')
  if (open < 0) return literalOf(given[0])
  if (!/^(?:combine|join|of)$/i.test(given[open - 1]?.value ?? '')) return undefined
  const steps = parted(inside(given, open)).map((part) => (part.length === 1 ? literalOf(part[0]) : undefined))
  return steps.some((step) => step === undefined) ? undefined : steps.join('/')
}

/** A text, or the constant that holds one, in braces: `{Services.ShopBasket}`; what it holds another file may tell. */
function nameOf(given: readonly CodeToken[]): string | undefined {
  const [only, ...more] = given
  if (more.length === 0) return literalOf(only)
  const isConstant = given.every(({ type, value }, index) => (index % 2 === 0 ? type === 'name' : value === '.'))
  return isConstant
    ? `{${given
        .slice(-3)
        .map(({ value }) => value)
        .join('')}}`
    : undefined
}

/** `$"{orders.GetEndpoint("http")}/api"`: what an address begins with. */
const leads = /^\$"(?:https?:\/\/)?\{\s*([A-Za-z_]\w*)\s*[.}]/
const longestLead = 100

/** `.WithReference(x)`, `.WithEnvironment("NAME", x)`; what is only waited for is no use. */
function referencesIn(
  statement: readonly CodeToken[],
  from: string,
  written: string,
): HostModel['references'][number][] {
  return statement.flatMap(({ value, offset }, index) => {
    if (value !== 'WithReference' && value !== 'WithEnvironment') return []
    const given = inside(statement, index + 1)
    const [first, second] = argumentsIn(statement, index + 1)
    const variable = literalOf(first?.[0])
    const target = value === 'WithReference' ? first?.[0] : second?.[0]
    // `ReferenceExpression.Create($"{orders.GetEndpoint("http")}/api")`, or the text alone.
    const put = given.slice(2).find(({ open }) => open)
    const lead = put === undefined ? undefined : leads.exec(written.slice(put.offset, put.offset + longestLead))?.[1]
    const to = lead ?? (target?.type === 'name' ? target.value : undefined)
    return to === undefined ? [] : [{ from, to, offset, ...(variable === undefined ? {} : { variable }) }]
  })
}
