import type { Node } from 'jsonc-parser'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { AddressFact, At } from '../fact.ts'
import { jsonTree } from '../json-tree.ts'
import { lineIndex } from '../line-index.ts'

/** Files and folders that are called after it, and the file of a gateway: most JSON is worth no look. */
const named = /krakend[^/]*(?:\/.*)?\.json$|(?:^|\/)(?:api[-_]?)?gateway\.json$/i

/** KrakenD's file: whom each endpoint asks behind the gateway. */
export const krakend: Extractor = {
  id: 'krakend',
  endings: ['.json'],
  matches: (path) => named.test(path),
  extract({ path, text }) {
    if (!/"endpoints"/.test(text) || !/"backend"/.test(text) || !/"(?:url_pattern|host)"/.test(text)) return []
    const root = jsonTree(text)
    return root ? hostsIn(root, lineIndex(path, text)) : []
  },
}

/** Whom it asks besides, as for keys and whether a token is good: `"jwk_url": "http://users:3000/keys"`. */
const asksBeside = /^(?:endpoint|\w+_endpoint|(?!redirect|callback|login|logout)\w+_url)$/
const isWhole = /^(?:https?|grpcs?):\/\//

function hostsIn(node: Node, at: (offset: number) => At): AddressFact[] {
  if (node.type !== 'property') return (node.children ?? []).flatMap((child) => hostsIn(child, at))
  const [key, value] = node.children ?? []
  if (value === undefined) return []
  const isBeside = value.type === 'string' && asksBeside.test(String(key?.value)) && isWhole.test(String(value.value))
  if (!isBeside && (key?.value !== 'host' || value.type !== 'array')) return hostsIn(value, at)
  return (isBeside ? [value] : (value.children ?? [])).flatMap((host): AddressFact[] => {
    const address = typeof host.value === 'string' ? parseAddress(host.value) : undefined
    return address === undefined
      ? []
      : [{ kind: 'address', at: at(host.offset), address, use: 'literal', called: true }]
  })
}
