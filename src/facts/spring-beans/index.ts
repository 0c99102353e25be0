import { storeKind } from '../../products/protocols.ts'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { blanked } from '../reading/blanked.ts'
import { mentionsAny } from '../reading/glance.ts'
import { libertyFile, libertySources } from './liberty.ts'

/** Where a module of the JVM has what it takes along, and what servers of servlets read. */
const inModule = /(?:^|\/)(?:src\/main\/(?:resources|webapp)\/.+|WEB-INF\/[^/]+)\.xml$/
const descriptor = /(?:^|\/)WEB-INF\/web\.xml$/

const comment = /<!--[\s\S]*?(?:-->|$)/g
/** `<dubbo:service interface="org.shop.OrderService" ref="orders"/>`, `<dubbo:reference id="orders" interface="…"/>` */
const remote = /<dubbo:(service|reference)\s[^<>]*?\binterface\s*=\s*"[\w.]*?(\w+)"/g
/** What only a program of Dubbo says: what it is called, where it answers, what it offers. */
const ofProgram = /<dubbo:(?:application|protocol|service)\s/
/** An address in an attribute or alone in an element: `<property name="url" value="jdbc:mysql://db/shop"/>`. */
const written = /(?:="|>)\s*([a-z][\w+.:-]{1,40}:\/\/[^"<>\s$#{}]{1,300})\s*["<]/g
const mayConnect = mentionsAny(['jdbc:', 'redis://', 'rediss://', 'mongodb://', 'amqp://'])
const mayHandOut = mentionsAny(['<properties.'])
/** Files for tools that write code or logs, and statements of mappers. */
const ofTools = /(?:generat\w*|log(?:back|4j2?)|mapper|ehcache)[\w.-]*\.xml$/i
/** What a server of servlets starts. */
const started = /<(?:servlet|filter|listener)-class>/

/** Databases, caches and brokers, wherever they stand: in beans, in sessions of a server, in units of persistence. */
function connections(code: string, at: (offset: number) => At): Fact[] {
  return [...code.matchAll(written)].flatMap(({ index, 0: whole, 1: text = '' }): Fact[] => {
    const address = parseAddress(text.replaceAll('&amp;', '&'))
    const isStore = address?.scheme !== undefined && storeKind(address.scheme) !== undefined
    return isStore ? [{ kind: 'address', at: at(index + whole.indexOf(text)), address, use: 'default' }] : []
  })
}

/**
 * Programs of the JVM that are put together in XML: beans of Dubbo, with the interfaces that they offer and ask for, and
 * applications for a server of servlets; and the stores that they connect to, or that Open Liberty hands to them.
 */
export const springBeans: Extractor = {
  id: 'spring-beans',
  endings: ['.xml'],
  notCode: true,
  matches: (path) => inModule.test(path) || libertyFile.test(path),
  extract({ path, text }): Fact[] {
    if (libertyFile.test(path))
      return mayHandOut(text) ? libertySources(text.replace(comment, blanked), lineIndex(path, text)) : []
    const isDescriptor = descriptor.test(path)
    const connects = mayConnect(text) && !ofTools.test(path)
    if (!isDescriptor && !connects && !text.includes('<dubbo:')) return []
    const code = text.replace(comment, blanked)
    const at = lineIndex(path, text)
    const begins = (isDescriptor ? started : ofProgram).exec(code)
    const beans = [...code.matchAll(remote)].map(
      ({ index, 1: element, 2: service = '' }): Fact => ({
        kind: 'stub',
        at: at(index),
        role: element === 'service' ? 'serves' : 'calls',
        service,
      }),
    )
    if (connects) beans.push(...connections(code, at))
    if (begins === null) return beans
    const program = { kind: 'program', at: at(begins.index) } as const
    // Libraries may show what they do, or bring pages along.
    return [
      ...beans,
      isDescriptor ? { ...program, language: 'servlet', likely: true } : { ...program, language: 'java' },
    ]
  },
}
