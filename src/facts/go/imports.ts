import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ImportFact } from '../fact.ts'

/** `import "a/b"` and `import ( … )`, with or without names of their own. */
export function imports(tokens: readonly CodeToken[], at: (offset: number) => At): ImportFact[] {
  const facts: ImportFact[] = []
  const add = (index: number): void => {
    const token = tokens[index]
    const specifier = literalOf(token)
    if (token && specifier !== undefined) {
      const loaded = tokens[index - 1]?.value === '_' ? { onlyLoaded: true as const } : {}
      facts.push({ kind: 'import', at: at(token.offset + 1), language: 'go', specifier, typeOnly: false, ...loaded })
    }
  }
  for (let index = 0; index < tokens.length; index++) {
    const { type, value } = tokens[index] ?? { type: 'sign', value: '' }
    // Imports come before all else.
    if (type === 'name' && /^(?:func|type|var|const)$/.test(value)) break
    if (type !== 'name' || value !== 'import') continue
    if (tokens[index + 1]?.value !== '(') {
      add(tokens[index + 1]?.type === 'text' ? index + 1 : index + 2)
      continue
    }
    for (index += 2; index < tokens.length && tokens[index]?.value !== ')'; index++) add(index)
  }
  return facts
}
