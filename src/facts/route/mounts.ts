import { type Bindings, pythonBindings, scriptBindings } from './bindings.ts'
import { joined } from './path.ts'

/** Something of another module, which has routes, is hung below a path. */
export interface WrittenMount {
  readonly offset: number
  readonly path: string
  readonly language: string
  readonly specifier: string
  /** What it is called there, where that is told. */
  readonly name?: string
}

/**
 * How code hangs routes below a path: patterns with a group `path`, and `name`, by which the file knows what is hung there,
 * or `module`, the specifier of the module that has it. `parent`: what it is hung on.
 */
interface Mounting {
  readonly files: RegExp
  readonly patterns: readonly RegExp[]
  readonly bindings: Bindings
  readonly language: string
}

const quotedPath = String.raw`["'\x60](?<path>\/[^"'\x60\n]{0,200})["'\x60]`
const required = String.raw`(?:require|import) ?\(\s*["'\x60](?<module>[^"'\x60\n]{1,200})["'\x60]\s*\)`
/** `orders`, `orders.routes()`, `new OrdersController(db).router`, `ordersRouter(db)` */
const router = String.raw`(?:new\s+)?(?<name>[\w$]{1,80})(?:\([^()\n]{0,100}\))?(?:\.\w{1,40}(?:\(\))?)?`
const between = String.raw`(?:[\w$.]{1,80}(?:\([^()\n]{0,100}\))?\s*,\s*){0,6}`

/** Of Express, Koa, Hono and Fastify; and of lists of routers that are walked to hang each. */
export const scriptMounts: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:(?<![\w$])(?<parent>[\w$]{1,80})\s*)?\.(?:use|route) ?\(\s*${quotedPath}\s*,\s*${between}(?:${required}(?:\.\w{1,40}|\([^()\n]{0,100}\)){0,2}|${router})\s*,?\s*\)`,
    'g',
  ),
  new RegExp(
    String.raw`(?:(?<![\w$])(?<parent>[\w$]{1,80})\s*)?\.register ?\(\s*(?:${required}|(?<name>[\w$]{1,80}))\s*,\s*\{[^{}]{0,100}\bprefix\s*:\s*${quotedPath}`,
    'g',
  ),
  new RegExp(
    String.raw`\{\s*path\s*:\s*${quotedPath}\s*,\s*(?:route|router|handler|controller)s?\s*:\s*${router}\s*,?\s*\}`,
    'g',
  ),
]
/** Of FastAPI, Flask and Django. */
export const pythonMounts: readonly RegExp[] = [
  /\.(?:include_router|register_blueprint) ?\(\s*(?<name>[\w.]{1,120})\s*,[^()]{0,200}?prefix\s*=\s*["'](?<path>\/[^"'\n]{0,200})["']/g,
  /(?<![\w.])path ?\(\s*r?["'](?<path>[^"'\n]{1,200})["']\s*,\s*include ?\(\s*(?:["'](?<module>[\w.]{1,120})["']|(?<name>\w{1,80})\.urls\b)/g,
]

export const mountings: readonly Mounting[] = [
  {
    language: 'typescript',
    files: /\.[cm]?[jt]s$/,
    patterns: scriptMounts,
    bindings: scriptBindings,
  },
  {
    language: 'python',
    files: /\.py$/,
    patterns: pythonMounts,
    bindings: pythonBindings,
  },
]

/** What a file hangs below paths that another module has. `prefixOf`: the path of what a name stands for in the file. */
export function mountsOf(
  { patterns, bindings, language }: Mounting,
  text: string,
  prefixOf: (name: string) => string,
): WrittenMount[] {
  const matches = patterns.flatMap((pattern) => [...text.matchAll(pattern)])
  if (matches.length === 0) return []
  const known = bindings(text)
  return matches.flatMap(({ index, groups = {} }): WrittenMount[] => {
    const { path: own = '', name = '', module, parent } = groups
    const path = joined(parent === undefined ? undefined : prefixOf(parent), own)
    if (module !== undefined) return [{ offset: index, path, language, specifier: module }]
    const bound = known.get(name.split('.')[0] ?? '')
    return bound === undefined ? [] : [{ offset: index, path, language, ...bound(name) }]
  })
}
