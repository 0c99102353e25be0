import type { At, EnvReadFact, Fact } from '../fact.ts'
import { present } from '../present.ts'
import { environmentObject, isHandedEnvironment, namesOfEnvironment } from './environment-object.ts'
import { memberPath } from './settings-objects.ts'
import { type CodeToken, literalOf } from './tokens.ts'

export interface EnvironmentReads {
  readonly facts: readonly Fact[]
  /** Offsets of the literals that stand in for a variable that is not set, with its name. */
  readonly fallbacks: ReadonlyMap<number, string>
}

const upperCase = /^[A-Z][A-Z0-9_]*$/
const variableName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/
/** Names of functions that take the name of a variable and perhaps what to use without it. */
const reader = /env|config|setting|option|require|get|read|url|text|string|lookup/i

const typeName = /^(?:string|number|boolean|int(?:eger)?|float|bool|url|json|array|date)$/

/** Reads of environment variables, however the code spells them. */
export function environmentReads(tokens: readonly CodeToken[], at: (offset: number) => At): EnvironmentReads {
  const facts: Fact[] = []
  const fallbacks = new Map<number, string>()
  const named = new Set<number>()
  // `process.env.A || process.env.B || 'x'`: what stands behind all is what the first of them has by default.
  const chains = new Map<number, string>()
  let index = 0
  const add = (token: CodeToken, name: string, fallback: CodeToken | undefined, first = name): void => {
    const text = literalOf(fallback) ?? numberIn(fallback)
    if (fallback && text !== undefined) fallbacks.set(fallback.offset, first)
    named.add(token.offset)
    const said = present({ fallback: text, field: memberPath(tokens, index) ?? ownField(tokens, index) })
    facts.push({ kind: 'env-read', at: at(token.offset), name, ...said })
  }
  const isInSchema = schemaObjects()
  const handed = namesOfEnvironment(tokens)
  for (; index < tokens.length; index++) {
    const token = tokens[index]
    if (token === undefined) break
    const isField = isInSchema(tokens, index)
    const end = environmentObject(tokens, index)
    if (end !== undefined) {
      const member = memberOf(tokens, end)
      const written = member && tokens[member.end]?.value === '=' ? tokens[member.end + 1] : undefined
      if (member?.name !== undefined && written) fallbacks.set(written.offset, member.name)
      else if (member?.name !== undefined) {
        const first = chains.get(index) ?? member.name
        if (alternative.has(tokens[member.end]?.value ?? '')) chains.set(member.end + 1, first)
        add(member.token, member.name, fallbackAfter(tokens, index, member.end), first)
      } else if (member) facts.push(computed(at(token.offset)))
      else for (const { key, fallback } of destructured(tokens, index)) add(key, key.value, fallback)
    }
    if (end === undefined && isHandedEnvironment(tokens, index, handed)) {
      const member = memberOf(tokens, index + 1)
      if (member?.name !== undefined && upperCase.test(member.name)) {
        add(member.token, member.name, fallbackAfter(tokens, index, member.end))
      }
      for (const { key, fallback } of member ? [] : destructured(tokens, index)) {
        if (upperCase.test(key.value)) add(key, key.value, fallback)
      }
    }
    const call = readingCall(tokens, index)
    if (call) add(call.name, literalOf(call.name) ?? '', call.fallback ?? fallbackAfter(tokens, index, call.end))
    const setting = schemaEntry(tokens, index, isField)
    if (setting) add(token, setting.name, setting.fallback)
  }
  return { facts: [...facts, ...onlyNamed(tokens, named, at)], fallbacks }
}

/** `this.CART_URL` of `this.CART_URL = process.env.CART_URL`: a class of settings takes its members so. */
function ownField(tokens: readonly CodeToken[], index: number): string | undefined {
  const [self, dot, name, equals] = tokens.slice(Math.max(0, index - 4), index)
  const isOwn = self?.value === 'this' && dot?.value === '.' && equals?.value === '='
  return isOwn && name !== undefined && upperCase.test(name.value) ? `this.${name.value}` : undefined
}

/** `Number(process.env.PORT ?? 4002)` */
const numberIn = (token: CodeToken | undefined): string | undefined =>
  token?.type === 'NumericLiteral' && /^\d+$/.test(token.value) ? token.value : undefined

const computed = (place: At): Fact => ({
  kind: 'unresolved',
  at: place,
  about: 'env',
  why: 'an environment variable whose name is computed at run time',
})

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

const alternative = new Set(['??', '||', '??=', '||='])

