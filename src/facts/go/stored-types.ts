import type { CodeToken } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** Structs that GORM or Ent's like keep: `gorm.Model` in them, or tags for the columns of a table. */
export function storedTypes(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const facts: Fact[] = []
  let struct: CodeToken | undefined
  for (const [index, { type, value }] of tokens.entries()) {
    if (value === 'struct' && tokens[index - 2]?.value === 'type') struct = tokens[index - 1]
    const isModel = value === 'gorm' && tokens[index + 1]?.value === '.' && tokens[index + 2]?.value === 'Model'
    const isColumn = type === 'text' && /\b(?:gorm|bun|pg):"/.test(value)
    if (!struct || !(isModel || isColumn)) continue
    facts.push({ kind: 'stored-type', at: at(struct.offset), name: struct.value })
    struct = undefined
  }
  return facts
}
