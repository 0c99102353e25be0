import { posix } from 'node:path'
import type { Node } from 'jsonc-parser'
import type { Extractor } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { jsonTree } from '../json-tree.ts'
import { lineIndex } from '../line-index.ts'
import { present } from '../present.ts'

const host = /^[a-z0-9][\w.-]*$/i

/** Routes of Ocelot, a gateway of .NET: whom it passes requests on to, by host and port or by a name of discovery. */
export const ocelot: Extractor = {
  id: 'ocelot',
  endings: ['.json'],
  matches: (path) => /^(?:ocelot|configuration|appsettings)(?:\.[\w-]+)*\.json$/i.test(posix.basename(path)),
  extract({ path, text }) {
    if (!/"Downstream/i.test(text)) return []
    const root = jsonTree(text)
    return root ? targetsIn(root, [], lineIndex(path, text)) : []
  },
}

function targetsIn(node: Node, path: readonly string[], at: (offset: number) => At, above = 'http'): Fact[] {
  if (node.type === 'array')
    return (node.children ?? []).flatMap((item, index) => targetsIn(item, [...path, String(index)], at, above))
  if (node.type !== 'object') return []
  const fields = new Map(
    (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key && value ? [[String(key.value).toLowerCase(), value] as const] : [],
    ),
  )
  const textOf = (key: string): string | undefined => {
    const value: unknown = fields.get(key)?.value
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const scheme = textOf('downstreamscheme')?.replace(/^ws/, 'http') ?? above
  const target = (name: Node | undefined, port: string | undefined): Fact[] => {
    const written: unknown = name?.value
    if (name === undefined || typeof written !== 'string' || !host.test(written)) return []
    const number = port !== undefined && /^\d+$/.test(port) ? Number(port) : undefined
    const address = {
      scheme,
      host: written,
      ...present({ port: number }),
      shown: `${scheme}://${written}${number === undefined ? '' : `:${number}`}`,
    }
    return [{ kind: 'address', at: at(name.offset), address, use: 'default', setting: [...path, 'Host'].join('__') }]
  }
  const asked = fields.get('servicename')
  const discovered: Fact[] =
    typeof asked?.value === 'string' && host.test(asked.value)
      ? [{ kind: 'client', at: at(asked.offset), name: asked.value }]
      : []
  const isRoute = [...fields.keys()].some((key) => key.startsWith('downstream'))
  return [
    ...(isRoute ? [...discovered, ...target(fields.get('downstreamhost'), textOf('downstreamport'))] : []),
    ...(path.some((step) => /^downstreamhostandports$/i.test(step)) ? target(fields.get('host'), textOf('port')) : []),
    ...[...fields].flatMap(([key, value]) => targetsIn(value, [...path, key], at, scheme)),
  ]
}
