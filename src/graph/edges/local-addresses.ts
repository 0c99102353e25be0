import { isForBrowsers } from '../../facts/address/browser-variables.ts'
import type { Address } from '../../facts/fact.ts'
import { protocolOf, protocolOfPort, storeKind } from '../../products/protocols.ts'
import type { Service } from '../graph.ts'
import { isLocal, isLoopback, isOwnNetwork } from '../hosts/index.ts'
import type { Host } from '../hosts/who-runs.ts'
import { isHandedOut, plainName } from '../source-folders.ts'
import { nameStem, ownWord } from '../telling-names.ts'
import { namesakes } from './namesake.ts'
import type { SeenAddress } from './seen-address.ts'
import { holderIn, isPageName, isServiceName, sectionIn } from './setting-names.ts'

/** Where the reader itself is found from outside; frameworks of pages begin the names of all their settings so. */
const ownPlace = /(?<!(?:NEXT|NUXT)_)(?:PUBLIC|EXTERNAL)_?(?:BASE_?)?(?:URL|URI|HOST(?:_?NAME)?)$/i

/** Where the reader itself answers, when its host and its port are told apart: `SERVER_HOST`, `HOST`, `grpc.host`. */
const ownEnd =
  /^(?:(?:APP(?:LICATION)?|SERVERS?|HTTPS?|GRPC|REST|API|WEB|WS|SOCKET|SERVICE|LISTEN(?:ER)?|BIND|METRICS|ADMIN|DEBUG|MANAGEMENT|INTERNAL|DEV|LOCAL|CONFIG|SETTINGS)_*)*HOST(?:_?NAME)?$/i

/** What .NET opens: `Kestrel:Endpoints:Http2:Url`, `ASPNETCORE_URLS`, `urls`. */
const ofKestrel = /^(?:kestrel(?:__|[:.])|(?:aspnetcore_|dotnet_)?urls$)/i

/** `CLIENT_URL`: whom a client of HTTP calls, or the page of the system's clients. */
const ofClient = /(?:^|_)CLIENT_/i
/** What code calls the addresses of others: `ordersUrl`, `SERVICE_ORDERS`. */
const ofOthers =
  /^(?:SERVICE|SVC|API|ENDPOINT|URL|HOST)_[A-Z\d_]+$|ur[il]s?$|base_?path$|(?<!local)host(?:name)?$|endpoint|addr(?:ess)?$|(?:micro)?service|svc|server|api|gateway|backend|(?:^|_)ms$/i

/** Members of what hands requests on, and paths of a table that says what is behind which: `target`, `'/api'`. */
const handsOn = /^(?:target|upstream|destination|proxy|proxyPass)$|^\//

/** Whom a program asks for the keys of logins, as options of .NET call it. */
const ofLogins = /^(?:Authority|MetadataAddress)$/

/** Whether a name that code keeps an address under says that it calls what answers there; `url` of an object says nothing. */
function namesCalled(
  { name, isMember, holder }: NonNullable<SeenAddress['constant']>,
  service: Service,
  { shown }: Address,
  inPage: boolean,
): boolean {
  const [plain, stem] = [plainName(holder ?? name), nameStem(service.name)]
  if (isPageName(name) || isPageName(`${holder}_URL`)) return false
  if (ofLogins.test(name)) return true
  if (handsOn.test(name) || (/^ur[il]$/.test(name) && /\/graphql\/?$/.test(shown))) return true
  // A page lists nobody else who may call it, nor where it can be called itself.
  if (isMember && !inPage) return plain.includes(stem)
  // `apiUrls: { products: … }`: what a service has many of.
  const one = plain.replace(/s$/, '')
  return ofOthers.test(name) || plain === stem || (one.length > 3 && plainName(service.name).startsWith(one))
}

/** Whether a setting holds the host that everybody outside has to show it or send it, or does not say whose it is. */
const isShown = (setting: string | undefined): boolean =>
  setting !== undefined && (isPageName(setting) || ownPlace.test(setting) || holderIn(setting) === '')

/** Languages in which nobody writes what a browser shows. */
const servesNoPage = ({ language }: Service): boolean => language === 'go' || language === 'rust' || language === 'java'

/**
 * Leaves out addresses on this machine that do not tell who answers there:
 * - `localhost` given to a container is that container, where it is not for code that a browser runs; and to a browser
 *   whatever page it is sent to;
 * - a port that the service itself opens in its container, and another publishes on the machine around it;
 * - what code keeps under a name that tells of no call;
 * - a setting that says where the reader itself is found, from outside or by its own name, or what it opens;
 * - a port that is one service's while the setting is named after another (`ORDERS_URL` at the port of `cart`);
 * - a host that everybody outside has, of a page or under a name that says so;
 * - a host that only a setting tells, where another place names one: `${DB_HOST}` beside `DB_HOST=orders-db`;
 * - a database, cache or broker on this machine, or at a number of the developer's own network, of a service that elsewhere
 *   has one of its kind under a name: how a developer runs it.
 *
 * And those of databases in code that runs in `browsers` alone, wherever they are.
 */
