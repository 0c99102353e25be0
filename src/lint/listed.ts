/** As many names as a message has room for. */
const mostNamed = 3

/** `a, b, c and 2 more`. */
export function listed(names: readonly string[]): string {
  const more = names.length - mostNamed
  return `${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
