import { type CodeToken, doubleQuoted, lexer, tripleDoubleQuoted } from '../code/lexer.ts'
import type { At, ContractFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'

const tokensOf = lexer({ comments: [/#[^\n]*/], texts: [tripleDoubleQuoted, doubleQuoted], numbers: true })
const kinds = new Set(['type', 'input', 'interface', 'enum'])
/** Kinds without a body in braces. */
const plainKinds = new Set(['union', 'scalar'])
const roots = /^(?:Query|Mutation|Subscription)$/

/** A schema, not the query of a client: its types, and what can be asked of it. Descriptions are no part of it. */
export function graphql(file: string, text: string): ContractFact[] {
  if (!/^[ \t]*(?:extend\s+)?type\s+(?:Query|Mutation|Subscription)\b/m.test(text)) return []
  const at = lineIndex(file, text)
  // A text that stands for itself describes what follows; behind `=` or `:` it is a value.
  const tokens = tokensOf(text).filter(
    ({ type }, index, all) => type !== 'text' || /^[=:(,]$/.test(all[index - 1]?.value ?? ''),
  )
  let [depth, open] = [0, -1]
  const definitions = tokens.flatMap((token, index) => {
    if (token.value === '{') depth++
    if (token.value === '}') depth--
    const name = tokens[index + 1]
    if (plainKinds.has(token.value) && name?.type === 'name' && depth === 0) {
      const body = token.value === 'union' ? membersAfter(tokens, index + 2) : []
      return [definitionOf(at(name.offset), token, name, [], body)]
    }
    // A type may have a field that is called `type`.
    if (!kinds.has(token.value) || name?.type !== 'name' || depth !== 0) return []
    while (open < tokens.length && (open <= index || tokens[open]?.value !== '{')) open++
    if (open === tokens.length) return []
    const body = bodyAfter(tokens, open)
    return [definitionOf(at(name.offset), token, name, interfacesOf(tokens.slice(index + 2, open)), body)]
  })
  const operations = definitions
    .filter(({ name }) => roots.test(name))
    .flatMap(({ name, body }) =>
      fieldsOf(body).map((field) => ({ at: at(field.offset), name: `${name}.${field.value}` })),
    )
  const stated = definitions.map(({ at: place, name, text: words }) => ({ at: place, name, text: words }))
  return [{ kind: 'contract', style: 'graphql', at: { file, line: 1, column: 1 }, operations, definitions: stated }]
}

function definitionOf(
  at: At,
  kind: CodeToken,
  name: CodeToken,
  interfaces: readonly string[],
  body: readonly CodeToken[],
) {
  const words = [kind.value, ...interfaces.flatMap((each) => ['implements', each]), ...body.map(({ value }) => value)]
  return { at, name: name.value, body, text: words.join(' ') }
}

/** `implements A & B`, up to a directive. */
function interfacesOf(head: readonly CodeToken[]): string[] {
  const start = head.findIndex(({ value }) => value === 'implements')
  const end = head.findIndex(({ value }) => value === '@')
  if (start === -1) return []
  return head
    .slice(start + 1, end < start ? undefined : end)
    .flatMap(({ type, value }) => (type === 'name' ? [value] : []))
}

/** The members of a union: names between `|`, behind the `=` that directives may stand before. */
function membersAfter(tokens: readonly CodeToken[], start: number): CodeToken[] {
  let index = start
  while (index < tokens.length && !/^[={}]$/.test(tokens[index]?.value ?? '')) index++
  const members: CodeToken[] = []
  if (tokens[index]?.value !== '=') return members
  do {
    index += tokens[index + 1]?.value === '|' ? 2 : 1
    const member = tokens[index]
    if (member?.type === 'name') members.push(member)
  } while (tokens[index + 1]?.value === '|')
  return members
}

function bodyAfter(tokens: readonly CodeToken[], open: number): CodeToken[] {
  let end = open + 1
  while (end < tokens.length && tokens[end]?.value !== '}') end++
  return tokens.slice(open + 1, end)
}

/** Names that a colon follows, or the arguments in parentheses before it. */
function fieldsOf(body: readonly CodeToken[]): CodeToken[] {
  let depth = 0
  return body.filter(({ type, value }, index) => {
    if (value === '(') depth++
    if (value === ')') depth--
    const next = body[index + 1]?.value
    return type === 'name' && depth === 0 && (next === ':' || next === '(') && body[index - 1]?.value !== '@'
  })
}
