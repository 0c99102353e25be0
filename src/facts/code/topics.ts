import { posix } from 'node:path'
import type { At, TopicFact, TopicNameFact, TopicWord } from '../fact.ts'
import { closeOf, inside, parted } from './brackets.ts'
import { constantKey, isCommonplace, type LiteralOf, type Token, topicish, topicWords } from './topic-words.ts'

/** How code of a language says that it sends or takes messages. */
export interface TopicPattern {
  readonly role: TopicFact['role']
  /** The words that it begins with: names of calls, of types, of annotations. */
  readonly words: readonly string[]
  /** What the two tokens before it look like, with a space between them. */
  readonly before?: RegExp
  /** What the tokens behind it look like; its group names the type of the message. Else its arguments do. */
  readonly after?: RegExp
  /** What its arguments begin with where it is another call of that name. */
  readonly unless?: RegExp
  /** Which arguments name the topic, by position and by name; two where an exchange has keys. */
  readonly names?: readonly NamePlace[]
  /** What the type of whatever has the method is called, as the file declares it; instead of `before`. */
  readonly ofType?: RegExp
  /** A word that the file must have as well; of a method that it calls with the point before it. */
  readonly beside?: string
}

interface NamePlace {
  readonly position?: number
  readonly field?: RegExp
  /** What of the text is the name: its group. A text without it names none. */
  readonly part?: RegExp
}

/** How far behind a word a pattern can look. */
const farthest = 16
const assigns = (sign: string | undefined): boolean => sign === '=' || sign === ':' || sign === ':='

