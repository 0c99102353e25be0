import { readYaml } from '../../../yaml/read.ts'
import { parseAddress } from '../../address/parse-address.ts'
import { addressArguments } from '../../arguments.ts'
import { asMap } from '../../loose.ts'
import { present } from '../../present.ts'
import type { HeldFile } from '../../workload-facts.ts'
import { connectionsIn } from './connections.ts'
import { namedDatabases } from './named-databases.ts'

/** Whether a key of a ConfigMap or a Secret is the name of a file of settings. */
export const isSettingsKey = (key: string): boolean => /\.(?:ya?ml|json|properties|conf|cfg|toml|ini|hocon)$/i.test(key)

/** A script that starts something. */
const script = /\.(?:sh|bash)$/i
/** An address in a file of settings, with the key that it stands behind: `"url": "http://orders"`. */
const written =
  /(?:(?<![\w.-])([\w.-]+)["']?[ \t]*[:=][ \t]*)?["']?(?<![\w+.-])([a-z][\w+.-]*:(?:[a-z]+:)?\/\/[^\s"'`,;<>()[\]{}]+)/gi
/** A host with its port, alone behind its key: `bootstrap.servers: kafka:9092`. */
const hostWithPort =
  /^[ \t-]*["']?([a-z][\w.-]*)["']?[ \t]*[:=][ \t]*["']?([a-z][\w.-]*:\d{2,5})\b["']?[ \t]*,?[ \t]*$/gim
/** Routes of a gateway: whoever has the file sends requests there. */
const routes = /\broutes\b/i

const inMaps = /\.(?:ya?ml|json)$/i

/** Longer ones are dashboards and data, which no program starts with, and would take long to parse. */
const longestSettings = 50_000
/** What is not parsed may be longer, as a web server's settings are that a template repeats for each path. */
const longestText = 500_000

/** What a ConfigMap, or a Secret as far as it is told, says by a file of settings or a script that it holds; undefined for a key that is no name of one. */
export function heldFile(key: string, text: string): HeldFile | undefined {
  const isScript = script.test(key)
  const longest = inMaps.test(key) ? longestSettings : longestText
  if ((!isScript && !isSettingsKey(key)) || text.length > longest) return undefined
  const addresses = isScript ? inScript(text) : inSettings(key, text)
  if (addresses.length === 0) return undefined
  const sections = inMaps.test(key) ? sectionsOf(key, text) : undefined
  return { addresses, ...present({ sections }), ...(routes.test(text) ? { hasRoutes: true } : {}) }
}

/** What stands at the top of a file of settings, with the addresses in it; undefined where that is one thing or none. */
function sectionsOf(name: string, text: string): HeldFile['sections'] {
  const sections = Object.entries(asMap(readYaml(text, name).documents[0]?.data)).filter(
    ([, data]) => typeof data === 'object' && data !== null,
  )
  if (sections.length < 2) return undefined
  const found = sections.flatMap(([section, data]) => {
    const addresses = inSettings('section.json', JSON.stringify(data, null, 1))
    return addresses.length === 0 ? [] : [[section, addresses] as const]
  })
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

/** Addresses that a script gives to what it starts: `exec /app/orders --kafka=kafka:9092`. */
function inScript(text: string): HeldFile['addresses'] {
  return addressArguments(text.replace(/\\\n\s*/g, ' ')).flatMap(({ flag: setting, value }) => {
    const address = setting === undefined ? undefined : parseAddress(value)
    return address === undefined ? [] : [{ address, ...present({ setting }) }]
  })
}

function inSettings(name: string, text: string): HeldFile['addresses'] {
  const databases = namedDatabases(text)
  const inWhole = [...text.matchAll(written), ...text.matchAll(hostWithPort)].flatMap(([, setting, url = '']) => {
    const server = parseAddress(url)
    const path = databases.get(url)
    const address = server && path ? { ...server, path, shown: `${server.shown.replace(/\/$/, '')}/${path}` } : server
    return address === undefined ? [] : [{ address, ...present({ setting }) }]
  })
  return [...inWhole, ...connectionsIn(name, text)]
}
