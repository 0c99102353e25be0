import { protocolOfPort, protocolOfScheme } from '../../products/protocols.ts'
import type { Address } from '../fact.ts'
import { parseKeyValues } from './key-value.ts'

/** Schemes of services; those of stores and brokers are theirs. */
const schemes: ReadonlyMap<string, string> = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['ws', 'http'],
  ['wss', 'https'],
  ['grpc', 'grpc'],
  ['grpcs', 'grpc'],
  ['dns', 'grpc'],
  // Of a starter for Spring: `static://orders:9090`.
  ['static', 'grpc'],
  ['lb', 'http'],
  ['stork', 'http'],
  ['tcp', 'tcp'],
  // Objects of Ruby that other programs call: `druby://orders:8787`.
  ['druby', 'grpc'],
])

/** Schemes of resolvers that look a name up in discovery: `discovery:///orders`, `consul://127.0.0.1:8500/orders`. */
const lookUps =
  /^(?:discovery|consul|etcd|nacos|polaris|eureka|zookeeper|zk|k8s|kubernetes|kuberesolver|direct|target|srv|passthrough):\/\/([^/?#]*)\/([^?#]*)/i

const hostForm = /^(?:\[[0-9a-f:]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)$/i

/** A namespace behind the name of a Service that somebody fills in: `orders.<NAMESPACE>:80`, `orders.$(POD_NAMESPACE).svc`. */
const openNamespace =
  /(?<=^(?:[a-z][\w.+-]{0,20}:\/\/)?(?:[^/@\s]{0,100}@)?[a-z0-9][\w-]{0,63})\.(?:<[\w-]{1,40}>|\$\([\w.-]{1,40}\)|\$?\{\{? ?[\w.-]{1,40} ?\}\}?)(?:\.svc(?:\.cluster\.local)?)?(?=[:/]|$)/i

/** The first part of a host that examples of settings leave open, below a domain that they tell: `<cluster>.mongodb.net`. */
const openLabel = /^<([\w-]{1,40})>(?=\.[\w-]+(?:\.[\w-]+)+$)/

/**
 * Reads a text that is an address as a whole: a URL, a connection string, or `host:port`. Undefined for anything else,
 * so that prose and paths are none. Secrets do not survive into `shown`.
 */
export function parseAddress(text: string): Address | undefined {
  // A balancer before a whole address is asked for its host: `lb:http://orders`; drivers may stand behind others: `r2dbc:pool:mysql://db`.
  const trimmed = text
    .trim()
    .replace(
      /^(?:(?:jdbc|r2dbc|vertx-reactive)(?::(?:pool|proxy|p6spy|log4jdbc|otel|aws-wrapper))?|lb):(?=[a-z][\w.+-]*:)/i,
      '',
    )
    .replace(openNamespace, '')
  if (trimmed.length > 500) return undefined
  if (/^[\w: ]+=/.test(trimmed)) return parseKeyValues(trimmed)
  if (/\s/.test(trimmed)) return undefined
  const looked = lookUps.exec(trimmed)
  if (looked) return inDiscovery(looked[2] ?? '', trimmed)
  // Go's driver: `user:password@tcp(db:3306)/orders`.
  const tcp = /^(?:([^:@/]+)(?::[^@]*)?@)?tcp\(([^()]+)\)\/([\w$-]+)/.exec(trimmed)
  if (tcp) return parseAddress(`mysql://${tcp[1] === undefined ? '' : `${tcp[1]}@`}${tcp[2]}/${tcp[3]}`)
  // ActiveMQ's client, where it goes on to the next of several: `failover:(nio://mq:61616,nio://other:61616)?timeout=3000`.
  const [, transport = '', broker] =
    /^failover:(?:\/\/)?\(?([a-z][\w+]{0,15}):\/\/([\w.-]+(?::\d{1,5})?)/i.exec(trimmed) ?? []
  if (broker) return parseAddress(`${/^(?:tcp|ssl)$/i.test(transport) ? 'activemq' : transport}://${broker}`)
  // Oracle's driver: `oracle:thin:@//db:1521/SHOP`, `oracle:thin:@db:1521:SHOP`.
  const oracle = /^oracle:(?:thin|oci\d?):[^@]{0,200}@(?:tcps?:)?(?:\/\/)?([\w.-]+)(?::(\d{1,5}))?[:/]([\w.$-]+)/i.exec(
    trimmed,
  )
  if (oracle) return parseAddress(`oracle://${oracle[1]}:${oracle[2] ?? 1521}/${oracle[3]}`)
  const url = /^([a-z][a-z0-9.+_-]*):(?:\/\/\/?)(?:([^/?#]*)@)?([^/?#;]+)([/;?#].*)?$/i.exec(trimmed)
  if (url) {
    const [, scheme = '', credentials, authority = '', rest = ''] = url
    const spoken = scheme.toLowerCase().replace(/\+.*$/, '')
    // Gateways may have a load balancer of their own: `grayLb://orders`.
    const known = schemes.get(spoken) ?? protocolOfScheme(spoken) ?? (/[a-z]lb$/.test(spoken) ? 'http' : undefined)
    // Several hosts (`a:1,b:2`) are one cluster; the first stands for it.
    const { host: written, port } = split(authority.split(',')[0] ?? '')
    const host = written.replace(openLabel, '$1')
    if (known === undefined || !hostForm.test(host)) return undefined
    const path = pathOf(rest, known)
    const user = credentials?.split(':')[0] || undefined
    const schema = /[?&;](?:schema|current_?schema|search_path)=([\w.$-]+)/i.exec(rest)?.[1]
    const at = credentials === undefined ? '' : '***@'
    return {
      scheme: known,
      host,
      ...(port === undefined ? {} : { port }),
      ...(path === '' ? {} : { path }),
      ...(schema === undefined ? {} : { schema }),
      ...(user === undefined ? {} : { user }),
      shown: `${scheme}://${at}${authority}${path === '' ? '' : `/${path}`}`,
    }
  }
  const [first = ''] = trimmed.split(',')
  const { host, port } = split(first)
  // A number alone may count anything: it is a machine's where a store or broker answers at that port.
  const isMachine =
    host === '127.0.0.1' || (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) && protocolOfPort(port) !== undefined)
  if (port === undefined || !hostForm.test(host) || !(/[a-z]/i.test(host) || isMachine)) return undefined
  return { host, port, shown: `${host}:${port}` }
}

/** The name is the path; what is asked for it is no business of whoever reads the address. */
function inDiscovery(path: string, text: string): Address | undefined {
  const { host, port } = split(path.split(/[,/]/)[0] ?? '')
  if (!hostForm.test(host)) return undefined
  return {
    scheme: 'grpc',
    host,
    ...(port === undefined ? {} : { port }),
    shown: text.replace(/[?#].*$/, '').replace(/\/\/[^/@]*@/, '//***@'),
  }
}

function split(authority: string): { host: string; port?: number } {
  const match = /^(.*?):(\d{1,5})$/.exec(authority)
  if (match === null) return { host: authority }
  return { host: match[1] ?? '', port: Number(match[2]) }
}

/**
 * What names a database: the path, or SQL Server's `;database=`, which its URLs have as `?database=` behind an instance. Queries
 * hold secrets; only the names of a database and a schema are kept.
 */
function pathOf(rest: string, scheme: string): string {
  const form = scheme === 'sqlserver' ? /[?&;]database(?:name)?=([^&;#]+)/i : /;database(?:name)?=([^;]+)/i
  const named = form.exec(rest)
  if (named) return named[1] ?? ''
  return rest.replace(/[?#;].*$/, '').replace(/^\/+|\/+$/g, '')
}
