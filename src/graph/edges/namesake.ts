import { protocolOf, protocolOfPort } from '../../products/protocols.ts'
import type { Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
import type { Host } from '../hosts/who-runs.ts'
import { plainName } from '../source-folders.ts'
import { nameStem, ownWord } from '../telling-names.ts'
import type { SeenAddress } from './seen-address.ts'
import { holderIn, isPageName, isServiceName, sectionIn } from './setting-names.ts'

const ofSeveralWords = /[a-z\d][-_.][a-z]/i

/** Finds the service that an address on this machine is said to be of, where nobody is known to have its port. */
export function namesakes(
  services: readonly Service[],
): (seen: Pick<SeenAddress, 'address' | 'at' | 'setting' | 'constant' | 'from'>) => Host | undefined {
  const inSetting = namedInSetting(services)
  const inCode = namedInCode(services)
  return ({ address, at, setting, constant, from }) => {
    const { host, port, scheme = 'http' } = address
    if (!isLocal(host) || !/^(?:https?|grpc)$/.test(scheme) || protocolOfPort(port)) return undefined
    // What a library lists of all services, nobody calls as a whole.
    const isOwn = port !== undefined && (from.path === '.' || at.file.startsWith(`${from.path}/`))
    const inOwnCode = constant !== undefined && isOwn ? inCode(constant, from) : undefined
    const named = constant === undefined ? inSetting(setting, from) : inOwnCode
    return named && { kind: 'service', service: named }
  }
}

/** `const ORDERS_URL = 'http://localhost:3001'`, `{ orders: 'http://localhost:3001' }`, `orders: { url: … }`: as nothing but a service is called. */
function namedInCode(
  services: readonly Service[],
): (constant: NonNullable<SeenAddress['constant']>, from: Service) => Service | undefined {
  const calledSo = byStem(services)
  return ({ name, holder = name }, from) =>
    isPageName(`${holder}_URL`) ? undefined : calledSo(nameStem(holderIn(holder)), from)
}

/** The one other service that is called so, in the singular or in the plural. */
function byStem(services: readonly Service[]): (stem: string, from: Service) => Service | undefined {
  const called = new Map<string, Service[]>()
  for (const service of services) {
    const stem = nameStem(service.name)
    called.set(stem, [...(called.get(stem) ?? []), service])
  }
  return (stem, from) => {
    const [only, ...others] = [stem, `${stem}s`, stem.replace(/s$/, '')].flatMap((each) => called.get(each) ?? [])
    return only !== from && others.every((other) => other === only) ? only : undefined
  }
}

/**
 * `CUSTOMER_SERVICE_URL=http://localhost:8082`: where nobody is known to have that port, the setting tells whose it is; so
 * does `PARCEL_DESK_URL`, which is nothing but the name of `parcel-desk`, `USER_SERVICE_URL` for `users`, and `Apis__Users__Uri`
 * for `shop.services.users`.
 */
function namedInSetting(
  services: readonly Service[],
): (setting: string | undefined, from: Service) => Service | undefined {
  const calledSo = byStem(services)
  const names = services.flatMap((service) =>
    [service.name, ...(service.aliases ?? [])]
      .filter((name) => isServiceName(name) || ofSeveralWords.test(name))
      .map((name) => ({ service, plain: plainName(name), isPart: isServiceName(name) })),
  )
  const byOwnWord = new Map<string | undefined, Service[]>()
  for (const service of services) {
    const word = ownWord(service.name)
    byOwnWord.set(word, [...(byOwnWord.get(word) ?? []), service])
  }
  return (setting, from) => {
    if (setting === undefined || protocolOf(setting)) return undefined
    const plain = plainName(setting)
    const whole = plainName(holderIn(setting))
    const named = names
      .filter((each) => (each.isPart ? plain.includes(each.plain) : whole === each.plain) && each.service !== from)
      .sort((a, b) => b.plain.length - a.plain.length)
      .at(0)?.service
    const section = sectionIn(setting)
    const [only, ...more] =
      section === undefined || isPageName(`${section}_URL`)
        ? []
        : (byOwnWord.get(section) ?? []).filter((each) => each !== from)
    return (
      named ??
      (isServiceName(holderIn(setting)) ? calledSo(nameStem(holderIn(setting)), from) : undefined) ??
      (more.length === 0 ? only : undefined)
    )
  }
}
