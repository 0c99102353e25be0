import type { Address } from '../../facts/fact.ts'
import { protocolOf, protocolOfPort } from '../../products/protocols.ts'
import type { Service } from '../graph.ts'
import { type Host, isLocal } from '../hosts.ts'
import { plainName } from '../source-folders.ts'
import { holderIn, isServiceName } from './setting-names.ts'

const ofSeveralWords = /[a-z\d][-_.][a-z]/i

/**
 * `CUSTOMER_SERVICE_URL=http://localhost:8082`: where nobody is known to have that port, the setting tells whose it is; so
 * does `PARCEL_DESK_URL`, which is nothing but the name of `parcel-desk`.
 */
export function namedInSetting(
  services: readonly Service[],
): (address: Address, setting: string | undefined, from: Service) => Host | undefined {
  const names = services.flatMap((service) =>
    [service.name, ...(service.aliases ?? [])]
      .filter((name) => isServiceName(name) || ofSeveralWords.test(name))
      .map((name) => ({ service, plain: plainName(name), isPart: isServiceName(name) })),
  )
  return ({ host, port, scheme = 'http' }, setting, from) => {
    if (
      setting === undefined ||
      !isLocal(host) ||
      !/^(?:https?|grpc)$/.test(scheme) ||
      protocolOf(setting) ||
      protocolOfPort(port)
    )
      return undefined
    const plain = plainName(setting)
    const whole = plainName(holderIn(setting))
    const named = names
      .filter((each) => (each.isPart ? plain.includes(each.plain) : whole === each.plain) && each.service !== from)
      .sort((a, b) => b.plain.length - a.plain.length)
      .at(0)
    return named && { kind: 'service', service: named.service }
  }
}
