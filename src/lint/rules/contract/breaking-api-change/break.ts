import type { At } from '../../../../facts/fact.ts'

/** Something that callers hold on to and that has changed under them. */
export interface Break {
  readonly what: string
  /** In the contract as it is now; undefined where it is gone as a whole. */
  readonly at?: At
}

/** Each break once, however many operations lead to it. */
export const onlyOnce = (breaks: readonly Break[]): Break[] => {
  const byText = new Map<string, Break>()
  for (const each of breaks) if (!byText.has(each.what)) byText.set(each.what, each)
  return [...byText.values()]
}
