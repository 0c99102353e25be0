import type { Extractor } from '../extractor.ts'
import type { RouteFact, RouteMountFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { present } from '../present.ts'
import { mentionsAny } from '../reading/glance.ts'
import { calledRoutes } from './called.ts'
import { groupPrefixes, type Prefixes } from './groups.ts'
import { listWords } from './listed.ts'
import { mountings, mountsOf, type WrittenMount } from './mounts.ts'
import { joined, plainPath } from './path.ts'
import { type Serving, servings, type WrittenRoute } from './served.ts'

const serves = mentionsAny([
  ...['get', 'post', 'put', 'patch', 'delete', 'route', 'all'].flatMap((word) => [
    `.${word}(`,
    `@${word}(`,
    `${word}("/`,
  ]),
  ...[
    'mapping',
    '@path',
    '@http',
    'httpget',
    'httppost',
    'httpput',
    'httpdelete',
    'mapget',
    'mappost',
    'mapput',
    'healthchecks(',
    'withrouting(',
  ],
  ...['mapdelete', 'handlefunc(', '.handle(', 'add_url_rule', 'add_resource', 'path(', 'http.method', 'web::resource'],
  ...['resources :', 'router.register('],
  ...['#[', 'route::', "get '/", 'get "/', "post '/", 'post "/', "get 'up'", 'rails/health'],
])
const calls = mentionsAny([
  ...['http', 'fetch(', 'axios', 'request', 'client', 'resttemplate', 'guzzle', 'faraday'],
  ...listWords,
])
const mounts = mentionsAny([
  ...['.use(', '.route(', '.register(', 'route: ', 'router: ', 'handler: ', 'controller: '],
  ...['include_router(', 'register_blueprint(', 'include('],
])
const code = /\.(?:[cm]?[jt]sx?|vue|svelte|java|kt|cs|py|go|rs|php|rb)$/
const lineComment = /^\s*(?:\/\/|\*|\/\*|#(?!\[))|[\s;]\/\/\s/

/** How far around a route is looked: lines of what was made by a machine have no end. */
const farthest = 2000

/** Paths that code serves over HTTP, those that it asks for where it does not name the host, and what it hangs below a path. */
export const route: Extractor = {
  id: 'route',
  onlyGlances: true,
  matches: (path) => code.test(path),
  extract({ path, text }) {
    const serving = servings.find(({ files }) => files.test(path))
    let known: Prefixes | undefined
    const prefixes = (): Prefixes => {
      known ??= groupPrefixes(serving?.groups ?? {}, text)
      return known
    }
    const served = serving !== undefined && serves(text) ? servedRoutes(serving, text, prefixes) : []
    const called = calls(text) ? calledRoutes(path, text) : []
    const mounting = mounts(text) ? mountings.find(({ files }) => files.test(path)) : undefined
    const hung = mounting === undefined ? [] : mountsOf(mounting, text, (name) => prefixes().of(name))
    if (served.length + called.length + hung.length === 0) return []
    const at = lineIndex(path, text)
    const pathOf = ({ offset, path: written }: { offset: number; path: string }): string | undefined =>
      isComment(text, offset) ? undefined : plainPath(written)
    const factOf = (role: RouteFact['role'], written: WrittenRoute): RouteFact[] => {
      const plain = pathOf(written)
      return plain === undefined
        ? []
        : [{ kind: 'route', at: at(written.offset), role, ...present({ method: written.method }), path: plain }]
    }
    const mountOf = (written: WrittenMount): RouteMountFact[] => {
      const prefix = pathOf(written)
      const { language, specifier, name } = written
      return prefix === undefined || prefix === ''
        ? []
        : [{ kind: 'route-mount', at: at(written.offset), language, specifier, ...present({ name }), prefix }]
    }
    return [
      ...served.flatMap((each) => factOf('serves', each)),
      ...called.flatMap((each) => factOf('calls', each)),
      ...hung.flatMap(mountOf),
    ].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
  },
}

/** Routes with what their type, their group or their file puts before them. */
function servedRoutes(
  { routes, prefix, named, clients }: Serving,
  text: string,
  groups: () => Prefixes,
): WrittenRoute[] {
  if (clients?.test(text)) return []
  const fill = (path: string): string => path.replace(/\[controller\]/i, named?.exec(text)?.[1] ?? '')
  const prefixes = [...(prefix ? text.matchAll(prefix.pattern) : [])].filter(
    (match) => !prefix?.ofTypes || isOfType(text, match.index + match[0].length),
  )
  const prefixPlaces = new Set(prefixes.map(({ index }) => index))
  const matches = routes
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .filter(({ index }) => !prefixPlaces.has(index))
    .sort((a, b) => a.index - b.index)
  return matches.flatMap((match): WrittenRoute[] => {
    const above = prefixes.findLast(({ index }) => index < match.index)?.groups?.['path']
    const { path = '', items, method } = match.groups ?? {}
    const isWhole = /^~?\/./.test(path) && named !== undefined
    const verb =
      method === undefined || /^(?:all|route|api_route|request)$/i.test(method) ? {} : { method: method.toUpperCase() }
    const own = isWhole ? path.replace('~', '') : joined(above, items ?? path)
    const whole = fill(joined(groups().at(match.index, hangsOn(text, match)), own))
    const route = { offset: match.index, ...verb, path: whole }
    return items === undefined ? [route] : [route, { ...route, path: joined(whole, '{}') }]
  })
}

/** The name that a route hangs on: `orders` of `orders.get('/')` and of `@orders.get('/')`. */
const hangsOn = (text: string, { 0: whole, index }: RegExpExecArray): string | undefined =>
  /^@([\w.]+)\.\w/.exec(whole)?.[1] ?? /[\w$]+$/.exec(text.slice(Math.max(index - 80, 0), index))?.[0]

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
