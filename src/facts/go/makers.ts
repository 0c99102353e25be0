import type { CodeToken } from '../code/lexer.ts'
import type { At, MakerUseFact, StubFact } from '../fact.ts'

/** What functions are called that make a client, or what wraps one, for others: `NewMailClient`. */
const maker = /^[nN]ew[A-Z]\w*(?:Client|Cli|Service|Svc|RPC|Rpc|Grpc|Gateway|Adapter)$/

/**
 * The functions of a package by which alone others come to the clients that a file makes; none where it has others, sets up
 * variables, or is of a program.
 */
function makersOf(tokens: readonly CodeToken[]): readonly string[] {
  if (tokens[0]?.value !== 'package' || tokens[1]?.value === 'main') return []
  const names: string[] = []
  let depth = 0
  for (const [index, { type, value }] of tokens.entries()) {
    if (type === 'sign' && /^[{(]$/.test(value)) depth++
    if (type === 'sign' && /^[})]$/.test(value)) depth--
    if (depth > 0 || type !== 'name') continue
    if (value === 'var') return []
    const next = tokens[index + 1]
    if (value === 'func' && next?.type === 'name') names.push(next.value)
  }
  return names.every((name) => maker.test(name)) ? names : []
}

/** Clients of a file with the functions that hand them out. */
export function withMakers(stubs: readonly StubFact[], tokens: readonly CodeToken[]): readonly StubFact[] {
  if (stubs.every(({ role }) => role !== 'calls')) return stubs
  const makers = makersOf(tokens)
  return makers.length === 0 ? stubs : stubs.map((stub) => (stub.role === 'calls' ? { ...stub, makers } : stub))
}

/** Functions by such names that a file takes: those of its own by the name alone, as others of its package do. */
export function makerUses(tokens: readonly CodeToken[], at: (offset: number) => At): MakerUseFact[] {
  const own = new Set<string>()
  const taken = new Map<string, boolean>()
  for (const [index, { type, value }] of tokens.entries()) {
    if (type !== 'name' || !maker.test(value)) continue
    const before = tokens[index - 1]?.value
    if (before === 'func') own.add(value)
    else taken.set(value, taken.get(value) === true || before !== '.')
  }
  const names = [...taken].flatMap(([name, isBare]) => (own.has(name) && !isBare ? [] : [name]))
  return names.length === 0 ? [] : [{ kind: 'maker-use', at: at(0), names }]
}
