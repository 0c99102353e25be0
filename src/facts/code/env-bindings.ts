import type { At, EnvBindingFact } from '../fact.ts'
import { type CodeToken, literalOf } from './lexer.ts'

/** A call that has a library fill settings from variables by the names of their keys or fields. */
export interface BindingCall {
  /** What it is called, and what stands before it: `Process` on `envconfig`; left out for what stands alone. */
  readonly name: string
  readonly on?: string
  /**
   * Where the text stands that all variables begin with: the first argument (no binding without one), a named one (with what
   * the library takes where there is none), or nowhere.
   */
  readonly prefix: 'first' | { readonly named: string; readonly otherwise: string } | 'none'
}

/** In so many tokens behind its bracket a call has said its prefix. */
const longestCall = 60

/** `VIP_` of `vip`, as libraries put it before names; nothing stays nothing. */
const before = (prefix: string): string => (prefix === '' ? '' : `${prefix.replace(/_+$/, '').toUpperCase()}_`)

/** Finds what a file says of variables that a library takes by the names of settings, and that no code names. */
export function envBindings(
  calls: readonly BindingCall[],
): (tokens: readonly CodeToken[], at: (offset: number) => At) => EnvBindingFact[] {
  const byName = new Map<string, BindingCall[]>()
  for (const call of calls) byName.set(call.name, [...(byName.get(call.name) ?? []), call])
  return (tokens, at) =>
    tokens.flatMap((token, index): EnvBindingFact[] => {
      const named = token.type === 'name' ? byName.get(token.value) : undefined
      if (named === undefined) return []
      const sign = tokens[index - 1]?.value
      const owner = sign === '.' || sign === '::' ? tokens[index - 2]?.value : undefined
      const found = named.find(({ on }) => on === owner)
      const prefix = found && prefixOf(tokens, index, found.prefix)
      return prefix === undefined ? [] : [{ kind: 'env-binding', at: at(token.offset), prefix: before(prefix) }]
    })
}

function prefixOf(tokens: readonly CodeToken[], index: number, where: BindingCall['prefix']): string | undefined {
  if (where === 'none') return ''
  if (tokens[index + 1]?.value !== '(') return undefined
  if (where === 'first') return literalOf(tokens[index + 2])
  const next = tokens.slice(index + 2, index + 2 + longestCall)
  const name = next.findIndex(({ value }) => value === where.named)
  return name < 0 ? where.otherwise : (literalOf(next[name + 2]) ?? '')
}
