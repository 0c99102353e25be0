import { withoutBrowserPrefix } from '../../facts/address/browser-variables.ts'
import { protocolOf } from '../../products/protocols.ts'

/** Addresses that a browser or another party is told, and the service itself never calls. */
const toOthers =
  /(?:^|_)(?:SWAGGER|OPEN_?API|CORS|ORIGINS?|REDIRECTS?|CALLBACKS?|ALLOWED|WHITE_?LIST|PUBLIC|AUDIENCES?|VALID_ISSUERS?|TRUSTED|SPRINGDOC|(?:STATEFUL|COOKIE|SESSION)_DOMAINS?)(?:_|$)|ALLOWED_?ORIGINS?(?:_?PATTERNS?)?(?:_|$)|(?:^|_)(?:CALLBACK|REDIRECT|ORIGIN|CORS)S?_?(?:ALLOW|WHITE)_?LIST|(?:^|_)(?:PUBLIC|EXTERNAL)_?(?:HOST(?:_?NAME)?|DOMAIN|ORIGIN|ADDRESS|ENDPOINT)$|REDIRECT_?UR[IL]S?|LOGOUT_?(?:REDIRECT_?)?UR[IL]S?|(?:^|_)(?:PUBLIC|EXTERNAL)(?:_?(?:BASE|SITE|WEB|APP|HOST))?_?UR[IL]|URL_EXTERNAL|(?:THUMBNAIL|AVATAR|PICTURE)S?_?(?:SERVER|BASE|PUBLIC)?_?UR[IL]$|BASE_HREF|CLIENT$|(?:CLIENTS|APPLICATIONS)_+\w+_ROOT_?URL$/i
/** Pages that people are sent to by a link, in a mail or from another page. */
const linked =
  /(?:^|_)(?:(?:VERIFY|CONFIRM|ACTIVATE)_(?:EMAIL|ACCOUNT)|EMAIL_(?:VERIFY|VERIFICATION|CONFIRMATION)|(?:RESET|FORGOT)_PASSWORD|PASSWORD_RESET|INVIT(?:E|ATION)|UNSUBSCRIBE|(?:PAYMENT_)?(?:SUCCESS|CANCEL|FAILURE)|RETURN)_(?:URL|URI|LINK|PAGE)$/i
/** Where the pages are that somebody logs in at, as libraries for logins call it: what they begin callbacks and links with. */
const ofLogins = /^(?:NEXT_?AUTH|BETTER_?AUTH)_URL$/
/** An entry of a list of services that are called, named after the client: `Services__OrdersClient`. */
const ofServices = /(?:^|_)(?:Services|(?:Http|Grpc|Api|Rest)Clients?)__\w+Client$/
/** The scheme and host of a service that is called, with which its addresses begin: `ORDERS_SERVICE_ORIGIN`. */
const originOf =
  /^(?!.*(?:CORS|ALLOW|FRONT|CLIENT|WEB|PUBLIC|WHITE))\w*(?:SERVICE|SVC|API|BACKEND|GATEWAY)_(?:\w+_)?ORIGIN$/i
/** Settings whose value may be a host alone. */
const hosts =
  /(?:^|_)(?:HOSTS?(?:_CONFIG)?|HOST_?NAMES?|URL|URI|ADDR|ADDRESS|ENDPOINTS?|SERVERS?|BROKERS?|CONTACT_?POINTS?|CONNECTION(?:_?STRING)?|DATA_?SOURCE|(?:DB|DATABASE|SQL)_?SERVER_?NAME)$/i

/** A virtual host is a part of a broker, or a name that others ask for: `AMQP_VHOST`, `VIRTUAL_HOST`. */
export const virtualHost = /V(?:IRTUAL[_-]?)?HOST$/i

/** Settings that choose among what other settings tell: brokers of passwords and connections of Laravel. */
const choosing = /PASSWORD_BROKER$|^REDIS_(?:\w+_)?CONNECTION$|^(?:DB|QUEUE|BROADCAST|LOG|MAIL|SESSION)_CONNECTION$/

/** `AppSettings__AllowedOrigins__0` and `allowed-origins` in words, as variables have them. */
const inWords = (setting: string): string =>
  setting
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.:-]+/g, '_')
    .replace(/(?:_+\d+)+$/, '')

/** Whether what a setting holds is for others to call. */
export function isForOthers(setting: string): boolean {
  const name = withoutBrowserPrefix(setting)
  if (ofServices.test(setting) || originOf.test(inWords(name))) return false
  return ofLogins.test(setting) || [name, inWords(name)].some((each) => toOthers.test(each) || linked.test(each))
}

/** Whether a setting may hold the name of a host alone: `DB_HOST`; and `ConnectionStrings__Redis`, which says of what. */
export const mayBeHost = (setting: string): boolean =>
  ((hosts.test(setting) || hosts.test(inWords(setting))) && !choosing.test(setting) && !virtualHost.test(setting)) ||
  (/CONFIGURATION$|^ConnectionStrings__/i.test(setting) && isOfStore(setting))

/** What a setting says of whose address it holds: `ORDERS` of `ORDERS_BASE_URL`. */
export const holderIn = (setting: string): string =>
  setting.replace(/_?(?:BASE_?)?(?:URL|URI|HOST|ENDPOINT|ADDR(?:ESS)?)$/i, '')

/** What a section of settings of .NET is called that holds an address: `orders` of `ServiceUrls__Orders` and `Apis__Orders__Uri`. */
export const sectionIn = (setting: string): string | undefined =>
  setting.includes('__')
    ? setting
        .split('__')
        .findLast((part) => !/^(?:base_?)?(?:ur[il]|address|endpoint|host|\d+)$/i.test(part))
        ?.toLowerCase()
    : undefined

/** Whether a setting holds a page which a browser is sent to, where the host is the developer's own machine. */
export const isPageName = (setting: string): boolean =>
  /FRONT_?END|(?:^|_)FRONT_|(?:^|_)(?:WEB|CLIENT|SITE|UI|APP)_?(?:BASE_?)?(?:URL|URI|HOST)$/i.test(setting)

/** Whether a value chooses something, and is no host: `S3_CUSTOM_SERVER=true`. */
export const isChoice = (value: string): boolean =>
  /^(?:true|false|yes|no|on|off|none|null|undefined|enabled?|disabled?|auto|default)$/i.test(value)

/** Laravel names one of its own connections: `REDIS_CACHE_CONNECTION=cache`. */
export const namesConnection = (setting: string, language: string | undefined): boolean =>
  language === 'php' && /_CONNECTION$/.test(setting)

const isOfStore = (setting: string): boolean => protocolOf(setting) !== undefined

/** Whether a name says that it is a service's: one word alone may be about anything. */
export const isServiceName = (name: string): boolean => /(?:service|svc|api|server)$/i.test(name)
