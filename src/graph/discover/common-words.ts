/** The whole words that all names begin with, and what parts them from the rest: `shop-`. */
export const commonWords = (names: readonly string[]): string => /^(?:.*[-_])?/.exec(commonStart(names))?.[0] ?? ''

/** What all names begin with: that of the system. */
export function commonStart([first = '', ...others]: readonly string[]): string {
  let start = first
  for (const name of others) while (!name.startsWith(start)) start = start.slice(0, -1)
  return start
}
