import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { AddressFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'

/** How a proxy is told whom it passes requests on to: the group is a host with its port, or an address. */
interface Wording {
  readonly files: RegExp
  readonly upstreams: RegExp
}

const target = String.raw`((?:(?:https?|h2c|ajp|fcgi|wss?):\/\/)?[a-zA-Z][\w.-]*(?::\d{2,5})?(?:\/[^\s"',}\]]*)?)`

const wordings: readonly Wording[] = [
  // `server orders1 orders:3000 check`
  { files: /haproxy[^/]*\.cfg$/i, upstreams: new RegExp(String.raw`^[ \t]*server[ \t]+\S+[ \t]+${target}`, 'gm') },
  // `reverse_proxy /orders/* orders:3000`, `to orders:3000` in its block
  {
    files: /(?:^|\/)Caddyfile[^/]*$|\.caddy(?:file)?$/i,
    upstreams: new RegExp(
      String.raw`^[ \t]*(?:(?:reverse_proxy|php_fastcgi)(?:[ \t]+(?:[/*@]\S*))?|to)[ \t]+${target}`,
      'gm',
    ),
  },
  // `ProxyPass /orders http://orders:3000/`, `BalancerMember http://orders:3000`
  {
    files: /(?:^|\/)(?:httpd|apache|vhosts?|proxy|000-default)[^/]*\.conf$|\.htaccess$/i,
    upstreams: new RegExp(
      String.raw`^[ \t]*(?:ProxyPass(?:Match)?[ \t]+["']?[/^]\S*|BalancerMember)[ \t]+["']?${target}`,
      'gm',
    ),
  },
  // `socket_address: { address: orders, port_value: 3000 }`
  {
    // What Envoy reads from files while it runs is called after the part that is told there: clusters, endpoints.
    files:
      /envoy[^/]*\.ya?ml(?:\.tmpl|\.template)?$|(?:^|\/)(?:envoy\/[^/]+|(?:[ce]ds|clusters?|endpoints?)[^/]*)\.ya?ml$/i,
    upstreams: /\baddress:\s*["']?([a-zA-Z][\w.-]*)["']?\s*,?\s*port_value:\s*(\d{2,5})/g,
  },
  // Traefik's files, and graphs of federated GraphQL: `url: http://orders:3000`, `routing_url: …`
  {
    files: /(?:^|\/)(?:traefik\/[^/]+|(?:traefik|dynamic|supergraph)[^/]*)\.ya?ml$/i,
    upstreams: new RegExp(String.raw`\b(?:url|routing_url|subgraph_url)\s*:\s*["']?${target}`, 'g'),
  },
  // A schema that federated GraphQL is put together of: `ORDERS @join__graph(name: "orders", url: "http://orders:3000")`
  {
    files: /(?:^|\/)supergraph[^/]*\.graphqls?$/i,
    upstreams: new RegExp(String.raw`@join__graph\([^()]*\burl\s*:\s*["']${target}`, 'g'),
  },
]

/** What none of these files lacks: every file of a repository is asked. */
const likely = /\.(?:cfg|conf|htaccess|caddy(?:file)?|ya?ml(?:\.tmpl|\.template)?|graphqls?)$|Caddyfile/i

/** HAProxy, Caddy, Apache, Envoy, Traefik and routers of federated GraphQL: whom they pass requests on to. nginx has a room of its own. */
export const proxy: Extractor = {
  id: 'proxy',
  notCode: true,
  matches: (path) => likely.test(path) && wordings.some(({ files }) => files.test(path)),
  extract({ path, text }) {
    const at = lineIndex(path, text)
    const found = wordings.find(({ files }) => files.test(path))
    return [...text.matchAll(found?.upstreams ?? /(?!)/g)].flatMap((match): AddressFact[] => {
      const [whole, host = '', port] = match
      const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index)
      if (/^\s*#/.test(line)) return []
      const address = parseAddress(port === undefined ? host : `${host}:${port}`)
      const offset = match.index + whole.lastIndexOf(host)
      return address === undefined ? [] : [{ kind: 'address', at: at(offset), address, use: 'literal', called: true }]
    })
  },
}
