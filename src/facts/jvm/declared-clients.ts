import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ClientFact, NameConstantFact } from '../fact.ts'
import { heldBySetting } from '../spring/name-settings.ts'

/** Questions to discovery for the instances behind a name; `lb("orders")` is where a route of Spring's gateway leads. */
const lookUps = ['getInstances', 'getNextServerFromEureka', 'getInstancesById', 'choose']
const lookUp = new RegExp(`^(?:${lookUps.join('|')}|lb)$`)
const serviceName = /^[a-z][\w.-]*$/i
/**
 * Clients of Spring Cloud, Retrofit on it, MicroProfile, Micronaut and ServiceComb (`@RpcReference(microserviceName = "orders")`) that are
 * declared and not written.
 */
const clients = [
  ...['FeignClient', 'RegisterRestClient', 'Client', 'LoadBalancerClient', 'RibbonClient', 'RetrofitClient'],
  'RpcReference',
]
const client = new RegExp(`^(?:${clients.join('|')})$`)
const nameKey = /^(?:name|value|id|serviceId|configKey|microserviceName)$/

/** `@FeignClient("orders")`, `@FeignClient(name = Names.ORDERS)`, `getInstances("orders")`: names of discovery. */
export function declaredClients(tokens: readonly CodeToken[], at: (offset: number) => At): ClientFact[] {
  const facts: ClientFact[] = []
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index + 1]?.value !== '(' || tokens[index]?.type !== 'name') continue
    const fact = clientAt(tokens, index, at)
    if (fact) facts.push(fact)
  }
  return facts
}

/** Vert.x looks for whom a filter or a function tells by the name: `discovery.getRecord(new JsonObject().put("name", "orders"))`. */
const lookUpsOfVertx = ['getRecord', 'getRecords', 'getWebClient', 'getClient']
const lookUpOfVertx = new RegExp(`^(?:${lookUpsOfVertx.join('|')})$`)
/** Words without which a file declares no client and asks no discovery: `lb` is too short to look for, and comes of what is named here. */
export const clientWords = [...lookUps, ...clients, ...lookUpsOfVertx, 'LoadBalancerFilterFunctions']

const byName = [
  ['put', '(', 'name', ','],
  ['getName', '(', ')', '.', 'equals', '('],
]

/** The name that is looked for there. */
function foundByName(inside: readonly CodeToken[], at: (offset: number) => At): ClientFact | undefined {
  for (const index of inside.keys()) {
    const words = byName.find((each) =>
      each.every((word, place) => (literalOf(inside[index + place]) ?? inside[index + place]?.value) === word),
    )
    const told = words === undefined ? undefined : inside[index + words.length]
    const name = literalOf(told)
    if (told && name !== undefined && serviceName.test(name)) return { kind: 'client', at: at(told.offset), name }
  }
  return undefined
}

/** What a call or an annotation names, if it is one that names services. */
function clientAt(tokens: readonly CodeToken[], index: number, at: (offset: number) => At): ClientFact | undefined {
  const word = tokens[index]?.value ?? ''
  if (lookUpOfVertx.test(word)) return foundByName(inside(tokens, index + 1), at)
  const isDeclared = tokens[index - 1]?.value === '@' && client.test(word)
  if (!isDeclared && !lookUp.test(word)) return undefined
  for (const part of parted(inside(tokens, index + 1))) {
    const isNamed = part[1]?.value === '='
    if (isNamed && !nameKey.test(part[0]?.value ?? '')) continue
    const argument = isNamed ? part.slice(2) : part
    const [first] = argument
    const named = nameWord(argument)
    if (first && named) return { kind: 'client', at: at(first.offset), ...named }
  }
  return undefined
}

const isUpper = /^[A-Z][A-Z0-9_]*$/
/** `id` of `getId`. */
const memberOf = (name: string): string => name.replace(/^get([A-Z])/, (_, first: string) => first.toLowerCase())

/** A text that can be a name, or the constant that holds it: `Names.ORDERS`. */
function nameWord(argument: readonly CodeToken[]): { name: string } | { constant: string } | undefined {
  const written = argument.length === 1 ? literalOf(argument[0]) : undefined
  // `${service.prefix:}orders`: as it is where no setting says more; Kotlin has a mark before the sign.
  // A path may follow that all its questions have: `ORDERS/api/orders`.
  const literal = written?.replace(/\\?\$\{[\w.-]+:([^{}]*)\}/g, '$1').replace(/(?<=^[\w.-]{1,100})\/.*$/, '')
  if (literal !== undefined) {
    const setting = /^\\?\$\{([\w.-]+)\}$/.exec(literal)?.[1]
    if (setting !== undefined) return { constant: heldBySetting(setting) }
    return serviceName.test(literal) ? { name: literal } : undefined
  }
  // A value of an enumeration holds the name: `Services.ORDERS.id`, `Services.ORDERS.getId()`.
  const asked = argument.at(-1)?.value === ')' && argument.at(-2)?.value === '(' ? argument.slice(0, -2) : argument
  const [constant, dot, member] = asked.slice(-3)
  if (
    asked.length >= 3 &&
    dot?.value === '.' &&
    isUpper.test(constant?.value ?? '') &&
    /^[a-z]\w*$/.test(member?.value ?? '')
  ) {
    const path = asked.filter((_, index) => index % 2 === 0).map(({ value }) => value)
    return { constant: [...path.slice(-3, -1), memberOf(path.at(-1) ?? '')].join('.') }
  }
  const isPath = argument.every(({ type, value }, index) => (index % 2 === 0 ? type === 'name' : value === '.'))
  const names = argument.filter((_, index) => index % 2 === 0).map(({ value }) => value)
  return isPath && isUpper.test(names.at(-1) ?? '') ? { constant: names.slice(-2).join('.') } : undefined
}

