import type { CodeToken } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** Programs of a crate that its builders and readers run. */
const isAside = /(?:^|\/)(?:examples|benches|tests|xtask)\/|(?:^|\/)build\.rs$/
/** Calls that open a port: axum, hyper, tonic, warp, actix, rocket, poem, salvo, tide, ntex, jsonrpsee and the standard library. */
const opens: readonly (readonly [owner: RegExp, method: RegExp])[] = [
  [/^(?:axum|warp|axum_server)$/, /^(?:serve|bind\w*)$/],
  [/^(?:Server|HttpServer|ServerBuilder|TcpListener)$/, /^(?:bind|try_bind|builder|new|http)$/],
  [/^(?:[rR]ocket|tide)$/, /^(?:build|ignite|custom|new|with_state)$/],
]

/** `fn main()` of a program, and calls that open a port. What only tests call stands behind `#[cfg(test)]`. */
export function programs(path: string, tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  if (isAside.test(path)) return []
  const value = (index: number): string => tokens[index]?.value ?? ''
  const tests = tokens.findIndex((token, index) => token.value === 'cfg' && value(index + 2) === 'test')
  return tokens.slice(0, tests < 0 ? undefined : tests).flatMap((token, index): Fact[] => {
    const place = { at: at(token.offset) }
    if (token.value === 'main' && value(index - 1) === 'fn') return [{ kind: 'program', ...place, language: 'rust' }]
    // Rocket makes the main function itself.
    if (token.value === 'launch' && value(index - 1) === '[' && value(index - 2) === '#')
      return [
        { kind: 'program', ...place, language: 'rust' },
        { kind: 'listen', ...place },
      ]
    const isCall = value(index - 1) === '::' && value(index + 1) === '('
    return isCall && opens.some(([owner, method]) => owner.test(value(index - 2)) && method.test(token.value))
      ? [{ kind: 'listen', ...place }]
      : []
  })
}