/** The literal behind `??` or `||`, or in the other branch of `x ? x : 'y'`; assertions and brackets are passed over. */
function fallbackAfter(tokens: readonly CodeToken[], start: number, end: number): CodeToken | undefined {
  const value = (index: number): string | undefined => tokens[index]?.value
  let index = end
  for (let steps = 0; steps < 8; steps++) {
    if (value(index) === '!' || value(index) === ')') index += 1
    else if (value(index) === 'as') index += 2
    // `.trim()` and the like
    else if ((value(index) === '.' || value(index) === '?.') && value(index + 2) === '(' && value(index + 3) === ')')
      index += 4
    else break
  }
  if (alternative.has(value(index) ?? '')) return tokens[index + 1]
  return value(index) === ':' && value(start - 1) === '?' ? tokens[index + 1] : undefined
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

/** `env('NAME')`, `config.get('NAME', 'x')`, `get<string>('NAME')`: a call whose first argument names a variable. */
function readingCall(tokens: readonly CodeToken[], index: number) {
  const [callee, next] = [tokens[index], tokens[index + 1]?.value]
  // What is no call is told sooner than what it is called.
  if (next !== '(' && next !== '<') return undefined
  if (callee?.type !== 'IdentifierName' || !reader.test(callee.value)) return undefined
  const typed = next === '<' && tokens[index + 3]?.value === '>'
  const start = typed ? index + 4 : index + 1
  const [open, name, comma, fallback] = tokens.slice(start, start + 4)
  const text = literalOf(name)
  if (open?.value !== '(' || name === undefined || text === undefined || !variableName.test(text)) return undefined
  // `parseEnv('PORT', 'number')` is told what it has to be.
  const second = comma?.value === ',' && !typeName.test(literalOf(fallback) ?? '') ? fallback : undefined
  return { name, end: start + 3, ...(second ? { fallback: second } : {}) }
}

/** `z.object({ … })`, `Joi.object({ … })`, `Type.Object({ … })`: what opens the fields of a schema. */
const schemaCall = /^(?:(?:strict|loose)?[oO]bject|cleanEnv)$/

/** Tells, token by token, whether the brackets around one are those of a schema's fields. */
function schemaObjects(): (tokens: readonly CodeToken[], index: number) => boolean {
  const around: boolean[] = []
  return (tokens, index) => {
    const { value = '', type } = tokens[index] ?? {}
    if (type === 'Punctuator' && '({['.includes(value)) {
      const isCall = value === '{' && tokens[index - 1]?.value === '('
      around.push(isCall && schemaCall.test(tokens[index - 2]?.value ?? ''))
    } else if (type === 'Punctuator' && ')}]'.includes(value)) around.pop()
    return around.at(-1) === true
  }
}

/**
 * `NAME: z.string().default('x')`, `NAME: { default: 'x' }`: an entry of a schema for settings. `isField`: it stands among
 * the fields of one, where the name of another schema tells what it is: `NAME: Url`.
 */
function schemaEntry(
  tokens: readonly CodeToken[],
  index: number,
  isField: boolean,
): { name: string; fallback?: CodeToken } | undefined {
  if (tokens[index + 1]?.value !== ':') return undefined
  const [key, first, second] = [tokens[index], tokens[index + 2], tokens[index + 3]]
  const name = key?.type === 'IdentifierName' ? key.value : literalOf(key)
  if (name === undefined || !variableName.test(name)) return undefined
  // A plain value is no schema: nothing says that a variable could replace it.
  const isNamed = isField && first?.type === 'IdentifierName' && (second?.value === ',' || second?.value === '}')
  if (first === undefined) return undefined
  if (!isNamed && first.value !== '{' && second?.value !== '.' && second?.value !== '(') return undefined
  const fallback = defaultIn(tokens, index + 2)
  return { name, ...(fallback ? { fallback } : {}) }
}

/** What an entry names as its default; else the first address in it. Ends where the entry does. */
function defaultIn(tokens: readonly CodeToken[], start: number): CodeToken | undefined {
  let depth = 0
  let address: CodeToken | undefined
  for (let at = start; at < start + 60; at++) {
    const token = tokens[at]
    if (token === undefined) break
    if ('({['.includes(token.value)) depth++
    else if (')}]'.includes(token.value)) depth--
    if (depth < 0 || (depth === 0 && token.value === ',')) break
    const next = tokens[at + 1]?.value
    if (token.value === 'default' && (next === '(' || next === ':')) return tokens[at + 2]
    if (address === undefined && literalOf(token)?.includes('://')) address = token
  }
  return address
}

/** Texts that look like the name of a variable, and stand nowhere that reads one. */
function onlyNamed(
  tokens: readonly CodeToken[],
  named: ReadonlySet<number>,
  at: (offset: number) => At,
): EnvReadFact[] {
  const facts: EnvReadFact[] = []
  for (const token of tokens) {
    const text = literalOf(token)
    if (text === undefined || named.has(token.offset) || !variableName.test(text)) continue
    facts.push({ kind: 'env-read', at: at(token.offset), name: text, onlyNamed: true })
  }
  return facts
}
