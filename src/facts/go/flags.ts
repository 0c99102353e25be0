import { parseAddress } from '../address/parse-address.ts'
import { inside } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

const method = /^(?:String|StringVar|StringP|StringVarP)$/
const flagName = /^[A-Za-z][\w.-]*$/

/** `flag.String("carts", "http://carts", "…")`, those of pflag too: an option, and the address that stands in for it. */
export function flags(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap((token, index): Fact[] => {
    if (!method.test(token.value) || tokens[index - 1]?.value !== '.' || tokens[index + 1]?.value !== '(') return []
    const texts = inside(tokens, index + 1).filter(({ type }) => type === 'text')
    const name = literalOf(texts[0])
    // `StringP("carts", "c", "http://carts", …)` has a short name between.
    const fallback = texts.slice(1, 3).find((each) => parseAddress(literalOf(each) ?? '') !== undefined)
    const address = parseAddress(literalOf(fallback) ?? '')
    if (name === undefined || !flagName.test(name) || fallback === undefined || address === undefined) return []
    return [{ kind: 'address', at: at(fallback.offset), address, use: 'default', setting: name }]
  })
}
