import type { At, EnvReadFact, Fact } from '../fact.ts'
import { type CodeToken, literalOf } from './tokens.ts'

export interface EnvironmentReads {
  readonly facts: readonly Fact[]
  /** Offsets of the literals that stand in for a variable that is not set, with its name. */
  readonly fallbacks: ReadonlyMap<number, string>
}

const variableName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/
/** Names of functions that take the name of a variable and perhaps what to use without it. */
const reader = /env|config|setting|option|require|get|read|url|text|string|lookup/i

/** Reads of environment variables, however the code spells them. */
export function environmentReads(tokens: readonly CodeToken[], at: (offset: number) => At): EnvironmentReads {
  const facts: Fact[] = []
  const fallbacks = new Map<number, string>()
  const named = new Set<number>()
  const add = (token: CodeToken, name: string, fallback: CodeToken | undefined): void => {
    const text = literalOf(fallback)
    if (fallback && text !== undefined) fallbacks.set(fallback.offset, name)
    named.add(token.offset)
    facts.push({ kind: 'env-read', at: at(token.offset), name, ...(text === undefined ? {} : { fallback: text }) })
  }
  for (const [index, token] of tokens.entries()) {
    const end = environmentObject(tokens, index)
    if (end !== undefined) {
      const member = memberOf(tokens, end)
      if (member?.name !== undefined) add(member.token, member.name, fallbackAfter(tokens, member.end))
      else if (member) facts.push(computed(at(token.offset)))
      else for (const { key, fallback } of destructured(tokens, index)) add(key, key.value, fallback)
    }
    const call = readingCall(tokens, index)
    if (call) add(call.name, literalOf(call.name) ?? '', call.fallback ?? fallbackAfter(tokens, call.end))
    const setting = schemaEntry(tokens, index)
    if (setting) add(token, token.value, setting.fallback)
  }
  return { facts: [...facts, ...onlyNamed(tokens, named, at)], fallbacks }
}

const computed = (place: At): Fact => ({
  kind: 'unresolved',
  at: place,
  about: 'env',
  why: 'an environment variable whose name is computed at run time',
})

/** Index behind `process.env`, `import.meta.env`, `Bun.env`; undefined when none of them starts here. */
function environmentObject(tokens: readonly CodeToken[], index: number): number | undefined {
  const words = (count: number): string =>
    tokens
      .slice(index, index + count)
      .map(({ value }) => value)
      .join('')
  const first = tokens[index]?.value
  if (tokens[index - 1]?.value === '.') return undefined
  if ((first === 'process' || first === 'Bun') && /^(?:process|Bun)\.env$/.test(words(3))) return index + 3
  if (first === 'import' && words(5) === 'import.meta.env') return index + 5
  return undefined
}

interface Member {
  readonly token: CodeToken
  /** Undefined when it is computed. */
  readonly name: string | undefined
  readonly end: number
}

function memberOf(tokens: readonly CodeToken[], index: number): Member | undefined {
  const [dot, name, close] = [tokens[index], tokens[index + 1], tokens[index + 2]]
  if (dot === undefined || name === undefined) return undefined
  if ((dot.value === '.' || dot.value === '?.') && name.type === 'IdentifierName') {
    return { token: name, name: name.value, end: index + 2 }
  }
  if (dot.value !== '[') return undefined
  return { token: name, name: close?.value === ']' ? literalOf(name) : undefined, end: index + 3 }
}

/** The literal behind `??` or `||`. */
function fallbackAfter(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  const operator = tokens[index]?.value
  return operator === '??' || operator === '||' ? tokens[index + 1] : undefined
}

/** `{ A, B = 'x', C: c = 'y' } = process.env` */
function destructured(tokens: readonly CodeToken[], index: number): { key: CodeToken; fallback?: CodeToken }[] {
  if (tokens[index - 1]?.value !== '=' || tokens[index - 2]?.value !== '}') return []
  const keys: { key: CodeToken; fallback?: CodeToken }[] = []
  let entry: CodeToken[] = []
  const close = (): void => {
    const [key] = entry
    const equals = entry.findIndex(({ value }) => value === '=')
    const fallback = equals > 0 ? entry[equals + 1] : undefined
    if (key?.type === 'IdentifierName') keys.push({ key, ...(fallback ? { fallback } : {}) })
    entry = []
  }
  for (let at = index - 3; at >= 0; at--) {
    const token = tokens[at]
    if (token === undefined || token.value === '{') break
    if (token.value === ',') close()
    else entry.unshift(token)
  }
  close()
  return keys.reverse()
}

/** `env('NAME')`, `config.get('NAME', 'x')`: a call whose first argument names a variable. */
function readingCall(tokens: readonly CodeToken[], index: number) {
  const [callee, open, name, comma, fallback] = tokens.slice(index, index + 5)
  if (callee?.type !== 'IdentifierName' || open?.value !== '(' || !reader.test(callee.value)) return undefined
  const text = literalOf(name)
  if (name === undefined || text === undefined || !variableName.test(text)) return undefined
  const second = comma?.value === ',' ? fallback : undefined
  return { name, end: index + 4, ...(second ? { fallback: second } : {}) }
}

/** `NAME: z.string().default('x')`, `NAME: { default: 'x' }`: an entry of a schema for settings. */
function schemaEntry(tokens: readonly CodeToken[], index: number): { fallback?: CodeToken } | undefined {
  const [key, colon, first] = tokens.slice(index, index + 3)
  if (key?.type !== 'IdentifierName' || colon?.value !== ':' || !variableName.test(key.value)) return undefined
  if (first === undefined || literalOf(first) !== undefined || first.type === 'NumericLiteral') return undefined
  let depth = 0
  let fallback: CodeToken | undefined
  for (let at = index + 2; at < tokens.length && at < index + 60; at++) {
    const token = tokens[at]
    if (token === undefined) break
    if ('({['.includes(token.value)) depth++
    else if (')}]'.includes(token.value)) depth--
    if (depth < 0 || (depth === 0 && token.value === ',')) break
    const isDefault = token.value === 'default' && ['(', ':'].includes(tokens[at + 1]?.value ?? '')
    if (isDefault) fallback = tokens[at + 2]
    else if (fallback === undefined && /:\/\//.test(literalOf(token) ?? '')) fallback = token
  }
  const isSchema =
    tokens[index + 3] !== undefined &&
    (first.value === '{' || tokens[index + 3]?.value === '.' || tokens[index + 3]?.value === '(')
  return isSchema ? { ...(fallback ? { fallback } : {}) } : undefined
}

/** Texts that look like the name of a variable, and stand nowhere that reads one. */
function onlyNamed(
  tokens: readonly CodeToken[],
  named: ReadonlySet<number>,
  at: (offset: number) => At,
): EnvReadFact[] {
  return tokens.flatMap((token): EnvReadFact[] => {
    const text = literalOf(token)
    if (text === undefined || named.has(token.offset) || !variableName.test(text)) return []
    return [{ kind: 'env-read', at: at(token.offset), name: text, onlyNamed: true }]
  })
}
