import { parseAddress } from '../../facts/address/parse-address.ts'
import type { ConfigObjectFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import type { SeenAddress } from './seen-address.ts'
import { isForOthers } from './setting-names.ts'

/** A key of a ConfigMap that is the name of a file. */
const fileName = /\.(?:ya?ml|json|properties|conf|cfg|toml|ini|hocon)$/i
/** An address in a file of settings, with the key that it stands behind: `"url": "http://orders"`. */
const written = /(?:([\w.-]+)["']?[ \t]*[:=][ \t]*)?["']?\b([a-z][\w+.-]*:(?:[a-z]+:)?\/\/[^\s"'`,;<>()[\]{}]+)/gi
/** Routes of a gateway: whoever has the file sends requests there. */
const routes = /\broutes\b/i

/**
 * Addresses in files of settings that ConfigMaps hold and services mount. A file that several services have offers each
 * more than it uses: of such a one only the routes of gateways say something.
 */
export function mountedAddresses(services: readonly Service[], facts: FactIndex): SeenAddress[] {
  const objects = new Map<string, ConfigObjectFact[]>()
  for (const object of facts.of('config-object')) {
    if (object.source === 'config-map') objects.set(object.name, [...(objects.get(object.name) ?? []), object])
  }
  const takers = new Map<string, Map<Service, readonly string[] | undefined>>()
  for (const workload of facts.of('workload')) {
    const service = workload.volumes.length === 0 ? undefined : serviceOfWorkload({ services }, workload)
    for (const { source, object, keys } of service ? workload.volumes : []) {
      if (service && source === 'config-map')
        takers.set(object, (takers.get(object) ?? new Map<Service, readonly string[] | undefined>()).set(service, keys))
    }
  }
  return [...takers].flatMap(([name, users]) =>
    (objects.get(name) ?? []).flatMap(({ values }) =>
      Object.entries(values).flatMap(([key, { at, value = '' }]) => {
        if (!fileName.test(key) || isForOthers(key) || (users.size > 1 && !routes.test(value))) return []
        const found = addressesIn(value)
        return [...users].flatMap(([from, keys]) =>
          keys !== undefined && !keys.includes(key)
            ? []
            : found.map((each) => ({ ...each, from, at, kind: 'config-map', confidence: 0.8, inContainer: true })),
        )
      }),
    ),
  )
}

function addressesIn(text: string): Pick<SeenAddress, 'address' | 'detail' | 'setting'>[] {
  return [...text.matchAll(written)].flatMap(([, setting, url = '']) => {
    const address = parseAddress(url)
    if (address === undefined || isLocal(address.host) || (setting !== undefined && isForOthers(setting))) return []
    const detail = setting === undefined ? address.shown : `${setting}=${address.shown}`
    return [{ address, detail, ...(setting === undefined ? {} : { setting }) }]
  })
}
