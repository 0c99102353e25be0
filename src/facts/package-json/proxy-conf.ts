import { posix } from 'node:path'
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { AddressFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { asMap, asText } from '../loose.ts'

const fileName = /^(?:src-)?proxy(?:[.-]?conf(?:ig)?)?(?:\.[\w-]+)*\.json$/

/** `proxy.conf.json` of Angular: whom the server of a page hands requests to, by their paths. */
export const proxyConf: Extractor = {
  id: 'proxy-conf',
  endings: ['.json'],
  matches: (path) => fileName.test(posix.basename(path)),
  extract({ path, text }) {
    const at = lineIndex(path, text)
    const root = parseTree(text)
    if (root?.type !== 'object') return []
    return Object.entries(asMap(getNodeValue(root))).flatMap(([route, entry]): AddressFact[] => {
      const address = route.startsWith('/') ? parseAddress(asText(asMap(entry).target) ?? '') : undefined
      if (address === undefined) return []
      const place = at(findNodeAtLocation(root, [route, 'target'])?.offset ?? 0)
      return [{ kind: 'address', at: place, address, use: 'literal', constant: 'target', member: true }]
    })
  },
}
