import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { AddressFact, At } from '../fact.ts'

/** Questions to discovery for the instances behind a name. */
const lookUp = /^(?:getInstances|getNextServerFromEureka|getInstancesById|choose)$/
const serviceName = /^[a-z][\w.-]*$/i
const client = /^(?:FeignClient|RegisterRestClient|Client)$/

const stated = (host: string, place: At): AddressFact => ({
  kind: 'address',
  at: place,
  address: { scheme: 'http', host, shown: host },
  use: 'literal',
})

/** `@FeignClient("orders")`, `@FeignClient(name = "orders", url = "…")`, `getInstances("orders")`: names of discovery. */
export function declaredClients(tokens: readonly CodeToken[], at: (offset: number) => At): AddressFact[] {
  return tokens.flatMap((token, index): AddressFact[] => {
    const asked = lookUp.test(token.value) && tokens[index + 1]?.value === '(' ? tokens[index + 2] : undefined
    const instance = literalOf(asked)
    if (asked && instance !== undefined && serviceName.test(instance)) return [stated(instance, at(asked.offset))]
    if (!client.test(token.value) || tokens[index - 1]?.value !== '@' || tokens[index + 1]?.value !== '(') return []
    for (let next = index + 2; next < index + 40 && tokens[next] && tokens[next]?.value !== ')'; next++) {
      const name = literalOf(tokens[next])
      const key = tokens[next - 1]?.value === '=' ? tokens[next - 2]?.value : 'value'
      if (name === undefined || !/^(?:name|value|id|serviceId|configKey)$/.test(key ?? '') || !serviceName.test(name))
        continue
      return [stated(name, at(tokens[next]?.offset ?? 0))]
    }
    return []
  })
}
