import { closeOf, inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { AddressFact, At, DatabaseNameFact } from '../fact.ts'
import { present } from '../present.ts'

/** Classes whose clients hold the databases of a server. */
const ofMongo = /^(?:MongoClient|AsyncMongoClient|AsyncIOMotorClient|MotorClient|PyMongo)$/
const opens = /^(?:connect|create_pool)$/
/** Modules that are told the host by its name where they connect. */
const modules: Readonly<Record<string, string>> = {
  psycopg: 'postgres',
  psycopg2: 'postgres',
  asyncpg: 'postgres',
  pymysql: 'mysql',
  MySQLdb: 'mysql',
  aiomysql: 'mysql',
  connector: 'mysql',
}
const databaseKey = /^(?:database|dbname|db)$/
const bareHost = /^([a-z0-9](?:[\w.-]*[a-z0-9])?)(?::(\d{2,5}))?$/i
/** Databases that every server of MongoDB has for itself. */
const ownDatabase = /^(?:admin|local|config)$/

/** Connections to databases whose hosts stand in the code as words: `MongoClient("db", 27017)`, `psycopg2.connect(host="db")`. */
export function connections(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
): (AddressFact | DatabaseNameFact)[] {
  let constants: ReadonlyMap<string, CodeToken | undefined> | undefined
  const heldBy = (token: CodeToken | undefined): CodeToken | undefined => {
    if (token?.type !== 'name') return token
    constants ??= textsByName(tokens)
    return constants.get(token.value)
  }
  return tokens.flatMap(({ type, value, offset }, index): (AddressFact | DatabaseNameFact)[] => {
    if (type !== 'name' || tokens[index + 1]?.value !== '(') return []
    const isMongo = ofMongo.test(value)
    const module = opens.test(value) && tokens[index - 1]?.value === '.' ? tokens[index - 2]?.value : undefined
    const byModule = module !== undefined && Object.hasOwn(modules, module) ? modules[module] : undefined
    const scheme = isMongo ? 'mongodb' : byModule
    if (scheme === undefined) return []
    const parts = parted(inside(tokens, index + 1))
    const named = (key: RegExp): CodeToken | undefined => {
      const part = parts.find(([name, sign]) => sign?.value === '=' && key.test(name?.value ?? ''))
      return part?.find(isWritten) ?? (part?.length === 3 ? heldBy(part[2]) : undefined)
    }
    const first = parts[0]?.length === 1 ? heldBy(parts[0][0]) : undefined
    const written = named(/^host$/) ?? (isMongo ? first : undefined)
    const name = byModule === undefined ? undefined : literalOf(named(databaseKey))
    if (written === undefined && name !== undefined)
      return [{ kind: 'database-name', at: at(offset), store: scheme, name }]
    const [shown, host, port] = bareHost.exec(literalOf(written) ?? '') ?? []
    const isOpen = written === undefined || host === undefined || shown === undefined
    if (isOpen) return isMongo ? askedDatabases(tokens, index, at) : []
    const stated = (token: CodeToken, path: string | undefined): AddressFact => ({
      kind: 'address',
      at: at(token.offset),
      address: { scheme, host, ...present({ port: port === undefined ? undefined : Number(port), path }), shown },
      use: 'literal',
    })
    const databases = isMongo ? takenDatabases(tokens, index) : []
    if (databases.length > 0) return databases.map(({ token, name }) => stated(token, name))
    return [stated(written, literalOf(named(databaseKey)))]
  })
}

/**
 * Texts by the one name that holds them in a file: `DB_HOST = "db"`, or the default of an argument, `def open(host="db")`.
 * What is given several things is none.
 */
function textsByName(tokens: readonly CodeToken[]): ReadonlyMap<string, CodeToken | undefined> {
  const held = new Map<string, CodeToken | undefined>()
  /** Of each bracket that is open, whether it is that of a `def`. */
  const open: boolean[] = []
  for (const [index, { type, value }] of tokens.entries()) {
    if (type !== 'text' && /^[([{]$/.test(value)) open.push(tokens[index - 2]?.value === 'def')
    if (type !== 'text' && /^[)\]}]$/.test(value)) open.pop()
    const given = tokens[index + 2]
    if (type !== 'name' || tokens[index + 1]?.value !== '=' || tokens[index - 1]?.value === '.') continue
    if (given === undefined) continue
    const text = literalOf(given)
    // `host="cache"` and `host=HOST` in a call say nothing of what `host` is elsewhere.
    const isArgument = /^[(,]$/.test(tokens[index - 1]?.value ?? '')
    if (isArgument && (text === undefined || open.at(-1) !== true)) continue
    const isSame = !held.has(value) || literalOf(held.get(value)) === text
    held.set(value, text !== undefined && isSame ? given : undefined)
  }
  return held
}

/** A text that stands there itself, or in a list: in `host=config("RABBIT_HOST")` it is only asked for. */
const isWritten = ({ type }: CodeToken, index: number, part: readonly CodeToken[]): boolean =>
  type === 'text' &&
  !part.slice(0, index).some((token, at) => /^[([]$/.test(token.value) && part[at - 1]?.type === 'name')

/** Databases that code takes from the client: `client.orders`, `client["orders"]`, `MongoClient("db").orders`. */
function takenDatabases(tokens: readonly CodeToken[], callee: number): { token: CodeToken; name: string }[] {
  const start = tokens[callee - 1]?.value === '.' ? callee - 2 : callee
  const holder = tokens[start - 1]?.value === '=' ? tokens[start - 2] : undefined
  const ends = tokens.flatMap((token, index) =>
    holder !== undefined && token.value === holder.value && tokens[index + 1]?.value !== '=' ? [index + 1] : [],
  )
  const found = new Map<string, CodeToken>()
  for (const end of [closeOf(tokens, callee + 1) + 1, ...ends]) {
    const [sign, token, next] = tokens.slice(end, end + 3)
    const name = sign?.value === '[' ? literalOf(token) : undefined
    const member = sign?.value === '.' && token?.type === 'name' && next?.value !== '(' ? token.value : undefined
    const database = name ?? member
    if (token !== undefined && database !== undefined && !ownDatabase.test(database) && !found.has(database))
      found.set(database, token)
  }
  return [...found].map(([name, token]) => ({ token, name }))
}

/**
 * Databases that code takes by their names from a client whose host it is told elsewhere: `client["orders"]`,
 * `client[os.getenv("ORDERS_DB", "orders")]`, `mongo.cx["orders"]` of a client that Flask keeps.
 */
function askedDatabases(tokens: readonly CodeToken[], callee: number, at: (offset: number) => At): DatabaseNameFact[] {
  const start = tokens[callee - 1]?.value === '.' ? callee - 2 : callee
  const holder = tokens[start - 1]?.value === '=' ? tokens[start - 2]?.value : undefined
  if (holder === undefined) return []
  const found = new Map<string, DatabaseNameFact>()
  for (const [index, { value, offset }] of tokens.entries()) {
    if (value !== holder) continue
    const isOfServer = tokens[index + 1]?.value === '.' && tokens[index + 2]?.value === 'cx'
    const open = index + (isOfServer ? 3 : 1)
    if (tokens[open]?.value !== '[') continue
    const words = inside(tokens, open)
    const [first, second] = words.flatMap((token) => literalOf(token) ?? [])
    const isAsked = words.some((token) => /^(?:getenv|environ)$/.test(token.value))
    if (first === undefined || (!isAsked && words.length > 1) || ownDatabase.test(first)) continue
    const told = isAsked ? { name: second ?? '', setting: first } : { name: first }
    found.set(first, { kind: 'database-name', at: at(offset), store: 'mongodb', ...told, isTaken: true })
  }
  return [...found.values()]
}
