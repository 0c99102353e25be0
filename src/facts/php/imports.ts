import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ImportFact } from '../fact.ts'

const loading = /^(?:require|include)(?:_once)?$/

/** `require __DIR__ . '/../orders/models.php'`: files by their place; classes are found by their loader. */
export function imports(tokens: readonly CodeToken[], at: (offset: number) => At): ImportFact[] {
  return tokens.flatMap(({ type, value }, index): ImportFact[] => {
    if (type !== 'name' || !loading.test(value)) return []
    const start = tokens[index + 1]?.value === '(' ? index + 2 : index + 1
    const isBeside = tokens[start]?.value === '__DIR__' && tokens[start + 1]?.value === '.'
    const target = tokens[isBeside ? start + 2 : start]
    const path = literalOf(target)
    if (target === undefined || path === undefined || !(isBeside ? path.startsWith('/') : /^\.{1,2}\//.test(path)))
      return []
    const specifier = isBeside ? `.${path}` : path
    return [{ kind: 'import', at: at(target.offset), language: 'php', specifier, typeOnly: false }]
  })
}
