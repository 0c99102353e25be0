import { type CodeToken, doubleQuoted, lexer, tripleDoubleQuoted } from '../code/lexer.ts'
import type { ContractFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'

const tokensOf = lexer({ comments: [/#[^\n]*/], texts: [tripleDoubleQuoted, doubleQuoted], numbers: true })
const kinds = new Set(['type', 'input', 'interface', 'enum'])
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
    // A type may have a field that is called `type`.
    if (!kinds.has(token.value) || name?.type !== 'name' || depth !== 0) return []
    while (open < tokens.length && (open <= index || tokens[open]?.value !== '{')) open++
    if (open === tokens.length) return []
    const body = bodyAfter(tokens, open)
    return [{ at: at(name.offset), name: name.value, body, text: [token, ...body].map(({ value }) => value).join(' ') }]
  })
  const operations = definitions
    .filter(({ name }) => roots.test(name))
    .flatMap(({ name, body }) =>
      fieldsOf(body).map((field) => ({ at: at(field.offset), name: `${name}.${field.value}` })),
    )
  const stated = definitions.map(({ at: place, name, text: words }) => ({ at: place, name, text: words }))
  return [{ kind: 'contract', style: 'graphql', at: { file, line: 1, column: 1 }, operations, definitions: stated }]
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
