import type { CodeToken } from '../code/lexer.ts'
import type { At, ImportFact } from '../fact.ts'

const isDeclaration = (word: string): boolean =>
  word.length <= longest && /^(?:class|interface|enum|record|fun|object)$/.test(word)
const longest = 'interface'.length

/** `import a.b.C;`, `import static a.b.C.d;`, `import a.b.*`. */
export function imports(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
  language: 'java' | 'kotlin',
): ImportFact[] {
  const facts: ImportFact[] = []
  for (let index = 0; index < tokens.length; index++) {
    const { type, value } = tokens[index] ?? {}
    if (type !== 'name' || value === undefined) continue
    // Imports come before all else.
    if (isDeclaration(value)) break
    if (value !== 'import') continue
    const start = tokens[index + 1]?.value === 'static' ? index + 2 : index + 1
    let specifier = ''
    for (const token of tokens.slice(start, start + 60)) {
      const isNext = /[\w$]$/.test(specifier) ? token.value === '.' : token.type === 'name' || token.value === '*'
      if (!isNext) break
      specifier += token.value
    }
    const first = tokens[start]
    if (first && specifier !== '') {
      facts.push({ kind: 'import', at: at(first.offset), language, specifier, typeOnly: false })
    }
  }
  return facts
}
