import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ClientFact, NameConstantFact } from '../fact.ts'

/** Questions to discovery for the instances behind a name. */
const lookUp = /^(?:getInstances|getNextServerFromEureka|getInstancesById|choose)$/
const serviceName = /^[a-z][\w.-]*$/i
/** Clients of Spring Cloud, MicroProfile and Micronaut that are declared and not written. */
const client = /^(?:FeignClient|RegisterRestClient|Client|LoadBalancerClient|RibbonClient)$/
const nameKey = /^(?:name|value|id|serviceId|configKey)$/

/** `@FeignClient("orders")`, `@FeignClient(name = Names.ORDERS)`, `getInstances("orders")`: names of discovery. */
export function declaredClients(tokens: readonly CodeToken[], at: (offset: number) => At): ClientFact[] {
  return tokens.flatMap(({ type, value }, index): ClientFact[] => {
    const isAsked = lookUp.test(value)
    const isDeclared = client.test(value) && tokens[index - 1]?.value === '@'
    if (type !== 'name' || !(isAsked || isDeclared) || tokens[index + 1]?.value !== '(') return []
    for (const part of parted(inside(tokens, index + 1))) {
      const isNamed = part[1]?.value === '='
      if (isNamed && !nameKey.test(part[0]?.value ?? '')) continue
      const argument = isNamed ? part.slice(2) : part
      const [first] = argument
      const word = nameWord(argument)
      if (first && word) return [{ kind: 'client', at: at(first.offset), ...word }]
    }
    return []
  })
}

/** A text that can be a name, or the constant that holds it: `Names.ORDERS`. */
function nameWord(argument: readonly CodeToken[]): { name: string } | { constant: string } | undefined {
  const literal = argument.length === 1 ? literalOf(argument[0]) : undefined
  if (literal !== undefined) {
    // What a setting may change is so by default.
    const name = /^\$\{[\w.-]+:([^{}]+)\}$/.exec(literal)?.[1] ?? literal
    return serviceName.test(name) ? { name } : undefined
  }
  const isPath = argument.every(({ type, value }, index) => (index % 2 === 0 ? type === 'name' : value === '.'))
  const names = argument.filter((_, index) => index % 2 === 0).map(({ value }) => value)
  return isPath && /^[A-Z][A-Z0-9_]*$/.test(names.at(-1) ?? '') ? { constant: names.slice(-2).join('.') } : undefined
}

/** Constants that may hold the name of a service, by what they or their class are called. */
const namesServices = /service|name|server|client|app|module|center|api|rpc|const/i

const holders = new Set(['class', 'interface', 'object', 'enum'])

/** How far behind its sign the value of a constant is looked for. */
const longestPath = 16

/** `String ORDERS = "orders"`, `const val ORDERS = "orders"`, `String NAME = Names.ORDERS`, with the class around it. */
export function nameConstants(tokens: readonly CodeToken[], at: (offset: number) => At): NameConstantFact[] {
  let holder = ''
  return tokens.flatMap((token, index): NameConstantFact[] => {
    if (holders.has(token.value) && tokens[index + 1]?.type === 'name') holder = tokens[index + 1]?.value ?? ''
    const before = tokens[index - 1]?.value
    if (
      (before !== 'String' && before !== 'val') ||
      token.type !== 'name' ||
      !/^[A-Z][A-Z0-9_]*$/.test(token.value) ||
      !namesServices.test(`${holder}.${token.value}`)
    )
      return []
    const isTyped = tokens[index + 1]?.value === ':' && tokens[index + 2]?.value === 'String'
    const start = index + (isTyped ? 3 : 1)
    if (tokens[start]?.value !== '=') return []
    const rest = tokens.slice(start + 1, start + longestPath)
    const end = rest.findIndex(({ type, value }) => value === ';' || (type === 'name' && value === 'const'))
    const isText = tokens[start + 1]?.type === 'text' && tokens[start + 2]?.value !== '+'
    const word = nameWord(isText ? rest.slice(0, 1) : end < 0 ? rest : rest.slice(0, end))
    return word ? [{ kind: 'name-constant', at: at(token.offset), of: `${holder}.${token.value}`, ...word }] : []
  })
}
