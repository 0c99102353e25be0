import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ClientFact } from '../fact.ts'

const forwards = /^(?:[Pp]roxy|[Ff]orward)(?:[A-Z]\w*)?$/
/** A word alone could be a path or a header. */
const serviceName = /^[a-z][a-z\d]*(?:-[a-z\d]+)+$/

/** `gateway.ProxyToService("orders-service", "/orders")`: a gateway of one's own names whom it sends requests on to. */
export function forwarding(tokens: readonly CodeToken[], at: (offset: number) => At): ClientFact[] {
  return tokens.flatMap((token, index): ClientFact[] => {
    if (token.type !== 'name' || !forwards.test(token.value) || tokens[index + 1]?.value !== '(') return []
    const target = tokens[index + 2]
    const name = literalOf(target)
    return target && name !== undefined && serviceName.test(name)
      ? [{ kind: 'client', at: at(target.offset), name }]
      : []
  })
}
