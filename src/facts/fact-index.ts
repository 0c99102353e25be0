import { comparePlaces } from './compare.ts'
import type { Fact, FactKind, FactOf } from './fact.ts'

/** Facts by kind and by file, in a stable order: by file, then line, then column. */
export interface FactIndex {
  readonly all: readonly Fact[]
  of<Kind extends FactKind>(kind: Kind): readonly FactOf<Kind>[]
  in(file: string): readonly Fact[]
}

/** Sorts and indexes facts; the order of `facts` does not matter. */
export function indexFacts(facts: readonly Fact[]): FactIndex {
  const all = [...facts].sort((a, b) => comparePlaces(a.at, b.at))
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

function push<Key>(map: Map<Key, Fact[]>, key: Key, fact: Fact): void {
  const list = map.get(key)
  if (list) list.push(fact)
  else map.set(key, [fact])
}
