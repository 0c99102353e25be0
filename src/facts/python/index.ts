import { extractCode } from '../code/extract-code.ts'
import { fieldReads } from '../code/field-reads.ts'
import { type CodeToken, lexer, literalOf } from '../code/lexer.ts'
import { storedTypes } from '../code/stored-types.ts'
import { stubs } from '../code/stubs.ts'
import { toldHosts } from '../code/told-hosts.ts'
import { topics } from '../code/topics.ts'
import type { Extractor } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { connections } from './connections.ts'
import { djangoDatabases } from './django-databases.ts'
import { pythonEnvBindings } from './env-bindings.ts'
import { pythonGrammar } from './grammar.ts'
import { imports, importsByName } from './imports.ts'
import { openers } from './openers.ts'
import { programs } from './programs.ts'
import { remoteCalls } from './remote-calls.ts'
import { settingsClasses, settingsModule } from './settings-classes.ts'
import { stubPatterns } from './stubs.ts'
import { topicPatterns } from './topics.ts'
import { usualVariables } from './usual-variables.ts'

const tokens = lexer({
  ...pythonGrammar,
  interpolation: (prefix) => (/f/i.test(prefix) ? /\{(?!\{)/ : undefined),
})

/** Django, Flask-SQLAlchemy, SQLModel, MongoEngine and Beanie; SQLAlchemy's own classes name their table. */
const storing = {
  header:
    /^\( (?:(?:models|db) \. Model\b|[\w. ,]*\btable = True|(?:\w+ \. )?Document \)|[^)]*\) :(?: \S+){0,9}? __tablename__ =)/,
}

/** Nameko calls a service by its name: `RpcProxy('orders')`. */
function namedClients(all: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return all.flatMap((token, index): Fact[] => {
    const name =
      /^(?:RpcProxy|ServiceRpc)$/.test(token.value) && all[index + 1]?.value === '('
        ? literalOf(all[index + 2])
        : undefined
    return name === undefined ? [] : [{ kind: 'client', at: at(token.offset), name }]
  })
}

/** `self.CART_URL = os.getenv("CART_URL")`: the field of an object with all settings. */
function fieldFilled(all: readonly CodeToken[], call: number): string | undefined {
  const value = (at: number): string | undefined => all[at]?.value
  let start = call
  while (value(start - 1) === '.') start -= 2
  const isField = value(start - 1) === '=' && value(start - 3) === '.' && value(start - 4) === 'self'
  return isField ? value(start - 2) : undefined
}

/** Clients of Amazon's services, which boto3 makes by their names. */
const amazon: Readonly<Record<string, string>> = { sqs: 'sqs', sns: 'sns', dynamodb: 'dynamodb' }

/** `boto3.client("sqs")`, `session.resource("dynamodb")`, and what a system calls its own way to make one: `boto_client("sqs")`. */
function amazonClients(all: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return all.flatMap((token, index): Fact[] => {
    const isMade = /^(?:client|resource|create_client)$/.test(token.value) && all[index - 1]?.value === '.'
    const isClient = isMade || /^\w*(?:boto3?|aws)_(?:client|resource)$/.test(token.value)
    const name = isClient && all[index + 1]?.value === '(' ? literalOf(all[index + 2]) : undefined
    const store = name !== undefined && Object.hasOwn(amazon, name) ? amazon[name] : undefined
    return store ? [{ kind: 'data-source', at: at(token.offset), store, detail: `${token.value}("${name}")` }] : []
  })
}

/** Python: imports, environment variables, addresses, and the fields of settings classes. */
export const python: Extractor = {
  id: 'python',
  languages: ['python'],
  endings: ['.py'],
  extract: (file) =>
    extractCode(
      file,
      tokens,
      (all, at) => [
        ...imports(all, at),
        ...importsByName(all, at),
        ...programs(file.path, all, at),
        ...usualVariables(all, at),
        ...settingsClasses(all, at),
        ...pythonEnvBindings(all, at),
        ...settingsModule(file.path, all, at),
        ...fieldReads(file.text, at),
        ...connections(all, at),
        ...toldHosts(file.text, all, at, openers),
        ...djangoDatabases(all, at),
        ...remoteCalls(all, at),
        ...namedClients(all, at),
        ...amazonClients(all, at),
        ...storedTypes(all, at, storing),
        ...stubs(file.path, all, at, stubPatterns),
        ...topics(file.path, all, at, topicPatterns, literalOf),
      ],
      fieldFilled,
    ),
}
