import type { Fact, FactKind, FactOf } from './fact.ts'

/** Facts by kind and by file, in a stable order: by file, then line, then column. */
export interface FactIndex {
  readonly all: readonly Fact[]
  of<Kind extends FactKind>(kind: Kind): readonly FactOf<Kind>[]
  in(file: string): readonly Fact[]
}

/** Sorts and indexes facts; the order of `facts` does not matter. */
export function indexFacts(facts: readonly Fact[]): FactIndex {
  const all = [...facts].sort(byPlace)
  const byKind = new Map<FactKind, Fact[]>()
  const byFile = new Map<string, Fact[]>()
  for (const fact of all) {
    push(byKind, fact.kind, fact)
    push(byFile, fact.at.file, fact)
  }
  return {
    all,
    of: <Kind extends FactKind>(kind: Kind) => (byKind.get(kind) ?? []) as FactOf<Kind>[],
    in: (file) => byFile.get(file) ?? [],
  }
}

function byPlace(a: Fact, b: Fact): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1
  return a.at.line - b.at.line || a.at.column - b.at.column
}

function push<Key>(map: Map<Key, Fact[]>, key: Key, fact: Fact): void {
  const list = map.get(key)
  if (list) list.push(fact)
  else map.set(key, [fact])
}
