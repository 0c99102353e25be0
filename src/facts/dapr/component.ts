import { parseAddress } from '../address/parse-address.ts'
import type { Address, ComponentFact } from '../fact.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { asList, asMap, asText } from '../loose.ts'

/** Metadata that tells where the store or broker behind a component is. */
const place =
  /^(?:host|hosts|hostname|redisHost|brokers|connectionString|url|server|servers|endpoint|natsURL|consumerEndpoint)$/i

/** Components of Dapr: the name that code uses, what is behind it, and which services may use it. */
export function components({ data, name, at }: Manifest): ComponentFact[] {
  if (data.kind !== 'Component' || asText(data.apiVersion)?.startsWith('dapr.io/') !== true || name === '') return []
  const spec = asMap(data.spec)
  const [building = '', ...store] = (asText(spec.type) ?? '').split('.')
  const found = asList(spec.metadata)
    .map(asMap)
    .filter((entry) => place.test(asText(entry.name) ?? ''))
    .map((entry) => addressOf(asText(entry.value) ?? ''))
    .find((address) => address !== undefined)
  // What is for all lies beside `spec` in old manifests and new ones alike.
  const scopes = asList(data.scopes).flatMap((scope) => asText(scope) ?? [])
  if (!/^(?:pubsub|state|bindings)$/.test(building)) return []
  const stated = { kind: 'component', at: at(['metadata', 'name']), name, building, store: store.join('.') } as const
  return [{ ...stated, scopes, ...(found === undefined ? {} : { address: found }) }]
}

const addressOf = (text: string): Address | undefined =>
  parseAddress(text) ?? (/^[a-z][\w.-]*$/i.test(text) && !text.includes('..') ? { host: text, shown: text } : undefined)
