import type { DrawnFile, FactCache } from '../../src/facts/reading/fact-cache.ts'

/** Facts that are kept as the text that they would be on disk. */
export function mapCache(): FactCache & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  const keyOf = (path: string, id: string): string => `${path}\0${id}`
  return {
    kept,
    find(path, id) {
      const text = kept.get(keyOf(path, id))
      return text === undefined ? undefined : (JSON.parse(text) as DrawnFile)
    },
    keep: (path, id, file) => kept.set(keyOf(path, id), JSON.stringify(file)),
  }
}
