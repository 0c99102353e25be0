import { inside } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ClientFact, NameConstantFact } from '../fact.ts'

/** Constants that may hold the name of a service, by what they or their class are called. */
const namesServices = /service|api|app|client|host|resource|name|project/i
const serviceName = /^[a-z][\w.-]*$/i
/** `$"https+http://{Services.Catalog}"`: an address whose host is a constant. */
const hostOf = /\$@?"(?:https?|https\+http|http\+https|grpc):\/\/\{([A-Z]\w*(?:\.[A-Z]\w*)*)\}/g

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
      if (type !== 'name' || value !== 'WithHost' || tokens[index + 1]?.value !== '(') return []
      const names = inside(tokens, index + 1).filter((_, place) => place % 2 === 0)
      const isPath = names.length > 1 && names.every((each) => each.type === 'name' && /^[A-Z]/.test(each.value))
      return isPath
        ? [
            client(
              offset,
              names.map((each) => each.value),
            ),
          ]
        : []
    }),
  ]
}

/** `public const string Catalog = "catalog";`, with the class around it. */
export function nameConstants(tokens: readonly CodeToken[], at: (offset: number) => At): NameConstantFact[] {
  let holder = ''
  return tokens.flatMap(({ value, offset }, index): NameConstantFact[] => {
    const next = (distance: number): CodeToken | undefined => tokens[index + distance]
    if (value === 'class' && next(1)?.type === 'name') holder = next(1)?.value ?? ''
    if (value !== 'const' || next(1)?.value !== 'string' || next(3)?.value !== '=') return []
    const [of, name] = [`${holder}.${next(2)?.value ?? ''}`, literalOf(next(4))]
    const isName = name !== undefined && serviceName.test(name) && namesServices.test(of)
    return isName ? [{ kind: 'name-constant', at: at(offset), of, name }] : []
  })
}
