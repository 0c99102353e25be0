import type { At, EnvReadFact, SettingReadFact } from '../fact.ts'
import { present } from '../present.ts'
import { type CodeToken, literalOf } from './lexer.ts'

/** The variable that a literal stands in for, and the field that takes what it holds. */
export interface Fallback {
  readonly name: string
  readonly field?: string
}

/** The field that the call at an index fills, where a language has such. */
export type FieldFilled = (tokens: readonly CodeToken[], call: number) => string | undefined

export interface EnvironmentReads {
  readonly facts: readonly EnvReadFact[]
  /** Offsets of the literals that stand in for a variable that is not set, with its name. */
  readonly fallbacks: ReadonlyMap<number, Fallback>
}

const anyName = /^[A-Za-z_][A-Za-z0-9_]*$/
/** .NET writes parts of settings with two: `CONNECTIONSTRINGS__ORDERS`. */
const variableName = /^[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)+$/
/** Functions of the languages' own libraries that read a variable, whatever it is called. */
const ownReader = /^(?:getenv|getenvb|Getenv|LookupEnv|env|env_var|GetEnvironmentVariable|var|var_os)$/
/** Names of functions that read a variable when what they are given looks like the name of one. */
const reader = /env|config|setting|option|require|^get|read|lookup|fetch|value/i
/** What holds all variables: `os.environ['X']`, `ENV['X']`, `$_ENV['X']`, `process.env` of Ruby and Python. */
const environment = /^(?:environ|ENV|env|\$?_ENV|\$?_SERVER|environment)$/
/** Functions that give what is used without the variable: `.unwrap_or("x")`, `.orElse("x")`. */
const otherwise = /^(?:unwrap_or|unwrap_or_else|orElse|orElseGet|getOrElse|or|get_or_insert|map_or)$/

/** Reads of environment variables by calls and look-ups, in any language of this family. */
export function environmentReads(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
  fieldFilled?: FieldFilled,
): EnvironmentReads {
  const facts: EnvReadFact[] = []
  const fallbacks = new Map<number, Fallback>()
  const named = new Set<number>()
  const textOf = constantTexts(tokens)
  // Every variable is named by a text.
  if (!tokens.some(({ type }) => type === 'text')) return { facts, fallbacks }
  for (let index = 0; index < tokens.length; index++) {
    const found = tokens[index]?.type === 'name' ? readAt(tokens, index) : undefined
    if (found === undefined || named.has(found.name.offset)) continue
    const name = found.name.value
    const stated = found.fallback?.type === 'name' ? textOf(found.fallback.value) : found.fallback
    const fallback = literalOf(stated)
    named.add(found.name.offset)
    const field = present({ field: fieldFilled?.(tokens, index) })
    if (stated && fallback !== undefined) fallbacks.set(stated.offset, { name, ...field })
    facts.push({ kind: 'env-read', at: at(found.name.offset), name, ...present({ fallback }), ...field })
  }
  for (const token of tokens) {
    const name = literalOf(token)
    if (name === undefined || named.has(token.offset) || !variableName.test(name)) continue
    facts.push({ kind: 'env-read', at: at(token.offset), name, onlyNamed: true })
  }
  return { facts, fallbacks }
}

/** A key in camel case that says it holds an address. */
const addressKey = /^[A-Za-z][a-z]+(?:[A-Z][A-Za-z0-9]*)?(?:Addr|Address|Host|Url|URL|Uri|URI|Endpoint|Dsn|DSN)$/

/** Settings that are looked up by a name that says they hold an address. */
export function settingReads(tokens: readonly CodeToken[], at: (offset: number) => At): SettingReadFact[] {
  const facts: SettingReadFact[] = []
  for (let index = 1; index < tokens.length - 1; index++) {
    const token = tokens[index]
    if (token?.type !== 'text' || tokens[index - 1]?.value !== '[' || tokens[index + 1]?.value !== ']') continue
    const name = literalOf(token)
    if (name !== undefined && addressKey.test(name)) facts.push({ kind: 'setting-read', at: at(token.offset), name })
  }
  return facts
}

interface Read {
  readonly name: CodeToken
  readonly fallback: CodeToken | undefined
}

/** What a word reads: only what such a sign follows is called or looked into. */
function readAt(tokens: readonly CodeToken[], index: number): Read | undefined {
  const next = tokens[index + 1]?.value
  if (next === '[') return lookedUp(tokens, index)
  return next === '(' || next === '!' || next === '::' || next === '<' ? calledWith(tokens, index) : undefined
}

