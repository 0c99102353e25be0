import { type CodeToken, doubleQuoted, lexer, tripleDoubleQuoted } from '../code/lexer.ts'
import type { ContractFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { withWholeTexts } from './definition-text.ts'

const tokensOf = lexer({ comments: [/#[^\n]*/], texts: [tripleDoubleQuoted, doubleQuoted], numbers: true })
const kinds = new Set(['type', 'input', 'interface', 'enum', 'union', 'scalar'])
/** What begins the next definition, and so ends the head of one that has no body. */
const beginnings = new Set([...kinds, 'extend', 'schema', 'directive'])
const roots = /^(?:Query|Mutation|Subscription)$/

interface Definition {
  readonly kind: string
  readonly name: CodeToken
  readonly interfaces: readonly string[]
  readonly body: readonly CodeToken[]
}

/** A definition or a part of one, and the index of the first token behind it. */
type Read<T> = T & { readonly end: number }

/** What a client asks. */
const questions = new Set(['query', 'mutation', 'subscription', 'fragment'])

/**
 * A schema or a file of one, not the query of a client: its types, and what can be asked of it. Descriptions are no part
 * of it.
 */
export function graphql(file: string, text: string): ContractFact[] {
  // A text that stands for itself describes what follows; behind `=` or `:` it is a value.
  const tokens = withWholeTexts(tokensOf(text)).filter(
    ({ type }, index, all) => type !== 'text' || /^[=:(,]$/.test(all[index - 1]?.value ?? ''),
  )
  const { found, isOfClient } = definitionsIn(tokens)
  // Clients extend what can be asked as well, by what they keep themselves.
  const canBeAsked = found.some(({ kind, name }) => kind === 'type' && roots.test(name.value))
  if (found.length === 0 || (isOfClient && !canBeAsked)) return []
  const at = lineIndex(file, text)
  const operations = found
    .filter(({ name }) => roots.test(name.value))
    .flatMap(({ name, body }) =>
      fieldsOf(body).map((field) => ({ at: at(field.offset), name: `${name.value}.${field.value}` })),
    )
  const definitions = found.map(({ kind, name, interfaces, body }) => ({
    at: at(name.offset),
    name: name.value,
    // No member begins with `&`.
    text: [kind, ...interfaces.map((each) => `&${each}`), ...body.map(({ value }) => value)].join(' '),
  }))
  return [{ kind: 'contract', style: 'graphql', at: { file, line: 1, column: 1 }, operations, definitions }]
}

/** Goes over each token once: a file may have thousands of definitions, and heads that nothing ends. */
function definitionsIn(tokens: readonly CodeToken[]) {
  const found: Definition[] = []
  let [index, isOfClient] = [0, false]
  while (index < tokens.length) {
    const [token, name] = [tokens[index], tokens[index + 1]]
    if (token !== undefined && kinds.has(token.value) && name?.type === 'name') {
      const definition = definitionFrom(tokens, index + 2, token.value, name)
      found.push(definition)
      index = definition.end
    } else {
      isOfClient ||= questions.has(token?.value ?? '')
      index = behind(tokens, index)
    }
  }
  return { found, isOfClient }
}

function definitionFrom(tokens: readonly CodeToken[], start: number, kind: string, name: CodeToken): Read<Definition> {
  const { interfaces, end: open } = headFrom(tokens, start)
  if (kind === 'union') {
    const { members, end } = membersFrom(tokens, open)
    return { kind, name, interfaces: [], body: members, end }
  }
  if (kind === 'scalar' || tokens[open]?.value !== '{') return { kind, name, interfaces, body: [], end: open }
  const end = behind(tokens, open)
  const isClosed = tokens[end - 1]?.value === '}'
  return { kind, name, interfaces, body: tokens.slice(open + 1, isClosed ? end - 1 : end), end }
}

/** `implements A & B` and directives, up to a body, to `=`, or to what begins the next definition. */
function headFrom(tokens: readonly CodeToken[], start: number): Read<{ readonly interfaces: readonly string[] }> {
  const interfaces: string[] = []
  let [index, implementing] = [start, false]
  for (let token = tokens[index]; token !== undefined; token = tokens[index]) {
    if (token.value === '@') {
      index += 2
      if (tokens[index]?.value === '(') index = behind(tokens, index)
      continue
    }
    const isInterface = implementing && token.type === 'name' && !beginnings.has(token.value)
    if (isInterface) interfaces.push(token.value)
    else if (token.value === 'implements') implementing = true
    // Commas stood between interfaces once.
    else if (!implementing || !/^[&,]$/.test(token.value)) break
    index++
  }
  return { interfaces, end: index }
}

/** The members of a union: names between `|`, behind its `=`. */
function membersFrom(tokens: readonly CodeToken[], equals: number): Read<{ readonly members: readonly CodeToken[] }> {
  const members: CodeToken[] = []
  let index = equals
  if (tokens[index]?.value !== '=') return { members, end: index }
  do {
    index += tokens[index + 1]?.value === '|' ? 2 : 1
    const member = tokens[index]
    if (member?.type === 'name') members.push(member)
  } while (tokens[index + 1]?.value === '|')
  return { members, end: index + 1 }
}

const closings: ReadonlyMap<string | undefined, string> = new Map([
  ['{', '}'],
  ['(', ')'],
])

/** The index behind a token, and behind all that stands in its brackets if it opens some. */
function behind(tokens: readonly CodeToken[], start: number): number {
  const opening = tokens[start]?.value
  const closing = closings.get(opening)
  let [index, depth] = [start + 1, closing === undefined ? 0 : 1]
  for (; depth > 0 && index < tokens.length; index++) {
    if (tokens[index]?.value === opening) depth++
    if (tokens[index]?.value === closing) depth--
  }
  return index
}

/** Names that a colon follows, or the arguments in parentheses before it; in braces stand the fields of a value. */
function fieldsOf(body: readonly CodeToken[]): CodeToken[] {
  let depth = 0
  return body.filter(({ type, value }, index) => {
    if (value === '(' || value === '{') depth++
    if (value === ')' || value === '}') depth--
    const next = body[index + 1]?.value
    return type === 'name' && depth === 0 && (next === ':' || next === '(') && body[index - 1]?.value !== '@'
  })
}