/** Topics that the code sends messages to or takes them from, and constants that hold names of topics. */
export function topics<Each extends Token>(
  path: string,
  tokens: readonly Each[],
  at: (offset: number) => At,
  patterns: ReadonlyMap<string, readonly TopicPattern[]>,
  literalOf: LiteralOf<Each>,
): (TopicFact | TopicNameFact)[] {
  const stem = posix.parse(path).name
  const holderOf = namedHolders(tokens)
  const isStemTopicish = topicish.test(stem)
  const words = new Map<string, boolean>()
  const has = (word: string): boolean => {
    const known = words.get(word) ?? hasWord(tokens, word)
    words.set(word, known)
    return known
  }
  const typed = new Map<RegExp, ReadonlySet<string>>()
  const isOfType = (type: RegExp, method: number): boolean => {
    const names = typed.get(type) ?? declaredAs(tokens, type)
    typed.set(type, names)
    return tokens[method - 1]?.value === '.' && names.has(tokens[method - 2]?.value ?? '')
  }
  const facts: (TopicFact | TopicNameFact)[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token === undefined) break
    const isAssigned = assigns(tokens[index + 1]?.value)
    // No sign begins one, and signs are half of all code.
    const begun = token.value.length > 1 ? patterns.get(token.value) : undefined
    if (begun === undefined && !isAssigned) continue
    const before = facts.length
    for (const pattern of begun ?? []) {
      if (pattern.beside !== undefined && !has(pattern.beside)) continue
      if (pattern.ofType !== undefined && !isOfType(pattern.ofType, index)) continue
      for (const names of namesAt(pattern, tokens, index, literalOf)) {
        facts.push({ kind: 'topic', at: at(token.offset), role: pattern.role, words: names })
      }
    }
    const isTopicish = topicish.test(token.value)
    const holder = isTopicish ? undefined : holderOf(index)
    const isDefinition =
      isAssigned &&
      facts.length === before &&
      literalOf(token) === undefined &&
      (isStemTopicish || isTopicish || holder !== undefined) &&
      /^\w+$/.test(token.value)
    if (!isDefinition) continue
    // `Topics.ORDERS` stands in what is called so, or in a file of that name.
    const constant = constantKey(isTopicish ? token.value : `${holder ?? stem}.${token.value}`)
    const isArgument = tokens[index + 1]?.value !== ':=' && /^[({,]$/.test(tokens[index - 1]?.value ?? '')
    const [word] = isCommonplace(constant) && isArgument ? [] : definition(tokens, index, literalOf)
    if (word) facts.push({ kind: 'topic-name', at: at(token.offset), constant, word })
  }
  return facts
}

/** What a file declares with such a type: `KafkaTemplate<String, Order> events`, and in Kotlin `val events: KafkaTemplate<String, Order>`. */
function declaredAs(tokens: readonly Token[], type: RegExp): ReadonlySet<string> {
  return new Set(
    tokens.flatMap(({ value }, index) => {
      if (value.length < 2 || !type.test(value)) return []
      const end = tokens[index + 1]?.value === '<' ? closeOf(tokens, index + 1) : index
      return (tokens[index - 1]?.value === ':' ? tokens[index - 2]?.value : tokens[end + 1]?.value) ?? []
    }),
  )
}

/** `queue`, or `.queue` for the method. */
const hasWord = (tokens: readonly Token[], word: string): boolean =>
  word.startsWith('.')
    ? tokens.some(({ value }, index) => value === word.slice(1) && tokens[index - 1]?.value === '.')
    : tokens.some(({ value }) => value === word)

/**
 * The enumeration or object around a token whose name says that it holds names of topics, with what lies between:
 * `TOPICS.cart` for what stands in `TOPICS = { cart: { … } }`.
 */
function namedHolders(tokens: readonly Token[]): (index: number) => string | undefined {
  const open: (string | undefined)[] = []
  let [read, known] = [0, undefined as string | undefined]
  return (index) => {
    for (; read < index; read++) {
      const value = tokens[read]?.value
      if (value === '}') {
        open.pop()
        known = open.at(-1)
      }
      if (value !== '{') continue
      const name = holderName(tokens, read)
      const isNamed = name !== undefined && topicish.test(name)
      known = isNamed ? name : known !== undefined && name !== undefined ? `${known}.${name}` : undefined
      open.push(known)
    }
    return known
  }
}

/** What a bracket opens: `enum TOPICS {`, `const TOPICS = {`, `= Object.freeze({`, `cart: {`. */
function holderName(tokens: readonly Token[], open: number): string | undefined {
  const value = (distance: number): string => tokens[open - distance]?.value ?? ''
  const isFrozen = value(1) === '(' && value(2) === 'freeze'
  const end = isFrozen ? 5 : 1
  const name = /^[=:]$/.test(value(end)) ? value(end + 1) : /^(?:enum|class|object)$/.test(value(2)) ? value(1) : ''
  return /^[A-Za-z_]\w*$/.test(name) ? name : undefined
}

/** Patterns by the words that they begin with: most tokens begin none. */
export function byWord(patterns: readonly TopicPattern[]): ReadonlyMap<string, readonly TopicPattern[]> {
  const map = new Map<string, TopicPattern[]>()
  for (const pattern of patterns) {
    for (const word of pattern.words) map.set(word, [...(map.get(word) ?? []), pattern])
  }
  return map
}

function namesAt<Each extends Token>(
  { before, after, unless, names = [{ position: 0 }] }: TopicPattern,
  tokens: readonly Each[],
  index: number,
  literalOf: LiteralOf<Each>,
): (readonly TopicWord[])[] {
  const textOf = (start: number, end: number): string =>
    tokens
      .slice(Math.max(start, 0), end)
      .map(({ value }) => value)
      .join(' ')
  if (before && !before.test(textOf(index - 2, index))) return []
  if (after) {
    const topic = after.exec(textOf(index + 1, index + 1 + farthest))?.[1]
    return topic === undefined ? [] : [[{ text: topic }]]
  }
  const open = openingAfter(tokens, index)
  if (open === undefined || unless?.test(tokens[open + 1]?.value ?? '')) return []
  const arguments_ = parted(inside(tokens, open))
  const [first = [], second] = names.map(({ position, field, part }) => {
    const named = field && fieldIn(inside(tokens, open), field)
    const words = topicWords(named ?? (position === undefined ? [] : (arguments_[position] ?? [])), literalOf)
    return part === undefined ? words : words.flatMap((word) => partOf(word, part))
  })
  // One exchange with one key, or many topics.
  if (second?.length === 1 && first.length <= 1) return [[...first, ...second]]
  return first.map((word) => [word])
}

/** A word with what of its text is the name; a constant may hold more than that, which is not known here. */
function partOf(word: TopicWord, part: RegExp): TopicWord[] {
  const text = word.text === undefined ? undefined : part.exec(word.text)?.[1]
  return text === undefined ? [] : [{ ...word, text }]
}

/** Where the arguments of a call, an annotation or a literal of a struct begin; types may stand between. */
function openingAfter(tokens: readonly Token[], index: number): number | undefined {
  const next = tokens[index + 1]?.value
  if (next === '(' || next === '{') return index + 1
  if (next !== '<') return undefined
  const end = closeOf(tokens, index + 1)
  return tokens[end + 1]?.value === '(' ? end + 1 : undefined
}

/** The value of a named argument or of a field of an object, at any depth; a name alone is both: `{ topic, messages }`. */
function fieldIn<Each extends Token>(tokens: readonly Each[], field: RegExp): Each[] | undefined {
  const index = tokens.findIndex(
    ({ value }, at) => field.test(value.replace(/^['"]|['"]$/g, '')) && /^[:=]$/.test(tokens[at + 1]?.value ?? ''),
  )
  if (index >= 0) return parted(tokens.slice(index + 2))[0]
  const alone = tokens.findIndex(
    ({ value }, at) => field.test(value) && tokens[at - 1]?.value === '{' && tokens[at + 1]?.value === ',',
  )
  return alone < 0 ? undefined : tokens.slice(alone, alone + 1)
}

/** What a constant or a field is set to: `= 'orders'`, `: str = "orders"`, `: getEnv("ORDERS_TOPIC", "orders"),`. */
function definition<Each extends Token>(
  tokens: readonly Each[],
  index: number,
  literalOf: LiteralOf<Each>,
): TopicWord[] {
  const isTyped = tokens[index + 1]?.value === ':' && tokens[index + 3]?.value === '='
  const start = index + (isTyped ? 4 : 2)
  // A question of NestJS, with the field that names it: `= { cmd: 'sign-in' }`.
  const isQuestion = tokens[start]?.value === '{' && /^['"]?cmd['"]?$/.test(tokens[start + 1]?.value ?? '')
  if (isQuestion && literalOf(tokens[start + 3]) !== undefined)
    return topicWords(tokens.slice(start + 3, start + 4), literalOf)
  // A text alone, whatever stands behind it: lines end without a sign in many languages.
  const literal = literalOf(tokens[start])
  const next = tokens[start + 1]?.value
  if (literal !== undefined && next !== '+' && next !== '.')
    return topicWords(tokens.slice(start, start + 1), literalOf)
  const [value = []] = parted(tokens.slice(start, start + farthest))
  const end = value.findIndex((token) => token.value === ';' || token.value === '}')
  const words = topicWords(closed(end < 0 ? value : value.slice(0, end)), literalOf)
  return words.filter(({ variable }) => variable !== undefined)
}

/** Up to where the first call ends, or the first value that is offered instead. */
function closed<Each extends Token>(tokens: readonly Each[]): readonly Each[] {
  const or = tokens.findIndex(({ value }) => value === '||' || value === '??')
  if (or >= 0) return tokens.slice(0, or + 2)
  const open = tokens.findIndex(({ value }) => /^[([]$/.test(value))
  return open < 0 ? tokens.slice(0, 6) : tokens.slice(0, closeOf(tokens, open) + 1)
}
