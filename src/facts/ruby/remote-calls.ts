import { inside } from '../code/brackets.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, RemoteCallFact } from '../fact.ts'

const verb = /^(?:get|post|put|patch|delete|head|options|request)$/

/** http.rb, Typhoeus and stubs of gRPC wait for ever, unless they are told a time: anything of that name in the file. The other clients give up after a minute. */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const hasDeadline = tokens.some(({ type, value }) => type === 'name' && /timeout|deadline/i.test(value))
  return tokens.flatMap(({ value, offset }, index): RemoteCallFact[] => {
    const word = (step: number): string => tokens[index + step]?.value ?? ''
    if (word(1) !== '.' || word(-1) === '.') return []
    const fact = (client: string): RemoteCallFact => ({ kind: 'remote-call', at: at(offset), client, hasDeadline })
    // `Net::HTTP` is another one, which gives up by itself.
    const isClient = (value === 'HTTP' && word(-1) !== '::') || value === 'Typhoeus'
    if (isClient && verb.test(word(2))) return [fact(`${value}.${word(2)}`)]
    if (value !== 'Stub' || word(-1) !== '::' || word(2) !== 'new' || word(3) !== '(') return []
    // The address and how it is trusted: `Stub.new(address, :this_channel_is_insecure)`.
    const isOver = inside(tokens, index + 3).some((token) => token.value === ',')
    return isOver ? [{ ...fact(`${word(-2)}::Stub`), protocol: 'grpc', contract: word(-2) }] : []
  })
}
