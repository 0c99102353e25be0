import { parseAddress } from '../address/parse-address.ts'
import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { Address, At, Fact } from '../fact.ts'
import { constantTexts } from './formatted-connections.ts'

const method = /^(?:String|StringVar|StringP|StringVarP)$/
const flagName = /^[A-Za-z][\w.-]*$/

/** What an option is called that holds where something is. */
const ofHost =
  /(?:^|[-_.])(?:addr(?:ess)?|endpoint|host(?:name)?|server|target|url)$|(?:Addr|Address|Endpoint|Host|Server|Target|URL|Url)$/
const isHost = /^[a-z][a-z\d]*(?:-[a-z\d]+)*$/

/**
 * `flag.String("carts", "http://carts", "…")`, those of pflag too: an option, and the address that stands in for it, or the
 * host where its name says so; a constant may hold either.
 */
export function flags(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  let constants: ReadonlyMap<string, string> | undefined
  return tokens.flatMap((token, index): Fact[] => {
    if (!method.test(token.value) || tokens[index - 1]?.value !== '.' || tokens[index + 1]?.value !== '(') return []
    const all = inside(tokens, index + 1)
    const first = all.findIndex(({ type }) => type === 'text')
    const name = literalOf(all[first])
    if (name === undefined || !flagName.test(name)) return []
    constants ??= constantTexts(tokens)
    // `StringP("carts", "c", "http://carts", …)` has a short name between; what stands behind tells people about it.
    const [part, ...others] = parted(all.slice(first + 1))[token.value.endsWith('P') ? 1 : 0] ?? []
    if (part === undefined || others.length > 0) return []
    const value = literalOf(part) ?? constants.get(part.value) ?? ''
    const address = parseAddress(value) ?? hostOf(name, value)
    return address ? [{ kind: 'address', at: at(part.offset), address, use: 'default', setting: name }] : []
  })
}

/** `carts` as the default of an option `carts-host`. */
const hostOf = (name: string, value: string): Address | undefined =>
  ofHost.test(name) && value.length > 1 && isHost.test(value) && value !== 'localhost'
    ? { host: value, shown: value }
    : undefined