/** `getenv("X", "y")`, `environ.get("X", "y")`, `mustGet(&address, "X")`, `env::var("X")`. */
function calledWith(tokens: readonly CodeToken[], index: number): Read | undefined {
  const open = openBracket(tokens, index + 1)
  if (open === undefined) return undefined
  const callee = tokens[index]?.value ?? ''
  const owner = tokens[index - 2]?.value ?? ''
  const isOwn = ownReader.test(callee) || environment.test(owner)
  if (!isOwn && !reader.test(callee)) return undefined
  const { texts, end } = directTexts(tokens, open)
  const at = texts.findIndex(({ value }) => (isOwn ? anyName : variableName).test(value))
  const name = texts[at]
  // A name comes first, or behind what takes the value.
  if (name === undefined || at > 1 || name.open) return undefined
  const fallback = texts[at + 1] ?? constantBehind(tokens, name) ?? behind(tokens, end) ?? instead(tokens, index, end)
  return { name, fallback }
}

/** `getenv("X", DEFAULT_X)`: the name of what holds the text, as the whole argument. */
function constantBehind(tokens: readonly CodeToken[], name: CodeToken): CodeToken | undefined {
  const at = tokens.indexOf(name)
  const [comma, constant, end] = tokens.slice(at + 1, at + 4)
  return comma?.value === ',' && constant?.type === 'name' && /^[,)]$/.test(end?.value ?? '') ? constant : undefined
}

/** `getenv("X") == null ? "y" : …`, and Python's `"y" if (environ.get("X") is None) else …`. */
function instead(tokens: readonly CodeToken[], index: number, end: number): CodeToken | undefined {
  const value = (at: number): string => tokens[at]?.value ?? ''
  const text = (at: number): CodeToken | undefined => (literalOf(tokens[at]) === undefined ? undefined : tokens[at])
  if (value(end) === '=' && value(end + 1) === '=' && /^(?:null|nil)$/.test(value(end + 2)) && value(end + 3) === '?')
    return text(end + 4)
  if (value(end) !== 'is' || value(end + 1) !== 'None') return undefined
  // Back over `os.environ.get`, and a bracket.
  let start = index
  while (value(start - 1) === '.') start -= 2
  if (value(start - 1) === '(') start--
  return value(start - 1) === 'if' ? text(start - 2) : undefined
}

/** `environ["X"]`, `ENV['X']`. */
function lookedUp(tokens: readonly CodeToken[], index: number): Read | undefined {
  if (tokens[index + 1]?.value !== '[' || tokens[index + 3]?.value !== ']') return undefined
  const [object, , name] = tokens.slice(index, index + 3)
  if (object === undefined || !environment.test(object.value)) return undefined
  if (name === undefined || literalOf(name) === undefined || !anyName.test(name.value)) return undefined
  return { name, fallback: behind(tokens, index + 4) }
}

/** The bracket of a call, behind type arguments (`get<string>(`, `get::<u16>(`) and the `!` of a macro. */
function openBracket(tokens: readonly CodeToken[], start: number): number | undefined {
  let index = start
  const value = (): string | undefined => tokens[index]?.value
  if (value() === '!') index++
  if (value() === '::') index++
  if (value() === '<') while (index < start + 8 && tokens[index++]?.value !== '>');
  return value() === '(' ? index : undefined
}

/** Texts that are arguments themselves, not parts of one; and where the call ends. */
function directTexts(tokens: readonly CodeToken[], open: number): { texts: CodeToken[]; end: number } {
  const texts: CodeToken[] = []
  let depth = 0
  let index = open
  for (; index < tokens.length && index < open + 60; index++) {
    const token = tokens[index]
    if (token === undefined) break
    if (token.type === 'text') {
      if (depth === 1) texts.push(token)
    } else if ('([{'.includes(token.value)) depth++
    else if (')]}'.includes(token.value) && --depth === 0) break
  }
  return { texts, end: index + 1 }
}

const alternative = new Set(['??', '||', '?:', 'or'])

/** The literal behind `or`, `??`, `?:`, or in `.unwrap_or(…)`. */
function behind(tokens: readonly CodeToken[], end: number): CodeToken | undefined {
  if (alternative.has(tokens[end]?.value ?? '')) return tokens[end + 1]
  for (let index = end; index < end + 12; index++) {
    const value = tokens[index]?.value ?? ''
    if (value === ';' || value === ',' || value === '{') return undefined
    if (tokens[index - 1]?.value === '.' && otherwise.test(value) && tokens[index + 1]?.value === '(') {
      return tokens.slice(index + 2, index + 7).find(({ type }) => type === 'text')
    }
  }
  return undefined
}

/** The text that a file gives a name once and for all: `DEFAULT_URL = "http://orders"`. */
function constantTexts(tokens: readonly CodeToken[]): (name: string) => CodeToken | undefined {
  return (wanted) => {
    const given = tokens.flatMap((token, index) => {
      if (token.value !== wanted || token.type !== 'name') return []
      // `DEFAULT_URL: str = "http://orders"`
      const sign = tokens[index + 1]?.value === ':' ? index + 3 : index + 1
      return /^:?=$/.test(tokens[sign]?.value ?? '') ? [tokens[sign + 1]] : []
    })
    return given.length === 1 && given[0]?.type === 'text' ? given[0] : undefined
  }
}
