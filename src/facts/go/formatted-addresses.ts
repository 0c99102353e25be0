import { parseAddress } from '../address/parse-address.ts'
import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'
import { constantTexts } from './formatted-connections.ts'

/** `forwarder{"words", 8080}`: a host and a port, as the two fields of a struct that is called after what it holds. */
const placed =
  /(?:addr(?:ess)?|backend|client|conn(?:ection)?|endpoint|forwarder|host|proxy|remote|server|service|target|upstream)\{ ?"([a-z][a-z\d.-]{0,60})", ?(\d{2,5}) ?\}/gi

/** Hosts that stand in such structs. */
export const placedHosts = (text: string, at: (offset: number) => At): Fact[] =>
  [...text.matchAll(placed)].map(({ 0: whole, 1: host = '', 2: port, index }) => {
    const address = { scheme: 'http', host, port: Number(port), shown: `${host}:${port}` }
    return { kind: 'address', at: at(index + whole.indexOf('"')), address, use: 'literal', called: true }
  })

/** A format that begins with an address: its scheme, then what stands for a host or its first word, and for a port as a number or as another verb. */
const ofAddress = /^([a-z]+:\/\/)%[sv]([\w.-]*)(:(?:\d{2,5}|%[dsv]))?(?=\/|$)(.*)$/s

/**
 * `fmt.Sprintf("http://%s/send", "mail-service")`: a host that stands beside the format that it is put into, or that a
 * constant of the file holds; a port that only run time tells is none.
 */
export function formattedAddresses(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  let constants: ReadonlyMap<string, string> | undefined
  return tokens.flatMap((token, index): Fact[] => {
    const first = token.value === 'Sprintf' && tokens[index + 1]?.value === '(' ? tokens[index + 2] : undefined
    const [, scheme, domain = '', port = '', path = ''] = ofAddress.exec(literalOf(first) ?? '') ?? []
    if (scheme === undefined) return []
    constants ??= constantTexts(tokens)
    const [[, ...rest] = [], [host, ...more] = [], [number] = []] = parted(inside(tokens, index + 1))
    if (host === undefined || rest.length + more.length > 0) return []
    const [name, told] = [host, number].map((each) => literalOf(each) ?? constants?.get(each?.value ?? ''))
    const shown = port.includes('%') ? (told === undefined ? '' : `:${told}`) : port
    const address =
      name === undefined ? undefined : parseAddress(`${scheme}${name}${domain}${shown}${path.replace(/%.*$/s, '')}`)
    return address ? [{ kind: 'address', at: at(host.offset), address, use: 'literal' }] : []
  })
}