/** Constants that may hold the name of a service, by what they or their class are called. */
const namesServices =
  /service|name|server|client|app|module|center|api|rpc|const|collaborat|peer|remote|feign|discover|host|provider|system|downstream|upstream|gateway|target|eureka|registr/i

const isHolder = (word: string): boolean =>
  word === 'class' || word === 'interface' || word === 'object' || word === 'enum'

/** How far behind its sign the value of a constant is looked for. */
const longestPath = 16

/** `String ORDERS = "orders"`, `const val ORDERS = "orders"`, `String NAME = Names.ORDERS`, with the class around it. */
export function nameConstants(tokens: readonly CodeToken[], at: (offset: number) => At): NameConstantFact[] {
  const facts: NameConstantFact[] = []
  let holder = ''
  for (let index = 0; index < tokens.length - 1; index++) {
    const [word, next] = [tokens[index]?.value ?? '', tokens[index + 1]]
    if (next?.type !== 'name') continue
    if (isHolder(word)) holder = next.value
    if (word === 'enum') facts.push(...enumerated(tokens, index, at))
    if (word !== 'String' && word !== 'val') continue
    const of = `${holder}.${next.value}`
    if (!/^[A-Z][A-Z0-9_]*$/.test(next.value) || !namesServices.test(of)) continue
    const value = nameBehind(tokens, index + 1)
    if (value) facts.push({ kind: 'name-constant', at: at(next.offset), of, ...value })
  }
  return facts
}

/** How far behind its name the values of an enumeration are looked for. */
const longestList = 600

/**
 * Names that values of an enumeration hold: `enum class Service(val id: String) { ORDERS("order-service") }`, each under the
 * member that holds it; where there is but one, under whatever it is called, as Java tells it elsewhere.
 */
function enumerated(tokens: readonly CodeToken[], index: number, at: (offset: number) => At): NameConstantFact[] {
  const start = tokens[index + 1]?.value === 'class' ? index + 2 : index + 1
  const holder = tokens[start]?.value ?? ''
  const heads = tokens[start + 1]?.value === '(' ? parted(inside(tokens, start + 1)) : []
  const members = heads.map((part) => part[part.findIndex(({ value }) => value === ':') - 1]?.value ?? '')
  const open = tokens.findIndex(({ value }, place) => place > start && value === '{')
  if (open < 0 || open > start + longestPath * 4) return []
  const facts: NameConstantFact[] = []
  for (let place = open + 1; place < Math.min(tokens.length, open + longestList); place++) {
    const [token, before] = [tokens[place], tokens[place - 1]?.value ?? '']
    if (token?.value === ';' || token?.value === '}') break
    const isValue = /^[{,]$/.test(before) && isUpper.test(token?.value ?? '') && tokens[place + 1]?.value === '('
    const of = `${holder}.${token?.value}`
    if (!isValue || token === undefined || !namesServices.test(of)) continue
    const values = parted(inside(tokens, place + 1)).map((part) => (part.length === 1 ? literalOf(part[0]) : undefined))
    const only = values.length === 1
    for (const [position, name] of values.entries()) {
      if (name === undefined || !serviceName.test(name)) continue
      const member = members[position]
      const told = only ? `${of}.*` : member ? `${of}.${member}` : undefined
      if (told !== undefined) facts.push({ kind: 'name-constant', at: at(token.offset), of: told, name })
    }
  }
  return facts
}

/** What the constant is set to that is named here. */
function nameBehind(tokens: readonly CodeToken[], index: number): ReturnType<typeof nameWord> {
  const isTyped = tokens[index + 1]?.value === ':' && tokens[index + 2]?.value === 'String'
  const start = index + (isTyped ? 3 : 1)
  if (tokens[start]?.value !== '=') return undefined
  const rest = tokens.slice(start + 1, start + longestPath)
  const end = rest.findIndex(({ type, value }) => value === ';' || (type === 'name' && value === 'const'))
  const isText = tokens[start + 1]?.type === 'text' && tokens[start + 2]?.value !== '+'
  return nameWord(isText ? rest.slice(0, 1) : end < 0 ? rest : rest.slice(0, end))
}
