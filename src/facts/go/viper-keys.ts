import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** Libraries that keep settings by keys, over which variables of the same names come. */
const library = /^github\.com\/(?:spf13\/viper|knadh\/koanf)(?:\/|$)/
const getter = /^(?:Get|GetString|GetStringSlice|MustString|MustStrings|String|Strings)$/
/** Keys in small letters with points, hyphens or lines between. */
const key = /^[a-z][a-z\d]*(?:[._-][a-z\d]+)+$/

/**
 * Settings that viper and koanf are asked for by keys, by the variables that come over them: `viper.GetString("orders.url")` is called
 * `ORDERS_URL`, behind the word of `viper.SetEnvPrefix("shop")` or `env.Provider("SHOP_", …)`.
 */
export function viperKeys(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  if (!tokens.some((token) => token.type === 'text' && library.test(literalOf(token) ?? ''))) return []
  return tokens.flatMap(({ value, offset }, index): Fact[] => {
    const text = tokens[index + 1]?.value === '(' && tokens[index - 1]?.value === '.' ? tokens[index + 2] : undefined
    const word = literalOf(text)
    if (text === undefined || word === undefined || word === '') return []
    if (value === 'SetEnvPrefix' && /^\w+$/.test(word))
      return [{ kind: 'env-prefix', at: at(offset), prefix: `${word.toUpperCase()}_` }]
    if (value === 'Provider' && tokens[index - 2]?.value === 'env' && /^\w+$/.test(word))
      return [{ kind: 'env-prefix', at: at(offset), prefix: word }]
    if (!getter.test(value) || !key.test(word)) return []
    return [{ kind: 'env-read', at: at(text.offset), name: word.replace(/[.-]/g, '_').toUpperCase(), onlyNamed: true }]
  })
}
