import { parseAddress } from '../address/parse-address.ts'
import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** `fmt.Sprintf("http://%s/send", "mail-service")`: a host that stands beside the format that it is put into. */
export function formattedAddresses(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap((token, index): Fact[] => {
    if (token.value !== 'Sprintf' || tokens[index + 1]?.value !== '(') return []
    const [[format, ...rest] = [], [host] = []] = parted(inside(tokens, index + 1))
    const [text, name] = [literalOf(format), literalOf(host)]
    if (rest.length > 0 || text === undefined || name === undefined || host === undefined) return []
    const address = /^[a-z]+:\/\/%[sv]/.test(text) ? parseAddress(text.replace(/%[sv]/, name)) : undefined
    return address ? [{ kind: 'address', at: at(host.offset), address, use: 'literal' }] : []
  })
}
