import { closeOf } from '../code/brackets.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, DefaultDeadlineFact, RemoteCallFact } from '../fact.ts'

/** Stubs whose caller waits; what calls back is also for streams, which may stay open. */
const stubType = /^(\w+?)(?:Blocking|BlockingV2|Future|Coroutine)Stub$/
const maker = /^new(?:Blocking|BlockingV2|Future)Stub$/
/** Methods that every stub has, and that call nobody. */
const ownMethod = /^(?:with[A-Z]\w*|getChannel|getCallOptions|build)$/
const limiting = /deadline|timeout/i

/** Calls of gRPC wait for ever, unless `withDeadlineAfter` or what runs them says otherwise: anything of that kind in the file. */
export function stubCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const names = stubNames(tokens)
  const hasDeadline = tokens.some(({ type, value }) => type === 'name' && limiting.test(value))
  return tokens.flatMap(({ type, value, offset }, index): RemoteCallFact[] => {
    if (type !== 'name') return []
    const isMade = maker.test(value) && tokens[index + 1]?.value === '('
    const isField = tokens[index - 1]?.value === '.' && tokens[index - 2]?.value !== 'this'
    const service = isMade ? serviceOf(tokens[index - 2]?.value) : isField ? undefined : names.get(value)
    const dot = isMade ? closeOf(tokens, index + 1) + 1 : index + 1
    const [sign, method, open] = tokens.slice(dot, dot + 3)
    if (service === undefined || sign?.value !== '.' || method === undefined || open?.value !== '(') return []
    if (!/^[a-z]/.test(method.value) || ownMethod.test(method.value)) return []
    const client = `${service}.${method.value}`
    return [{ kind: 'remote-call', at: at(offset), client, hasDeadline, protocol: 'grpc', contract: service }]
  })
}

const serviceOf = (made: string | undefined): string | undefined => /^(\w+)Grpc$/.exec(made ?? '')?.[1]

/** Variables and fields that hold a stub, with the service that it calls. */
function stubNames(tokens: readonly CodeToken[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const add = (token: CodeToken | undefined, service: string | undefined): void => {
    if (token?.type === 'name' && service !== undefined) names.set(token.value, service)
  }
  for (const [index, { value }] of tokens.entries()) {
    const service = maker.test(value) ? undefined : stubType.exec(value)?.[1]
    // `CartGrpc.CartBlockingStub`, or imported by itself.
    const start = tokens[index - 1]?.value === '.' ? index - 2 : index
    const before = tokens[start - 1]?.value
    if (service !== undefined) {
      if (before === ':' || before === '=') add(tokens[start - 2], service)
      else add(tokens[index + 1], service)
    } else if (maker.test(value) && tokens[index - 3]?.value === '=')
      add(tokens[index - 4], serviceOf(tokens[index - 2]?.value))
  }
  return names
}

/** An interceptor of clients that sets deadlines, and a channel whose configuration has timeouts. */
export function defaultDeadlines(tokens: readonly CodeToken[], at: (offset: number) => At): DefaultDeadlineFact[] {
  const has = (word: string): boolean => tokens.some(({ value }) => value === word)
  const [isInterceptor, isChannel] = [has('ClientInterceptor'), has('defaultServiceConfig')]
  const place = tokens.find(({ type, value }, index) =>
    type === 'text'
      ? isChannel && value === 'timeout'
      : isInterceptor && /^withDeadline(?:After)?$/.test(value) && tokens[index + 1]?.value === '(',
  )
  return place ? [{ kind: 'default-deadline', at: at(place.offset), protocol: 'grpc' }] : []
}
