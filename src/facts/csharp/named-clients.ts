import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ClientFact, NameConstantFact } from '../fact.ts'

/** Constants that may hold the name of a service, by what they or their class are called. */
const namesServices =
  /service|api|app|client|host|resource|name|project|component|database|db|cache|broker|bus|queue|server|store/i
const serviceName = /^[a-z][\w.-]*$/i
/** `$"https+http://{Services.Catalog}"`: an address whose host is a constant. */
const hostOf = /\$@?"(?:https?|https\+http|http\+https|grpc):\/\/\{([A-Z]\w*(?:\.[A-Z]\w*)*)\}/g

/** Methods that add a client of a service which they are told by its name: `AddRestClient<IOrders>(Services.Orders, policies)`. */
const adder = /^Add\w*(?:Rest|Http|Refit|Grpc|Rpc|Api|Remote|Service)\w*Client$/
/** Methods that look up where a service is by its name: `config.GetGrpcUriFor(Services.Orders)`. */
const finder = /^Get\w*(?:Uri|Url|Address|Endpoint)(?:For|Of)?$/
/** How far behind the name of such a method its first argument may begin. */
const farthestArgument = 24

/** Clients of services whose names constants hold: in an address, or given to what builds one. */
export function namedClients(text: string, tokens: readonly CodeToken[], at: (offset: number) => At): ClientFact[] {
  const client = (offset: number, names: readonly string[]): ClientFact => ({
    kind: 'client',
    at: at(offset),
    constant: names.slice(-2).join('.'),
  })
  return [
    ...[...text.matchAll(hostOf)].map(({ index, 1: path = '' }) => client(index, path.split('.'))),
    ...tokens.flatMap(({ type, value, offset }, index): ClientFact[] => {
      // Tye's discovery: `configuration.GetServiceUri("orders")`.
      const told =
        value === 'GetServiceUri' && tokens[index + 1]?.value === '(' ? literalOf(tokens[index + 2]) : undefined
      if (told !== undefined && serviceName.test(told)) return [{ kind: 'client', at: at(offset), name: told }]
      if (type !== 'name') return []
      const open =
        value === 'WithHost' || finder.test(value)
          ? index + 1
          : adder.test(value)
            ? argumentsOf(tokens, index)
            : undefined
      if (open === undefined || tokens[open]?.value !== '(') return []
      const [first = [], second = []] = parted(inside(tokens, open))
      const path = constantIn(first[0]?.value === 'typeof' ? second : first)
      return path === undefined ? [] : [client(offset, path)]
    }),
  ]
}

/** Where the arguments of a method with types begin: `AddRestClient<IOrders>(…)`, or `(typeof(IOrders), …)`; undefined where none are told. */
function argumentsOf(tokens: readonly CodeToken[], method: number): number | undefined {
  if (tokens[method + 1]?.value === '(' && tokens[method + 2]?.value === 'typeof') return method + 1
  if (tokens[method + 1]?.value !== '<') return undefined
  const ahead = tokens.slice(method, method + farthestArgument).findIndex(({ value }) => value === '(')
  return ahead > 0 && tokens[method + ahead - 1]?.value === '>' ? method + ahead : undefined
}

/** The path of a constant of another class: `Services.Orders`. */
function constantIn(given: readonly CodeToken[]): readonly string[] | undefined {
  const names = given.filter((_, place) => place % 2 === 0)
  const isPath =
    given.every(({ value }, place) => place % 2 === 0 || value === '.') &&
    names.length > 1 &&
    names.every(({ type, value }) => type === 'name' && /^[A-Z]/.test(value))
  return isPath ? names.map(({ value }) => value) : undefined
}

/** `public const string Catalog = "catalog";`, or `static readonly`, with the class around it. */
export function nameConstants(tokens: readonly CodeToken[], at: (offset: number) => At): NameConstantFact[] {
  let holder = ''
  return tokens.flatMap(({ value, offset }, index): NameConstantFact[] => {
    const next = (distance: number): CodeToken | undefined => tokens[index + distance]
    if (value === 'class' && next(1)?.type === 'name') holder = next(1)?.value ?? ''
    if ((value !== 'const' && value !== 'readonly') || next(1)?.value !== 'string' || next(3)?.value !== '=') return []
    const [of, name] = [`${holder}.${next(2)?.value ?? ''}`, literalOf(next(4))]
    const isName = name !== undefined && serviceName.test(name) && namesServices.test(of)
    return isName ? [{ kind: 'name-constant', at: at(offset), of, name }] : []
  })
}
