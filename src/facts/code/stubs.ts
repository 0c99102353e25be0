import type { At, StubFact } from '../fact.ts'

/**
 * How code of a language names what is generated from a contract of gRPC. Each pattern sees the word itself, the two
 * tokens before it and those behind it, with spaces between them. Its groups name the service, and must agree.
 */
export interface StubPattern {
  readonly role: StubFact['role']
  readonly word: RegExp
  readonly before?: RegExp
  readonly after?: RegExp
  /** A word that the file must have as well. */
  readonly beside?: RegExp
}

interface Token {
  readonly type: string
  readonly value: string
  readonly offset: number
}

/** What the compilers of contracts write: it names all stubs, and uses none. */
const generated = /(?:\.pb\.go|_pb2_grpc\.py|_pb\.rb|_grpc_pb\.[jt]s|_pb\.[jt]s|Grpc\.(?:java|cs)|GrpcKt\.kt)$/
/** How far behind a word a pattern can look. */
const farthest = 16

/** Clients that the code makes of services of gRPC, and services that it implements. */
export function stubs(
  path: string,
  tokens: readonly Token[],
  at: (offset: number) => At,
  patterns: readonly StubPattern[],
): StubFact[] {
  if (generated.test(path)) return []
  const textOf = (start: number, end: number): string =>
    tokens
      .slice(Math.max(start, 0), end)
      .map(({ value }) => value)
      .join(' ')
  const usable = patterns.filter(({ beside }) => beside === undefined || tokens.some(({ value }) => beside.test(value)))
  const startedBy = patternsByWord(usable)
  const facts: StubFact[] = []
  for (const [index, token] of tokens.entries()) {
    for (const { pattern, name } of startedBy(token.value)) {
      const left = (pattern.before ?? anything).exec(textOf(index - 2, index))
      const right = left && (pattern.after ?? anything).exec(textOf(index + 1, index + 1 + farthest))
      if (!right) continue
      const names = [name, left[1], right[1]].filter((each) => each !== undefined)
      const [service] = names
      if (service === undefined || names.some((each) => each !== service)) continue
      facts.push({ kind: 'stub', at: at(token.offset), role: pattern.role, service })
    }
  }
  return facts
}

const anything = /(?:)/

interface Started {
  readonly pattern: StubPattern
  /** What its group says. */
  readonly name: string | undefined
}

/** The patterns that begin with a word: most words of a file come again and again, and begin none. */
function patternsByWord(patterns: readonly StubPattern[]): (word: string) => readonly Started[] {
  const known = new Map<string, readonly Started[]>()
  return (word) => {
    const started =
      known.get(word) ??
      patterns.flatMap((pattern): Started[] => {
        const found = pattern.word.exec(word)
        return found ? [{ pattern, name: found[1] }] : []
      })
    known.set(word, started)
    return started
  }
}
