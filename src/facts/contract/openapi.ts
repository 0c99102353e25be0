import { readYaml } from '../../yaml/read.ts'
import type { At, ContractFact } from '../fact.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { addressOf, channelsOf } from './channels.ts'
import { endpointsOf } from './endpoints.ts'
import { shapeOf } from './shapes.ts'

/** Decides before the file is parsed, which most files of YAML and JSON are not worth. */
const head = /^[ \t]*["']?(openapi|swagger|asyncapi)["']?\s*:\s*["']?\d/m

const versionInPath = /(?:^|[/.])v\d+(?:(?:alpha|beta)\d*)?(?:[./]|$)|\/(?:api|rest)\/\d{1,2}(?:\.\d+)?(?:\/|$)/i
const versionWord = /^(?:x-)?(?:api-?)?version$/i
const versionInMediaType = /[.+;]\s*(?:v|version=)\d/i

/** Documents of OpenAPI, Swagger and AsyncAPI, in YAML or JSON. What is no whole document states nothing. */
export function openapi(file: string, text: string): ContractFact[] {
  const style = head.exec(text)?.[1]
  if (style === undefined) return []
  const { documents, problems } = readYaml(text, file)
  const [document] = documents
  const root = asMap(document?.data)
  if (document === undefined || problems.length > 0 || root[style] === undefined) return []
  const at = (path: readonly string[]): At => {
    const { line, column } = document.placeOfKey(path)
    return { file, line, column }
  }
  const field = style === 'asyncapi' ? 'channels' : 'paths'
  // What another file holds (`$ref`), and what a tool adds (`x-…`), is no path.
  const names = Object.keys(asMap(root[field])).filter((name) => !/^(?:\$|x-)/.test(name))
  const operations = names.map((key) => ({
    at: at([field, key]),
    name: style === 'asyncapi' ? addressOf(key, asMap(root.channels)[key], root) : key,
  }))
  const bases = basesOf(root)
  const title = asText(asMap(root.info).title)
  return [
    {
      kind: 'contract',
      style: style === 'asyncapi' ? 'asyncapi' : 'openapi',
      at: at([style]),
      ...(title === undefined ? {} : { name: title }),
      operations,
      ...(bases.length > 0 ? { bases } : {}),
      ...(style === 'asyncapi' ? { channels: channelsOf(root, at) } : { endpoints: endpointsOf(root, at) }),
      schemas: schemasOf(root, at),
      isVersioned: isVersioned(
        root,
        operations.map(({ name }) => name),
      ),
    },
  ]
}

/** Where documents keep what has a name: OpenAPI and AsyncAPI, and Swagger. */
const shelves = [['components', 'schemas'], ['definitions']] as const

function schemasOf(root: Loose, at: (path: readonly string[]) => At): NonNullable<ContractFact['schemas']> {
  return Object.fromEntries(
    shelves.flatMap((shelf) => {
      const kept = shelf.reduce<Loose>((node, step) => asMap(node[step]), root)
      return Object.entries(kept).map(([name, schema]) => [
        `#/${shelf.join('/')}/${name}`,
        { at: at([...shelf, name]), shape: shapeOf(schema) },
      ])
    }),
  )
}

/** Paths of the servers that a document names, without the `/` at their ends; one that is computed is none. */
function basesOf(root: Loose): string[] {
  const servers = Array.isArray(root.servers) ? root.servers.map((server) => asText(asMap(server).url)) : []
  return [asText(root.basePath), ...servers].flatMap((url) => {
    const path = url?.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '').replace(/(?<!\/)\/+$/, '')
    return path === undefined || path.includes('{') ? [] : [path]
  })
}

/** By the path, the server, a parameter or the media type: ways in which a client can say which version it means. */
function isVersioned(root: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  const bases = [asText(root.basePath), ...asList(root.servers).map((server) => asText(asMap(server).url))]
  if (bases.some((base) => base !== undefined && versionInPath.test(base))) return true
  if (names.some((name) => versionInPath.test(name))) return true
  return namesVersion(root, 0)
}

const deepest = 12

/** Whether a parameter or a media type anywhere in the document is about versions. */
function namesVersion(node: unknown, depth: number): boolean {
  if (typeof node !== 'object' || node === null || depth > deepest) return false
  const map = node as Readonly<Record<string, unknown>>
  if (typeof map.in === 'string' && typeof map.name === 'string' && versionWord.test(map.name)) return true
  return Object.entries(map).some(
    ([key, value]) => (key.includes('/') && versionInMediaType.test(key)) || namesVersion(value, depth + 1),
  )
}
