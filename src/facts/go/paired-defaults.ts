import { parseAddress } from '../address/parse-address.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** What a constant is called that holds the default of another one. */
const ofDefault = /^(?:(\w+?)_?[Dd]efault|[Dd]efault_?(\w+))$/
/** What the constant with the name of the setting may be called besides: `EnvCartsURL`, `CartsURLKey`. */
const namesOf = (stem: string): readonly string[] => [
  stem,
  ...['Env', 'env', 'EnvVar', 'envVar', 'Key', 'key'].map((kind) => `${kind}${stem}`),
  ...['Env', 'EnvVar', 'Key'].map((kind) => `${stem}${kind}`),
]

/**
 * `SettingCartsDefault = "http://carts:8080"` beside `SettingCarts = "carts_url"`: the name of a setting, and its default; so is
 * `DefaultCartsURL` beside `EnvCartsURL`.
 */
export function pairedDefaults(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const texts = new Map<string, CodeToken>()
  for (const [index, token] of tokens.entries()) {
    const value = tokens[index + 2]
    if (token.type === 'name' && tokens[index + 1]?.value === '=' && value?.type === 'text')
      texts.set(token.value, value)
  }
  return [...texts].flatMap(([name, fallback]): Fact[] => {
    const [, before, behind] = ofDefault.exec(name) ?? []
    const stem = before ?? behind
    const setting =
      stem === undefined ? undefined : namesOf(stem).flatMap((each) => literalOf(texts.get(each)) ?? [])[0]
    const address = parseAddress(literalOf(fallback) ?? '')
    if (setting === undefined || address === undefined || !/^[A-Za-z][\w.-]*$/.test(setting)) return []
    return [{ kind: 'address', at: at(fallback.offset), address, use: 'default', setting }]
  })
}
