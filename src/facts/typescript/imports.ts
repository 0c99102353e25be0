import { parse } from 'es-module-lexer'
import type { At, Fact } from '../fact.ts'
import { present } from '../present.ts'
import { lastMention, mentionsAny } from '../reading/glance.ts'
import { type CodeToken, codeTokens, literalOf } from './tokens.ts'

const lastImport = lastMention(['import', 'from'])
const mentionsRequire = mentionsAny(['require'])
const mentionsExport = mentionsAny(['export'])

/** Static and dynamic imports, re-exports, and `require` with a literal. */
export function imports(path: string, text: string, at: (offset: number) => At, tokens: () => CodeToken[]): Fact[] {
  const mayRequire = mentionsRequire(text) && /\brequire\b/.test(text)
  const found = lastImport(text) > 0 ? moduleImports(path, text, at) : []
  if (!mayRequire) return found
  const places = new Set(found.map(({ at: { line, column } }) => `${line}:${column}`))
  const more = required(tokens(), at)
  // `import a = require('b')` is one import.
  return [...found, ...more.filter(({ at: { line, column } }) => !places.has(`${line}:${column}`))]
}

/** At the beginning of a line. To look for the word first is several times faster than a pattern for all lines. */
const exported =
  /export\s+(?:(default)\b|(?:declare\s+|abstract\s+|async\s+)*(?:class|function\s*\*?|const\s+enum|const|let|var|enum)\s+([\w$]+)|\{([^{}]*)\}(?!\s*from\b))/y

const lineEnds = '\n\r\u2028\u2029'

/** Names that the file hands to others itself; types are none. */
export function ownExports(text: string, at: (offset: number) => At): Fact[] {
  if (!mentionsExport(text)) return []
  const names: string[] = []
  for (let start = text.indexOf('export'); start >= 0; start = text.indexOf('export', start + 1)) {
    if (start > 0 && !lineEnds.includes(text.charAt(start - 1))) continue
    exported.lastIndex = start
    const [, byDefault, name, list] = exported.exec(text) ?? []
    if (list !== undefined) names.push(...list.split(',').map((each) => each.replace(/^.*\sas\s/s, '').trim()))
    else names.push(byDefault ?? name ?? '')
  }
  const known = names.filter((name) => name !== '')
  return known.length === 0 ? [] : [{ kind: 'exports', at: at(0), names: known }]
}

function moduleImports(path: string, text: string, at: (offset: number) => At): Fact[] {
  const head = text.slice(0, importsEnd(text))
  // Text between JSX tags can look like an open string; token by token it does not.
  return parsed(path, head, at) ?? parsed(path, text, at) ?? fromTokens(text, codeTokens(text, true), at)
}

