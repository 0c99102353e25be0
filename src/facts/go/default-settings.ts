import { parseAddress } from '../address/parse-address.ts'
import { inside } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** What is called as settings are that nobody has given yet: `defaultConfig`, `NewDefaultOptions`, `configDefaults`. */
const ofDefaults =
  /^(?:new|get|make)?_?defaults?_?\w*?(?:conf|config|configuration|cfg|settings?|options?|opts)$|^\w*(?:config|configuration|settings?|options?)_?defaults?$/i

/**
 * `var defaultConfig = &Config{CartURL: "http://localhost:80"}`, `func DefaultConfig() *Config { return &Config{…} }`: what
 * stands in for a setting until a file or a flag gives it.
 */
export function defaultSettings(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap((token, index): Fact[] => {
    if (token.type !== 'name' || !ofDefaults.test(token.value) || !isDefined(tokens, index)) return []
    // Up to the type of what is defined: `= &Config{`, `() (*Config, error) {`.
    const open = tokens.slice(index, index + 14).findIndex(({ value }) => value === '{')
    if (open < 0) return []
    const body = inside(tokens, index + open)
    return body.flatMap((fallback, place): Fact[] => {
      const [field, colon] = [body[place - 2], body[place - 1]]
      const address = fallback.type === 'text' ? parseAddress(literalOf(fallback) ?? '') : undefined
      if (address === undefined || colon?.value !== ':' || field?.type !== 'name') return []
      const setting = field.value.replace(/([a-z\d])([A-Z])/g, '$1_$2')
      return [{ kind: 'address', at: at(fallback.offset), address, use: 'default', setting }]
    })
  })
}

/** Whether a name is defined here, and not only used. */
function isDefined(tokens: readonly CodeToken[], index: number): boolean {
  const next = tokens[index + 1]?.value
  return tokens[index - 1]?.value === 'func' || next === '=' || next === ':='
}
