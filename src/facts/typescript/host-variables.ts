import { parseAddress } from '../address/parse-address.ts'
import type { AddressFact, At } from '../fact.ts'

/** `http://${serverHost}/items`: a variable that holds a host with its port. */
const used = /\bhttps?:\/\/\$\{(\w+)\}/g
/** `let serverHost = 'orders:4000'`, and whatever a setting puts in its place later. */
const held = /(?<![\w.$])(\w+)(?:[ \t]*:[ \t]*string)?[ \t]*=[ \t]*(["'])([a-z][\w.-]{0,200}:\d{2,5})\2/g
const local = /^(?:localhost$|127\.|0\.0\.0\.0$)/

/** Hosts that variables hold from which code makes the addresses that it calls. */
export function hostVariables(text: string, at: (offset: number) => At): AddressFact[] {
  const names = new Set([...text.matchAll(used)].map(([, name]) => name))
  if (names.size === 0) return []
  return [...text.matchAll(held)].flatMap((found): AddressFact[] => {
    const [whole, name = '', quote = '', value = ''] = found
    const address = names.has(name) ? parseAddress(`http://${value}`) : undefined
    if (address === undefined || local.test(address.host)) return []
    return [{ kind: 'address', at: at(found.index + whole.indexOf(quote)), address, use: 'literal', called: true }]
  })
}
