import type { Extractor } from '../extractor.ts'
import type { RouteFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { mentionsAny } from '../reading/glance.ts'
import { calledRoutes } from './called.ts'
import { listWords } from './listed.ts'
import { joined, plainPath } from './path.ts'
import { type Serving, servings, type WrittenRoute } from './served.ts'

const serves = mentionsAny([
  ...['get', 'post', 'put', 'patch', 'delete', 'route', 'all'].flatMap((word) => [
    `.${word}(`,
    `@${word}(`,
    `${word}("/`,
  ]),
  ...['mapping', '@path', '@http', 'httpget', 'httppost', 'httpput', 'httpdelete', 'mapget', 'mappost', 'mapput'],
  ...['mapdelete', 'handlefunc(', '.handle(', 'add_url_rule', 'add_resource', 'path(', 'http.method', 'web::resource'],
  ...['#[', 'route::', "get '/", 'get "/', "post '/", 'post "/'],
])
const calls = mentionsAny([
  ...['http', 'fetch(', 'axios', 'request', 'client', 'resttemplate', 'guzzle', 'faraday'],
  ...listWords,
])
const code = /\.(?:[cm]?[jt]sx?|vue|svelte|java|kt|cs|py|go|rs|php|rb)$/
const lineComment = /^\s*(?:\/\/|\*|\/\*|#(?!\[))|[\s;]\/\/\s/

/** How far around a route is looked: lines of what was made by a machine have no end. */
const farthest = 2000

/** Paths that code serves over HTTP, and those that it asks for where it does not name the host. */
export const route: Extractor = {
  id: 'route',
  onlyGlances: true,
  matches: (path) => code.test(path),
  extract({ path, text }) {
    const serving = serves(text) ? servings.find(({ files }) => files.test(path)) : undefined
    const served = serving === undefined ? [] : servedRoutes(serving, text)
    const called = calls(text) ? calledRoutes(path, text) : []
    if (served.length + called.length === 0) return []
    const at = lineIndex(path, text)
    const factOf = (role: RouteFact['role'], { offset, method, path: written }: WrittenRoute): RouteFact[] => {
      const plain = plainPath(written)
      if (plain === undefined || isComment(text, offset)) return []
      return [{ kind: 'route', at: at(offset), role, ...(method === undefined ? {} : { method }), path: plain }]
    }
    return [
      ...served.flatMap((each) => factOf('serves', each)),
      ...called.flatMap((each) => factOf('calls', each)),
    ].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
  },
}

/** Routes with what their type or their file puts before them. */
function servedRoutes({ routes, prefix, named, clients }: Serving, text: string): WrittenRoute[] {
  if (clients?.test(text)) return []
  const fill = (path: string): string => path.replace(/\[controller\]/i, named?.exec(text)?.[1] ?? '')
  const prefixes = [...(prefix ? text.matchAll(prefix.pattern) : [])].filter(
    (match) => !prefix?.ofTypes || isOfType(text, match.index + match[0].length),
  )
  const prefixPlaces = new Set(prefixes.map(({ index }) => index))
  return routes.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): WrittenRoute[] => {
      if (prefixPlaces.has(match.index)) return []
      const above = prefixes.findLast(({ index }) => index < match.index)?.groups?.['path']
      const { path = '', method } = match.groups ?? {}
      const isWhole = /^~?\/./.test(path) && named !== undefined
      const verb =
        method === undefined || /^(?:all|route|api_route|request)$/i.test(method)
          ? {}
          : { method: method.toUpperCase() }
      return [{ offset: match.index, ...verb, path: fill(isWhole ? path.replace('~', '') : joined(above, path)) }]
    }),
  )
}

/** Whether a type, and no method, comes next. */
function isOfType(text: string, from: number): boolean {
  const near = text.slice(from, from + farthest)
  const end = near.indexOf('{', near.indexOf(')'))
  return end > 0 && /\)[^)]*\b(?:class|interface|object)\s/.test(near.slice(0, end))
}

function isComment(text: string, offset: number): boolean {
  const line = text.slice(Math.max(offset - farthest, 0), offset)
  return lineComment.test(line.slice(line.lastIndexOf('\n') + 1))
}
