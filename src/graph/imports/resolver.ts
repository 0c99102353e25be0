import type { ImportFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'

/** What an import reaches: a file of the repository, a package from elsewhere, or nothing that we can tell. */
export type ResolvedImport =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'unresolved' }

export type ImportResolver = (fact: ImportFact) => ResolvedImport

/** Makes the resolver of a language from the files and manifests of a repository. One file a language. */
export type MakeResolver = (files: readonly string[], facts: FactIndex) => ImportResolver
