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
  const isReplaced = tokens.some(({ value }) => /^(?:Unmarshal|UnmarshalStrict|Decode)$/.test(value))
  const told = tokens.flatMap((token, index): Fact[] => {
    const isNamed = ofDefaults.test(token.value) && isDefined(tokens, index)
    if (token.type !== 'name' || !(isNamed || (isReplaced && isFilled(tokens, index)))) return []
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
  return [...told, ...ofViper(tokens, at)]
}

/** `viper.SetDefault("auth", "auth:50051")`, which a variable replaces: `GRPC_AUTH`, with `SetEnvPrefix("grpc")`. */
function ofViper(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const argument = (call: string, index: number): string | undefined =>
    tokens[index]?.value === call && tokens[index + 1]?.value === '(' ? literalOf(tokens[index + 2]) : undefined
  let prefix: string | undefined
  return tokens.flatMap((_, index): Fact[] => {
    prefix = argument('SetEnvPrefix', index) ?? prefix
    const [key, fallback] = [argument('SetDefault', index), tokens[index + 4]]
    const address = key === undefined ? undefined : parseAddress(literalOf(fallback) ?? '')
    if (key === undefined || fallback === undefined || address === undefined) return []
    const setting = [...(prefix === undefined ? [] : [prefix]), key].join('_').replace(/\W+/g, '_').toUpperCase()
    return [{ kind: 'address', at: at(fallback.offset), address, use: 'default', setting }]
  })
}

/** `config := &Config{`, into which the file is then read. */
function isFilled(tokens: readonly CodeToken[], index: number): boolean {
  if (!/^(?:config|cfg|conf|settings|opts|options)$/i.test(tokens[index]?.value ?? '')) return false
  const type = tokens[index + 2]?.value === '&' ? index + 3 : index + 2
  return (
    tokens[index + 1]?.value === ':=' &&
    /^\w*(?:config|conf|settings|options)$/i.test(tokens[type]?.value ?? '') &&
    tokens[type + 1]?.value === '{'
  )
}

/** Whether a name is defined here, and not only used. */
function isDefined(tokens: readonly CodeToken[], index: number): boolean {
  const next = tokens[index + 1]?.value
  return tokens[index - 1]?.value === 'func' || next === '=' || next === ':='
}
