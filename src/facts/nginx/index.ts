import { posix } from 'node:path'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { fronts } from './fronts.ts'

/** Directives that hand a request on, and servers of an `upstream` block. */
const passing = /(?:^|[{;])\s*(?:(?:proxy|grpc|fastcgi|uwsgi|memcached)_pass|server)\s+([^\s;{]+)/g
const variable = /\$\{([A-Z][A-Z0-9_]*)\}/g

/** nginx configurations and their templates: whom they pass requests on to, and the variables filled in at the start. */
export const nginx: Extractor = {
  id: 'nginx',
  // An image may copy `conf` to where nginx wants it.
  notCode: true,
  matches: (path) => /(?:^|\.)(?:conf|conf\.template|conf\.tmpl|conf\.tpl|vhost)$/.test(posix.basename(path)),
  extract({ path, text }) {
    if (!/\b(?:server|upstream|location)\b/.test(text)) return []
    const passed = text.split('\n').flatMap((raw, index): Fact[] => {
      const line = raw.replace(/#.*$/, '')
      const place = (column: number) => ({ file: path, line: index + 1, column: column + 1 })
      const reads = [...line.matchAll(variable)].map(
        (match): Fact => ({ kind: 'env-read', at: place(match.index), name: match[1] ?? '' }),
      )
      const passes = [...line.matchAll(passing)].flatMap((match): Fact[] => {
        const [whole, target = ''] = match
        const address = target.includes('$') ? undefined : parseAddress(target)
        const at = place(match.index + whole.length - target.length)
        return address === undefined ? [] : [{ kind: 'address', at, address, use: 'literal' }]
      })
      return [...reads, ...passes]
    })
    return [...passed, ...fronts(path, text)]
  },
}
