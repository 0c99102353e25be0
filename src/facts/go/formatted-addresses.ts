import { parseAddress } from '../address/parse-address.ts'
import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** `forwarder{"words", 8080}`: a host and a port, as the two fields of a struct that is called after what it holds. */
const placed =
  /(?:addr(?:ess)?|backend|client|conn(?:ection)?|endpoint|forwarder|host|proxy|remote|server|service|target|upstream)\{ ?"([a-z][a-z\d.-]{0,60})", ?(\d{2,5}) ?\}/gi

/** Hosts that stand in such structs. */
export const placedHosts = (text: string, at: (offset: number) => At): Fact[] =>
  [...text.matchAll(placed)].map(({ 0: whole, 1: host = '', 2: port, index }) => {
    const address = { scheme: 'http', host, port: Number(port), shown: `${host}:${port}` }
    return { kind: 'address', at: at(index + whole.indexOf('"')), address, use: 'literal', called: true }
  })

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
