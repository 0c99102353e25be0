import type { FactIndex } from '../../facts/fact-index.ts'
import { go } from './go.ts'
import { gradle } from './gradle.ts'
import { jvm } from './jvm.ts'
import { python } from './python.ts'
import { relativePath } from './relative-path.ts'
import type { ImportResolver, MakeResolver } from './resolver.ts'
import { typescript } from './typescript.ts'

/** How each language finds what an import names. */
const resolvers: Readonly<Record<string, MakeResolver>> = {
  typescript,
  python,
  go,
  java: jvm,
  kotlin: jvm,
  gradle,
  msbuild: relativePath,
  ruby: relativePath,
  php: relativePath,
  rust: relativePath,
}

const known = new WeakMap<FactIndex, ImportResolver>()

/** The resolver for whoever has nothing but facts: made once for all who ask, of the files that facts were found in. */
export function resolverOf(facts: FactIndex): ImportResolver {
  const resolve = known.get(facts) ?? importResolver([...new Set(facts.all.map(({ at }) => at.file))], facts)
  known.set(facts, resolve)
  return resolve
}

/** Resolves imports of every language; each resolver is made when its first import comes. */
export function importResolver(files: readonly string[], facts: FactIndex): ImportResolver {
  const ready = new Map<MakeResolver, ImportResolver>()
  return (fact) => {
    const make = resolvers[fact.language]
    if (make === undefined) return { kind: 'unresolved' }
    const resolve = ready.get(make) ?? make(files, facts)
    ready.set(make, resolve)
    return resolve(fact)
  }
}
