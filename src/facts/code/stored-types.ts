import type { At, StoredTypeFact } from '../fact.ts'

/** How code of a language says that a type is kept in a store. */
export interface StoringWords {
  /** Annotations, decorators or attributes above a type. */
  readonly marker?: RegExp
  /** What may stand between a type's name and its body, its words with spaces between them. */
  readonly header?: RegExp
}

interface Token {
  readonly type: string
  readonly value: string
  readonly offset: number
}

/** `@Entity`, `[Table("orders")]`, `#[ORM\Entity]` */
const isMarkerSign = (sign: string | undefined): boolean => sign === '@' || sign === '[' || sign === '\\'
const typeWord = /^(?:class|interface|record|object|struct)$/
/** A header that is longer says nothing that could not be told by then. */
const longestHeader = 40
const bodyBegins = new Set(['{', ';'])

/** Types that the code keeps in a store: entities that are mapped to tables or documents, and their repositories. */
export function storedTypes(
  tokens: readonly Token[],
  at: (offset: number) => At,
  { marker, header }: StoringWords,
): StoredTypeFact[] {
  const facts: StoredTypeFact[] = []
  let isMarked = false
  let parentheses = 0
  for (let index = 0; index < tokens.length; index++) {
    const { type, value } = tokens[index] ?? {}
    if (value === undefined || type === 'text') continue
    const before = tokens[index - 1]?.value
    if (marker && isMarkerSign(before) && marker.test(value)) isMarked = true
    if (value === '(') parentheses += 1
    if (value === ')') parentheses -= 1
    // The end of a body ends what an annotation stands above; that of an object in its arguments does not.
    if (value === '}' && parentheses === 0) isMarked = false
    const name = tokens[index + 1]
    if (!typeWord.test(value) || before === '.' || name === undefined || !/^\w+$/.test(name.value)) continue
    // What is abstract, or of any type, is for types to be built on: `interface SoftDeleting<T> extends JpaRepository<T>`.
    const isOfAny = tokens[index + 2]?.value === '<' && /^(?:[,>:]|extends)$/.test(tokens[index + 4]?.value ?? '')
    const isBase = before === 'abstract' || isOfAny
    if (isMarked || (!isBase && header?.test(headerAfter(tokens, index + 2)))) {
      facts.push({ kind: 'stored-type', at: at(name.offset), name: name.value })
    }
    isMarked = false
  }
  return facts
}

function headerAfter(tokens: readonly Token[], start: number): string {
  const words: string[] = []
  for (const { value } of tokens.slice(start, start + longestHeader)) {
    if (bodyBegins.has(value)) break
    words.push(value)
  }
  return words.join(' ')
}
