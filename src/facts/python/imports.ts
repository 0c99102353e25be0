import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ImportFact } from '../fact.ts'

/** `import a.b`, `from ..a import b, c`: one fact for each module or name, with its leading dots. */
export function imports(tokens: readonly CodeToken[], at: (offset: number) => At): ImportFact[] {
  const facts: ImportFact[] = []
  for (const [index, token] of tokens.entries()) {
    const isImport = token.value === 'import'
    if (token.type !== 'name' || (!isImport && token.value !== 'from') || !beginsStatement(tokens, index, at)) continue
    const base = isImport ? { path: '', end: index } : dotted(tokens, index + 1)
    if (!isImport && tokens[base.end]?.value !== 'import') continue
    for (const { path, offset } of names(tokens, base.end + 1, at)) {
      const inside = path === '*' ? '' : path
      const specifier = base.path === '' || base.path.endsWith('.') ? base.path + inside : `${base.path}.${inside}`
      facts.push({
        kind: 'import',
        at: at(offset),
        language: 'python',
        specifier: specifier.replace(/(?<=\w)\.$/, ''),
        typeOnly: false,
      })
    }
  }
  return facts
}

/** `importlib.import_module('a.b')` and `__import__('a.b')`, where the name is written out. */
export function importsByName(tokens: readonly CodeToken[], at: (offset: number) => At): ImportFact[] {
  return tokens.flatMap((token, index): ImportFact[] => {
    if (token.value !== 'import_module' && token.value !== '__import__') return []
    const [paren, text] = [tokens[index + 1], tokens[index + 2]]
    const specifier = paren?.value === '(' ? literalOf(text) : undefined
    if (text === undefined || specifier === undefined || !/^\w+(?:\.\w+)*$/.test(specifier)) return []
    return [{ kind: 'import', at: at(text.offset), language: 'python', specifier, typeOnly: false }]
  })
}

/** Where nothing but another statement stands before it: `yield from` and `.import` are no imports. */
function beginsStatement(tokens: readonly CodeToken[], index: number, at: (offset: number) => At): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]]
  if (before === undefined || token === undefined || before.value === ';' || before.value === ':') return true
  return at(before.offset).line !== at(token.offset).line && before.value !== '\\'
}

/** `..shop.orders`, and the index behind it. */
function dotted(tokens: readonly CodeToken[], start: number): { path: string; end: number } {
  let [path, end] = ['', start]
  for (; end < tokens.length; end++) {
    const token = tokens[end]
    if (token?.value !== '.' && (token?.type !== 'name' || token.value === 'import')) break
    if (token.type === 'name' && /\w$/.test(path)) break
    path += token.value
  }
  return { path, end }
}

/** `a.b as c, d`, in brackets or to the end of the line. */
function names(tokens: readonly CodeToken[], start: number, at: (offset: number) => At) {
  const found: { path: string; offset: number }[] = []
  const inBrackets = tokens[start]?.value === '('
  const line = at(tokens[start]?.offset ?? 0).line
  for (let index = inBrackets ? start + 1 : start; index < tokens.length; ) {
    const token = tokens[index]
    if (token === undefined || token.value === ')' || (!inBrackets && at(token.offset).line !== line)) break
    const { path, end } = token.value === '*' ? { path: '*', end: index + 1 } : dotted(tokens, index)
    if (path === '') break
    found.push({ path, offset: token.offset })
    index = tokens[end]?.value === 'as' ? end + 2 : end
    if (tokens[index]?.value !== ',') break
    index++
  }
  return found
}
