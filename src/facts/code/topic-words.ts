import type { TopicWord } from '../fact.ts'
import { inside, parted } from './brackets.ts'

/** A token of any language. */
export interface Token {
  readonly type: string
  readonly value: string
  readonly offset: number
}
export type LiteralOf<Each extends Token> = (token: Each | undefined) => string | undefined

/** Words in names of constants and settings that hold the name of a topic. */
export const topicish = /topic|queue|exchange|subject|channel|routing|stream|event|pattern|(?<!f)actor/i
const variable = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/
const environment = /^(?:env|environ|(?:os)?getenv|lookupenv|getenvironmentvariable|env_?or(?:_?default)?|var)$/i
/** Names that say nothing outside of their file. */
const commonplace =
  /^(?:(?:topic|queue|exchange|subject|channel|stream|event)(?:name|type|key|id)?s?|routing(?:key)?|(?:message_?)?patterns?)$/
export const isCommonplace = (constant: string): boolean => commonplace.test(constant)

/** What makes a list of its arguments; a list that is written as one has no word. */
const listMaker = /^(?:of|asList|singletonList|singleton|listOf|arrayOf|setOf|string|new|vec|List|List\.of)$/
const typeOf = new Set(['nameof', 'typeof'])

/**
 * What constants are compared by: the shortest end of a dotted name that says what it is for (`kafka.ordersTopic`,
 * `KafkaSettings.OrdersTopic` and `orders-topic` are one), without case and signs.
 */
export function constantKey(name: string): string {
  const parts = name.split(/\.|::/)
  const last = parts.findLastIndex((part) => topicish.test(part))
  const end = last < 0 ? parts.slice(-1) : parts.slice(last)
  return end.join('').replace(/[-_]/g, '').toLowerCase()
}

/**
 * What the settings of a program are compared by: as constants are, but for one whose last part says nothing alone (`app.topic`,
 * `spring.kafka.topic.name`), which is known by its whole name.
 */
export function settingKey(name: string): string {
  const key = constantKey(name)
  return isCommonplace(key) ? name.replace(/[-_]/g, '').toLowerCase() : key
}

/** What an argument says of the name of a topic; several where it is a list. Nothing where it is computed. */
export function topicWords<Each extends Token>(argument: readonly Each[], literalOf: LiteralOf<Each>): TopicWord[] {
  const tokens = argument[0]?.value === '&' || argument[0]?.value === '*' ? argument.slice(1) : argument
  const [first] = tokens
  if (first === undefined || tokens.some(({ value }) => value === '=>' || value === '->')) return []
  const literal = literalOf(first)
  if (tokens.length === 1 && literal !== undefined) return literalWord(literal)
  const named = settingWord(tokens, literalOf)
  if (named) return [named]
  const open = tokens.findIndex(({ value }) => /^[([{]$/.test(value))
  // Go and C# write brackets before the type of a list: `[]string{"orders"}`.
  const start = tokens[open + 1]?.value === ']' ? tokens.findIndex(({ value }) => value === '{') : open
  const before = tokens[start - 1]?.value ?? ''
  if (typeOf.has(before)) return [{ text: tokens[start + 1]?.value ?? '' }]
  if (
    (start === 0 && isList(tokens, literalOf)) ||
    (start > 0 && (listMaker.test(before) || before === ']' || before === '!'))
  )
    return parted(inside(tokens, start)).flatMap((part) =>
      topicWords(isOfStream(part) ? part.slice(0, 1) : part, literalOf),
    )
  if (start > 0) {
    // `config.get('kafka.ordersTopic')`, `@Exchange("orders")`
    const [only, ...more] = inside(tokens, start)
    const text = more.length === 0 ? literalOf(only) : undefined
    if (text === undefined) return []
    return first.value === '@' ? literalWord(text) : [{ constant: settingKey(text) }]
  }
  return pathWord(tokens.map(({ value }) => value))
}

/** `["orders"]`, `{ "orders", Topics.PAID }`; an object of JavaScript holds no names of topics. */
function isList<Each extends Token>([open, first]: readonly Each[], literalOf: LiteralOf<Each>): boolean {
  return (
    open?.value === '[' ||
    (open?.value === '{' && (literalOf(first) !== undefined || /^[A-Z]/.test(first?.value ?? '')))
  )
}

/** `{"orders": ">"}`: a stream of Redis with the place that it is read from. */
const isOfStream = ([, colon, place]: readonly Token[]): boolean =>
  colon?.value === ':' && /^["'bB]*[>$\d][\d-]*["']*$/.test(place?.value ?? '')

/** `Topics.ORDERS`, `Order.class`: a path of names and nothing else. */
function pathWord(values: readonly string[]): TopicWord[] {
  const isPath = values.every((value, index) =>
    index % 2 === 0 ? /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(value) : /^(?:\.|::|\?\.)$/.test(value),
  )
  if (!isPath) return []
  const names = values.filter((_, index) => index % 2 === 0)
  if (/^(?:class|name)$/.test(names.at(-1) ?? '') && /^[A-Z]/.test(names.at(-2) ?? ''))
    return [{ text: names.at(-2) ?? '' }]
  return [{ constant: constantKey(names.join('.')) }]
}

/** A text with Spring's placeholders in it stands for the setting that they name. */
function literalWord(text: string): TopicWord[] {
  const [, name, fallback] = /^[$#]\{\s*'?(?:\$\{)?([\w.-]+)(?::([^}]*))?\}/.exec(text) ?? []
  if (name === undefined) return text === '' || /[{}\s]/.test(text) ? [] : [{ text }]
  return [{ constant: settingKey(name), ...(fallback === undefined ? {} : { text: fallback }) }]
}

/** What is taken from the environment, with what stands for it where it is unset. */
function settingWord<Each extends Token>(tokens: readonly Each[], literalOf: LiteralOf<Each>): TopicWord | undefined {
  const texts = tokens.flatMap((token) => literalOf(token) ?? [])
  const names = tokens.flatMap((token) => (literalOf(token) === undefined ? [token.value] : []))
  const name =
    texts.find((text) => variable.test(text)) ??
    (names.some((each) => environment.test(each)) ? names.find((each) => variable.test(each)) : undefined)
  if (name === undefined || tokens.length === 1 || (texts.length === 0 && !names.includes('env'))) return undefined
  const text = texts.findLast((each) => each !== name && each !== '')
  return { variable: name, ...(text === undefined ? {} : { text }) }
}
