/** What frameworks write for a segment that may be anything, and what languages write for something computed. */
const computed = /^:\w|^<.*>$|\{.*\}|\$\w|%[sdvq]|^\(/

/**
 * The path of a route in one spelling for all frameworks: `/Orders/:id?full=1` is `orders/{}`. Undefined for what is none,
 * and for one that takes in everything below it.
 */
export function plainPath(written: string): string | undefined {
  const segments = written
    .replace(/\{[^{}/]*\}/g, '{}')
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((segment) => segment !== '')
  if (segments.some((segment) => segment.includes('*') || /[\s\\"'`|^=,;]/.test(segment))) return undefined
  return segments.map((segment) => (computed.test(segment) ? '{}' : segment.toLowerCase())).join('/')
}

/** A path that hangs on another; one that is absolute in its framework says so itself. */
export const joined = (prefix: string | undefined, path: string): string => [prefix ?? '', path].join('/')