export function withoutVagueLocal(
  seen: readonly SeenAddress[],
  services: readonly Service[],
  find: (host: string, port: number | undefined) => Host | undefined,
  isInside: (service: Service, port: number | undefined) => boolean,
  pages: ReadonlySet<Service>,
  browsers: ReadonlySet<Service>,
): SeenAddress[] {
  const told = seen.filter(({ unfilled }) => !unfilled)
  const known = new Set(
    told.filter(({ address }) => !isLocal(address.host) && !isOwnNetwork(address.host)).map(storeOf),
  )
  // A container that is told of the machine around it has what is there, and not what a developer's settings say.
  const around = new Set(told.filter((each) => each.inContainer && !isLoopback(each.address.host)).map(storeOf))
  const isOfAll = directories(seen, find)
  const namesake = namesakes(services)
  return seen.filter((each) => {
    if (isOfAll(each)) return false
    const { from, address, at, setting, constant, inContainer, unfilled } = each
    // What a page offers to fill in: no browser speaks with a database.
    if (browsers.has(from) && setting === undefined && storeKind(address.scheme ?? '') !== undefined) return false
    if (unfilled) return overHttp.test(address.scheme ?? '') || !known.has(storeOf(each))
    if (!isLocal(address.host)) {
      if (isOwnNetwork(address.host) && !overHttp.test(spokenAt(each) ?? '') && known.has(storeOf(each))) return false
      const open = find(address.host, address.port)
      const isOpen = open?.kind === 'service' && open.fromOutside === true
      return !(isOpen && (pages.has(open.service) || isShown(setting)))
    }
    if (inContainer && isLoopback(address.host) && !isForBrowsers(setting ?? '')) return false
    const host = find(address.host, address.port)
    if (constant !== undefined && host === undefined) return namesake(each) !== undefined
    if (constant !== undefined)
      return (
        host?.kind === 'service' &&
        namesCalled(constant, host.service, address, pages.has(from) || isHandedOut(at.file))
      )
    if (host?.kind !== 'service') {
      const isKnown = known.has(storeOf(each)) || (isLoopback(address.host) && around.has(storeOf(each)))
      return overHttp.test(spokenAt(each) ?? '') || !isKnown
    }
    if (setting === undefined) return !isInside(from, address.port)
    if (ownPlace.test(setting) || ownEnd.test(setting) || ofKestrel.test(setting)) return false
    // `AUTH_SERVICE_HOST` of the auth service is where it is itself, whoever else seems to have that port.
    if (nameStem(holderIn(setting)) === nameStem(from.name) && host.service !== from) return false
    if (isPageName(setting) && !(ofClient.test(setting) && servesNoPage(host.service))) return false
    return !isNamedAfterAnother(setting, [from, host.service], services)
  })
}

/**
 * Finds addresses in a part of a file of settings, or among what a library falls back on for this machine, that lists
 * several services and the reader itself among them: everybody is given the same list, and it tells of nobody whom they call.
 */
function directories(
  seen: readonly SeenAddress[],
  find: (host: string, port: number | undefined) => Host | undefined,
): (each: SeenAddress) => boolean {
  const partOf = ({ from, at, setting = '', kind, address }: SeenAddress): string | undefined => {
    if (/__(?!\d)\w+$/.test(setting)) return `${from.name}\0${at.file}\0${setting.replace(/__(?:(?!__).)+$/, '')}`
    const isOfLibrary = kind === 'env-default' && from.path !== '.' && !at.file.startsWith(`${from.path}/`)
    return isOfLibrary && isLocal(address.host) ? `${from.name}\0${at.file}` : undefined
  }
  const listed = new Map<string, Set<string>>()
  for (const each of seen) {
    const host = find(each.address.host, each.address.port)
    const part = host?.kind === 'service' ? partOf(each) : undefined
    if (host?.kind !== 'service' || part === undefined) continue
    listed.set(part, (listed.get(part) ?? new Set()).add(host.service.name))
  }
  return (each) => {
    const names = listed.get(partOf(each) ?? '')
    return names !== undefined && names.size > 2 && names.has(each.from.name)
  }
}

/** A service and what it speaks with a store; an address that tells nothing of that is like no other. */
const storeOf = (each: SeenAddress): string => `${each.from.name}\0${spokenAt(each) ?? each.address.shown}`

const overHttp = /^https?$/

/** What is spoken at an address; a search engine is asked over HTTP, and told by its setting or its port. */
function spokenAt({ address: { scheme, port }, setting }: SeenAddress): string | undefined {
  const store = (setting === undefined ? undefined : protocolOf(setting)) ?? protocolOfPort(port)
  return scheme === undefined || (overHttp.test(scheme) && store !== undefined) ? (store ?? scheme) : scheme
}

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[a-z\d]+/g) ?? []

/** `bff`: a service of several words, as people call it. */
const initials = (name: string): string | undefined => {
  const words = wordsOf(name)
  return words.length > 2 ? words.map(([first]) => first).join('') : undefined
}

/**
 * `INVENTORY_SERVICE_BASE_URL` is named after `inventory-service`, and not after the service at its port; so is
 * `BFF_URL` after `backend-for-frontend`, `STOCK_PROCESS_URL` after `stock-keeping-process`, and `Urls__Stock` after
 * `shop.services.stock`.
 */
function isNamedAfterAnother(
  setting: string,
  [from, found]: readonly [Service, Service],
  services: readonly Service[],
): boolean {
  const plain = plainName(setting)
  if (knownAs(found).some((name) => plain.includes(nameStem(name)))) return false
  const said = wordsOf(holderIn(setting))
  const isSaid = (name: string): boolean =>
    initials(name) === said.join('') || (said.length > 1 && said.every((word) => wordsOf(name).includes(word)))
  const others = services.filter(({ name }) => name !== from.name && name !== found.name).flatMap(knownAs)
  const section = sectionIn(setting)
  if (section !== undefined && ownWord(found.name) !== section && others.some((name) => ownWord(name) === section))
    return true
  return others.some((name) => plain.startsWith(nameStem(name))) || (!isSaid(found.name) && others.some(isSaid))
}

/** What a service is called: by its name, and as its folder, image or workload say where that is plainly a service's name. */
const knownAs = ({ name, aliases = [] }: Service): string[] => [name, ...aliases.filter((each) => isServiceName(each))]
