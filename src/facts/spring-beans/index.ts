import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { blanked } from '../reading/blanked.ts'

/** Where a module of the JVM has what it takes along, and what servers of servlets read. */
const inModule = /(?:^|\/)(?:src\/main\/(?:resources|webapp)\/.+|WEB-INF\/[^/]+)\.xml$/
const descriptor = /(?:^|\/)WEB-INF\/web\.xml$/

const comment = /<!--[\s\S]*?(?:-->|$)/g
/** `<dubbo:service interface="org.shop.OrderService" ref="orders"/>`, `<dubbo:reference id="orders" interface="…"/>` */
const remote = /<dubbo:(service|reference)\s[^<>]*?\binterface\s*=\s*"[\w.]*?(\w+)"/g
/** What only a program of Dubbo says: what it is called, where it answers, what it offers. */
const ofProgram = /<dubbo:(?:application|protocol|service)\s/
/** What a server of servlets starts. */
const started = /<(?:servlet|filter|listener)-class>/

/**
 * Programs of the JVM that are put together in XML: beans of Dubbo, with the interfaces that they offer and ask for, and
 * applications for a server of servlets.
 */
export const springBeans: Extractor = {
  id: 'spring-beans',
  endings: ['.xml'],
  notCode: true,
  matches: (path) => inModule.test(path),
  extract({ path, text }): Fact[] {
    const isDescriptor = descriptor.test(path)
    if (!isDescriptor && !text.includes('<dubbo:')) return []
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
    if (begins === null) return beans
    const program = { kind: 'program', at: at(begins.index) } as const
    // Libraries may show what they do, or bring pages along.
    return [
      ...beans,
      isDescriptor ? { ...program, language: 'servlet', likely: true } : { ...program, language: 'java' },
    ]
  },
}
