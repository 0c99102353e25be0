import type { At, DefaultDeadlineFact, RemoteCallFact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type CodeToken, literalOf } from './tokens.ts'

const clientType = /^Client(?:Proxy|Kafka|RMQ|TCP|Nats|Redis|Mqtt)$/
/** How many words a type's arguments may have: `send<Page<Order>>(`. */
const longestType = 30
/** How many words stand between a field and how it is filled. */
const longestFilling = 8

/** Whether a text has a word of NestJS's clients between services, or may end what they ask. */
export const asksOverNest = mentionsAny([
  'ClientProxy',
  'ClientKafka',
  'ClientRMQ',
  'ClientTCP',
  'ClientGrpc',
  'NestInterceptor',
])

/**
 * Questions that NestJS asks another service over its transports (`this.orders.send(pattern, data)`) and over gRPC (a service of
 * `client.getService('Orders')`): the answer is waited for without an end, unless `timeout` of RxJS or a deadline is in the file.
 * An interceptor with a timeout ends those of its whole service.
 */
export function nestQuestions(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
): (RemoteCallFact | DefaultDeadlineFact)[] {
  const timeout = tokens.find(({ value }) => /timeout|deadline/i.test(value))
  const isInterceptor = tokens.some(({ value }) => value === 'NestInterceptor')
  if (isInterceptor && timeout !== undefined)
    return [{ kind: 'default-deadline', at: at(timeout.offset), protocol: 'nestjs-questions' }]
  const clients = new Set(tokens.flatMap((token, index) => (isClient(tokens, index) ? [token.value] : [])))
  const services = servicesOfGrpc(tokens)
  const call = (token: CodeToken, client: string): RemoteCallFact => ({
    kind: 'remote-call',
    at: at(token.offset),
    client,
    hasDeadline: timeout !== undefined,
    protocol: 'nestjs-questions',
  })
  return tokens.flatMap((token, index): RemoteCallFact[] => {
    const [dot, method] = [tokens[index + 1]?.value, tokens[index + 2]]
    if (dot !== '.' || method === undefined || !isCalled(tokens, index + 3)) return []
    if (clients.has(token.value) && method.value === 'send') return [call(token, `${token.value}.send`)]
    const contract = services.get(token.value)
    if (contract === undefined || method.type !== 'IdentifierName') return []
    return [{ ...call(token, `${contract}.${method.value}`), contract }]
  })
}

/** `private readonly orders: ClientProxy`, `orders = ClientProxyFactory.create(…)`. */
function isClient(tokens: readonly CodeToken[], index: number): boolean {
  const [sign, type] = [tokens[index + 1]?.value, tokens[index + 2]?.value ?? '']
  return (sign === ':' && clientType.test(type)) || (sign === '=' && type === 'ClientProxyFactory')
}

/** Whether brackets follow, behind arguments of the type if there are any. */
function isCalled(tokens: readonly CodeToken[], index: number): boolean {
  if (tokens[index]?.value !== '<') return tokens[index]?.value === '('
  const type = tokens.slice(index + 1, index + longestType)
  const end = type.findIndex(({ value }) => value === '(')
  return end > 0 && /^>+$/.test(type[end - 1]?.value ?? '')
}

/** Fields that hold a service of gRPC, with its name: `this.orders = this.client.getService<Orders>('Orders')`. */
function servicesOfGrpc(tokens: readonly CodeToken[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [index, { value }] of tokens.entries()) {
    if (value !== 'getService') continue
    const before = tokens.slice(Math.max(index - longestFilling, 0), index)
    const holder = before[before.findLastIndex((each) => each.value === '=') - 1]
    const behind = tokens.slice(index + 1, index + longestType)
    const open = behind.findIndex((each) => each.value === '(')
    if (open < 0 || holder?.type !== 'IdentifierName') continue
    found.set(holder.value, literalOf(behind[open + 1]) ?? holder.value)
  }
  return found
}