/** Where no import can begin any more: behind the line of the first text after the last word that one begins with. */
function importsEnd(text: string): number {
  const quote = /["'`]/g
  quote.lastIndex = lastImport(text)
  const found = quote.exec(text)
  const end = found ? text.indexOf('\n', found.index) : -1
  return end < 0 ? text.length : end + 1
}

/** Undefined for what is no module as it stands. */
function parsed(path: string, text: string, at: (offset: number) => At): Fact[] | undefined {
  try {
    const [found] = parse(text, path)
    return found.flatMap((item): Fact[] => {
      if (item.type === 'import-meta') return []
      // Of a dynamic import the span takes in the quotes.
      const isQuoted = item.type === 'dynamic' && /["'`]/.test(text[item.start] ?? '')
      const place = at(isQuoted ? item.start + 1 : item.start)
      const specifier = item.specifier
      if (specifier === undefined || (item.type === 'dynamic' && item.glob)) {
        return [{ kind: 'unresolved', at: place, about: 'import', why: 'an import that is computed at run time' }]
      }
      const typeOnly = item.type === 'dynamic' ? item.probablyTypeOnly : item.typeOnly
      const clause = item.type === 'dynamic' ? '' : text.slice(item.importStart, item.start)
      return [stated(clause, { specifier, typeOnly }, place)]
    })
  } catch {
    return undefined
  }
}

/** What the words before its module's name say that an import takes, and hands on. */
function stated(clause: string, module: { readonly specifier: string; readonly typeOnly: boolean }, at: At): Fact {
  const names = takenNames(clause)
  const fact = { kind: 'import' as const, at, language: 'typescript', ...module, ...present({ names }) }
  return clause.startsWith('export') ? { ...fact, ...present({ renamed: newNames(clause) }), handsOn: true } : fact
}

/** `{ a, b as c, type D }` takes `a` and `b`; undefined for what takes all, or nothing by name. */
function takenNames(clause: string): string[] | undefined {
  if (clause.includes('*')) return undefined
  const [, before = '', inside] = /^(?:import|export)\s*([^{]*)(?:\{([^}]*)\})?/.exec(clause) ?? []
  const byDefault = /^(?!from\b|type\b)[\w$]+/.test(before.trim()) ? ['default'] : []
  if (inside === undefined && byDefault.length === 0) return undefined
  const named = (inside ?? '').split(',').flatMap((part) => {
    const word = (part.includes('/') ? part.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '') : part).trim()
    if (!/\s/.test(word)) return word === '' ? [] : [word]
    return /^type\s/.test(word) ? [] : [word.replace(/\s+as\s[\s\S]*$/, '')]
  })
  return [...byDefault, ...named]
}

/** `{ a as b }` gives `a` under the name of `b`. */
function newNames(clause: string): Record<string, string> | undefined {
  const pairs = [...clause.matchAll(/([\w$]+)\s+as\s+([\w$]+)/g)].map(([, name = '', as = '']) => [as, name] as const)
  return pairs.length === 0 || clause.includes('*') ? undefined : Object.fromEntries(pairs)
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`, by their tokens. */
function fromTokens(text: string, tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap((token, index): Fact[] => {
    const specifier = literalOf(token)
    const before = tokens[index - 1]
    if (specifier === undefined || before === undefined) return []
    const isImport = before.value === 'import' || (before.value === '(' && tokens[index - 2]?.value === 'import')
    const begin = before.value === 'from' && before.type === 'IdentifierName' ? beginOf(tokens, index - 2) : undefined
    if (!isImport && begin === undefined) return []
    const clause = begin === undefined ? '' : text.slice(begin.offset, before.offset)
    return [stated(clause, { specifier, typeOnly: /^\w+\s+type\s+[\w${]/.test(clause) }, at(token.offset + 1))]
  })
}

/** The `import` or `export` of the words that end here; none where a `from` elsewhere is a name like any other. */
function beginOf(tokens: readonly CodeToken[], end: number): CodeToken | undefined {
  for (let index = end; index >= 0 && index > end - 400; index--) {
    const token = tokens[index]
    if (token?.value === 'import' || token?.value === 'export') return token
    if (token?.value === ';' || token?.value === '=') return undefined
  }
  return undefined
}

function required(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const facts: Fact[] = []
  for (let index = 0; index < tokens.length; index++) {
    const fact = tokens[index]?.value === 'require' ? requiredAt(tokens, index, at) : undefined
    if (fact) facts.push(fact)
  }
  return facts
}

/** What is required where the word stands; undefined where it is no call. */
function requiredAt(tokens: readonly CodeToken[], index: number, at: (offset: number) => At): Fact | undefined {
  const before = tokens[index - 1]?.value
  if (before === '.' || before === 'function') return undefined
  const isResolve = tokens[index + 1]?.value === '.' && tokens[index + 2]?.value === 'resolve'
  const open = isResolve ? index + 3 : index + 1
  const argument = tokens[open]?.value === '(' ? tokens[open + 1] : undefined
  if (argument === undefined || argument.value === ')') return undefined
  const specifier = literalOf(argument)
  if (specifier === undefined) {
    const place = at(tokens[index]?.offset ?? 0)
    return { kind: 'unresolved', at: place, about: 'import', why: 'a require that is computed at run time' }
  }
  return { kind: 'import', at: at(argument.offset + 1), language: 'typescript', specifier, typeOnly: false }
}
