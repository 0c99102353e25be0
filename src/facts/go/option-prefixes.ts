import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, EnvPrefixFact } from '../fact.ts'

const prefixText = /^[A-Z][A-Z0-9_]*_$/
/** What programs call such a prefix: `envPrefixDB`, `dbEnvPrefix`. */
const called = /env\w*prefix|prefix\w*env/i

/**
 * What the options of caarlos0/env put before the variables of a struct (`env.Options{Prefix: "CART_DB_"}`): as a text, or as
 * a constant that is called so, which a package of the system's own may be handed (`postgres.Setup(envPrefixDB)`).
 * https://github.com/caarlos0/env#options
 */
export function optionPrefixes(tokens: readonly CodeToken[], at: (offset: number) => At): EnvPrefixFact[] {
  const value = (index: number): string => tokens[index]?.value ?? ''
  return tokens.flatMap((token, index): EnvPrefixFact[] => {
    const prefix = token.type === 'text' ? literalOf(token) : undefined
    if (prefix === undefined || !prefixText.test(prefix)) return []
    const isOption = value(index - 1) === ':' && value(index - 2) === 'Prefix'
    const isConstant = /^:?=$/.test(value(index - 1)) && called.test(value(index - 2))
    return isOption || isConstant ? [{ kind: 'env-prefix', at: at(token.offset), prefix }] : []
  })
}
