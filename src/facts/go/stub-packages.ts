import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, StubFact } from '../fact.ts'

/** What Connect generates is in packages of such names: `orderv1connect`. */
const ofConnect = /connect(?:\/v\d+)?$/
/** What carries messages or starts functions, in the place of a client of HTTP. */
const carrier = /nats|kafka|rabbit|amqp|pub_?sub|sqs|sns|event_?bus|message_?bus|queue|lambda/i

/**
 * Stubs of a file with the package that each is generated into; `packages`: by what the file calls them. What Connect generates can be told to send over something else than
 * HTTP; then nobody is called: `orderv1connect.NewOrderEventsClient(natsClient, "")`.
 */
export function withPackages(
  stubs: readonly StubFact[],
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
  packages: ReadonlyMap<string, string>,
): readonly StubFact[] {
  if (stubs.length === 0) return stubs
  const places = new Map<string, number>()
  const keyOf = ({ line, column }: At): string => `${line}:${column}`
  for (const [index, { type, offset }] of tokens.entries())
    if (type === 'name' && tokens[index - 1]?.value === '.') places.set(keyOf(at(offset)), index)
  return stubs.flatMap((stub) => {
    const index = places.get(keyOf(stub.at))
    const local = index === undefined ? undefined : tokens[index - 2]?.value
    const of = local === undefined ? undefined : packages.get(local)
    // Many functions that make a handler are called as those are that Connect generates.
    const isHandler = index !== undefined && /^New\w+Handler$/.test(tokens[index]?.value ?? '')
    if (stub.role === 'serves' && isHandler && !ofConnect.test(of ?? local ?? '')) return []
    if (index === undefined || of === undefined) return [stub]
    if (stub.role === 'calls' && ofConnect.test(of) && isCarried(tokens, index)) return []
    return [{ ...stub, of }]
  })
}

/** Whether what a client is made with carries messages, as its name or that of what makes it says, or leads to no address. */
function isCarried(tokens: readonly CodeToken[], call: number): boolean {
  const [client = [], address = []] = parted(inside(tokens, call + 1))
  if (address.length === 1 && literalOf(address[0]) === '') return true
  const [first, next] = client
  const name = next === undefined ? first?.value : undefined
  const words = name === undefined ? client : [...(first ? [first] : []), ...makerOf(tokens, name)]
  return words.some(({ type, value }) => type === 'name' && carrier.test(value))
}

/** The first words of what a variable is set to: `natsutil.NewClient` of `bus := natsutil.NewClient(address)`. */
function makerOf(tokens: readonly CodeToken[], name: string): readonly CodeToken[] {
  const index = tokens.findIndex(({ value }, place) => value === name && /^:?=$/.test(tokens[place + 1]?.value ?? ''))
  return index < 0 ? [] : tokens.slice(index + 2, index + 5)
}
