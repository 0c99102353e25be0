import type { CodeToken } from '../code/lexer.ts'

/** Tokens without the modules that only tests are built with: `#[cfg(test)] mod tests { … }`, `#[cfg(all(test, …))]`. */
export function withoutTests(tokens: CodeToken[]): CodeToken[] {
  const value = (index: number): string => tokens[index]?.value ?? ''
  const start = tokens.findIndex((token, index) => token.value === 'cfg' && beginsTests(value, index))
  if (start < 0) return tokens
  const open = tokens.findIndex((token, index) => index > start && token.value === '{')
  let depth = 0
  let end = open
  for (; end < tokens.length; end++) {
    if (value(end) === '{') depth++
    if (value(end) === '}' && --depth === 0) break
  }
  return [...tokens.slice(0, start - 2), ...withoutTests(tokens.slice(end + 1))]
}

/** `cfg(test)] mod tests {`, with `pub` or other attributes between as the case may be. */
function beginsTests(value: (index: number) => string, index: number): boolean {
  // `cfg(all(test, feature = "pulsar"))` asks for more; `cfg(not(test))` and `cfg(any(test, …))` for what runs as well.
  const isAll = value(index + 2) === 'all' && value(index + 3) === '('
  if (value(index + 1) !== '(' || value(index + (isAll ? 4 : 2)) !== 'test') return false
  if (!/^[),]$/.test(value(index + (isAll ? 5 : 3)))) return false
  for (let next = index + 4; next < index + 25; next++) {
    if (/^[{;]$/.test(value(next)) || value(next) === 'fn') return false
    if (value(next) === 'mod') return value(next + 2) === '{'
  }
  return false
}
