import { type CodeToken, doubleQuoted, lexer, literalOf, singleQuoted, slashComments } from '../code/lexer.ts'
import type { At, ContractFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { withWholeTexts } from './definition-text.ts'

const tokensOf = lexer({ comments: slashComments, texts: [doubleQuoted, singleQuoted], numbers: true })

/**
 * `v1`, `v1beta2`: the last part of a package, as Buf and Google's API guide (AIP-215) ask for; or one before, which all
 * that lie below share. Others write it behind the name: `ordersv1`, and `shop2.orders`, of which `shop` was the first.
 */
const version = /(?:^|[._]|(?<!ip)(?<=[a-z]))v\d+(?:(?:alpha|beta|test|p)\w*)?(?:\.|$)|^[a-z]{3,}(?<!auth|http|web)\d\./
/** `api/v1beta1/orders.proto`: the folder says it, or the file, and the next version gets another one. */
const versionInFile = /(?:^|\/)v\d+(?:(?:alpha|beta|test|p)\w*)?\/|[._-]v\d+\.proto$/

const definitionWords = new Set(['message', 'enum', 'service'])

/** Messages that a program has for itself: its settings, as Kratos has them, and what Go lets nobody else import. */
const ofItself = /(?:^|\/)internal\/|(?:^|\/)conf(?:ig)?(?:\/|\.proto$)/

interface Definition {
  readonly word: string
  readonly at: At
  readonly name: string
  readonly text: string
}

/** The services that a file of Protocol Buffers defines, and messages; messages alone promise something, and have no version of their own. */
export function proto(file: string, text: string): ContractFact[] {
  const place = lineIndex(file, text)
  const statements = topLevel(tokensOf(text))
  const definitions = statements.flatMap((statement): Definition[] => {
    const [word, name] = statement
    if (!word || !name || !definitionWords.has(word.value)) return []
    const rest = withWholeTexts(statement.slice(2)).map(({ value }) => value)
    return [{ word: word.value, at: place(name.offset), name: name.value, text: rest.join(' ') }]
  })
  const operations = definitions.filter(({ word }) => word === 'service')
  const [first] = definitions
  if (first === undefined || (operations.length === 0 && ofItself.test(file))) return []
  const declared = statements.find(([word]) => word?.value === 'package')
  const name = declared
    ?.slice(1)
    .map(({ value }) => value)
    .join('')
  const [word] = declared ?? []
  const at = word ? place(word.offset) : (operations[0] ?? first).at
  const home = homeOf(statements)
  const isVersioned =
    versionInFile.test(file) || (name !== undefined && version.test(name)) || isVersionedOverHttp(text)
  return [
    {
      kind: 'contract',
      style: 'grpc',
      at,
      ...(name ? { name } : {}),
      ...(home ? { home } : {}),
      operations,
      definitions,
      ...(operations.length > 0 ? { isVersioned } : {}),
    },
  ]
}

/** `option go_package = "github.com/shop/orders/api";`: the first three parts of what begins with a host. */
function homeOf(statements: readonly (readonly CodeToken[])[]): string | undefined {
  const option = statements.find(([word, name]) => word?.value === 'option' && name?.value === 'go_package')
  const text = literalOf(option?.find(({ type }) => type === 'text')) ?? ''
  return /^[\w-]+(?:\.[\w-]+)+\/[^/;]+\/[^/;]+/.exec(text)?.[0]
}

/** How a call is made over HTTP, as Hertz is told, which has no other way to it, and gateways of gRPC, which callers outside go through. */
const hertzPath =
  /\(\s*api\.(?:get|post|put|patch|delete|any)\s*\)\s*=\s*"([^"]*)"|(?<=\(\s*google\.api\.http\s*\)\s{0,9}(?:=\s{0,9}\{|\.)\s{0,99})\b(?:get|post|put|patch|delete)\s*[:=]\s*"([^"]*)"/g

function isVersionedOverHttp(text: string): boolean {
  const paths = [...text.matchAll(hertzPath)].map(([, ofHertz, path = '']) => ofHertz ?? path)
  // What a standard asks for has the path that the standard says.
  return paths.filter((path) => /(?:^|\/)v\d+(?:\/|$)/.test(path)).length * 2 > paths.length
}

/** The statements of a file, each up to its `;` or the end of its body. */
function topLevel(tokens: readonly CodeToken[]): CodeToken[][] {
  const statements: CodeToken[][] = []
  let statement: CodeToken[] = []
  let depth = 0
  for (const token of tokens) {
    const sign = token.type === 'sign' ? token.value : ''
    if (sign === '{') depth += 1
    if (sign === '}') depth -= 1
    if (sign !== ';' || depth > 0) statement.push(token)
    if (depth > 0 || (sign !== ';' && sign !== '}')) continue
    statements.push(statement)
    statement = []
  }
  return statements
}
