import type { Grouping } from './groups.ts'
import { pythonMounts, scriptMounts } from './mounts.ts'

/** A route as it is written. */
export interface WrittenRoute {
  readonly offset: number
  readonly method?: string
  readonly path: string
}

/**
 * How code of a language says which paths it serves. Patterns name their parts `method` and `path`; or `items`, a path below
 * which each item has one.
 */
export interface Serving {
  readonly files: RegExp
  readonly routes: readonly RegExp[]
  /**
   * What is put before the paths of a type, or of a file: the nearest one above counts, in a group `path`, where nothing
   * but annotations stands between it and a type, if `ofTypes` says so.
   */
  readonly prefix?: { readonly pattern: RegExp; readonly ofTypes?: true }
  /** What a framework puts for a word in brackets: `[controller]`. */
  readonly named?: RegExp
  /** What is put before the paths of routes that hang on one name, or lie in one block. */
  readonly groups?: Grouping
  /** A file of clients declares the routes of somebody else. */
  readonly clients?: RegExp
}

const quoted = String.raw`["'\x60](?<path>\/[^"'\x60\n]{0,200})["'\x60]`
const verbs = 'get|post|put|patch|delete'
const phpBody = String.raw`function\s*\([^()\n]{0,200}\)\s*(?:use\s*\([^()\n]{0,200}\)\s*)?(?::\s*\w{1,40}\s*)?\{`

export const servings: readonly Serving[] = [
  {
    // Express, Fastify, Koa, Hono, NestJS
    files: /\.[cm]?[jt]s$/,
    routes: [
      // What only clients are called, or what has nothing but a path, is a call.
      new RegExp(
        String.raw`(?<!\b(?:axios|https?|client|api|request|agent|got|ky|instance|fetcher|service)|Client|Axios|Http|Api|Service|\)|\$http)\.(?<method>${verbs}|all) ?\(\s*${quoted}\s*,(?!\s*(?:null|undefined|JSON)\b)`,
        'g',
      ),
      new RegExp(String.raw`\.route ?\(\s*${quoted}\s*\)`, 'g'),
      new RegExp(String.raw`\.route ?\(\s*\{\s*method:\s*["'](?<method>\w+)["'],\s*(?:url|path):\s*${quoted}`, 'g'),
      /@(?<method>Get|Post|Put|Patch|Delete|All) ?\(\s*(?:["'`](?<path>[^"'`\n]{0,200})["'`])?\s*\)/g,
    ],
    prefix: { pattern: /@Controller ?\(\s*(?:\{\s*path:\s*)?["'`](?<path>[^"'`\n]{0,200})["'`]/g },
    groups: {
      named: {
        patterns: [
          ...scriptMounts,
          new RegExp(
            String.raw`\b(?<name>[\w$]{1,80})\s*=\s*new\s+(?:\w{1,40}\.)?\w{0,40}Router ?\(\s*\{[^{}]{0,100}\bprefix\s*:\s*${quoted}`,
            'g',
          ),
          new RegExp(
            String.raw`\b(?<name>[\w$]{1,80})\s*=\s*new\s+\w{1,40}\([^()\n]{0,100}\)\s*\.basePath ?\(\s*${quoted}`,
            'g',
          ),
        ],
        later: true,
      },
    },
  },
  {
    // Spring, JAX-RS, Micronaut, Ktor, Vert.x
    files: /\.(?:java|kt)$/,
    routes: [
      /@(?<method>Get|Post|Put|Patch|Delete|Request)Mapping\b(?: ?\(\s*(?:(?:value|path)\s*=\s*)?[{[]?\s*"(?<path>[^"\n]{0,200})")?/g,
      /@(?<method>Get|Post|Put|Patch|Delete) ?\(\s*(?:(?:value|uri)\s*=\s*)?"(?<path>[^"\n]{0,200})"/g,
      /@Path ?\(\s*"(?<path>[^"\n]{0,200})"/g,
      // The path of the type alone.
      /@(?<method>GET|POST|PUT|PATCH|DELETE)\b(?!(?:\s{0,80}@\w{1,40}(?:\([^()\n]{0,100}\))?){0,5}\s{0,80}@Path)/g,
      new RegExp(String.raw`(?<!\.)\b(?<method>${verbs}) ?\(\s*"(?<path>\/[^"\n]{0,200})"\s*\)\s*\{`, 'g'),
      new RegExp(String.raw`\b(?<method>${verbs}) ?\(\s*"(?<path>\/[^"\n]{0,200})"\s*\)\s*\.handler\b`, 'g'),
      /\b(?<method>GET|POST|PUT|PATCH|DELETE) ?\(\s*"(?<path>\/[^"\n]{0,200})"/g,
    ],
    prefix: {
      pattern: /@(?:RequestMapping|Path|Controller) ?\(\s*(?:(?:value|path)\s*=\s*)?[{[]?\s*"(?<path>[^"\n]{0,200})"/g,
      ofTypes: true,
    },
    clients: /@FeignClient|@RegisterRestClient|@HttpExchange|@ReactiveFeignClient|@Client\(/,
  },
  {
    // ASP.NET Core
    files: /\.cs$/,
    routes: [
      /\[Http(?<method>Get|Post|Put|Patch|Delete)(?: ?\(\s*(?:template:\s*)?"(?<path>[^"\n]{0,200})")?/g,
      /\.Map(?<method>Get|Post|Put|Patch|Delete) ?\(\s*"(?<path>[^"\n]{0,200})"/g,
      /\.(?:Map|Use)HealthChecks ?\(\s*"(?<path>[^"\n]{0,200})"/g,
    ],
    prefix: { pattern: /(?:\[Route|\.MapGroup) ?\(\s*"(?<path>[^"\n]{0,200})"/g },
    named: /\bclass\s+(\w+?)(?:Controller|Endpoints?)?\b/,
  },
  {
    // Flask, FastAPI, aiohttp, Django, Nameko
    files: /\.py$/,
    routes: [
      /@[\w.]{1,80}\.(?<method>get|post|put|patch|delete|route|api_route) ?\(\s*[rf]?["'](?<path>[^"'\n]{0,200})["']/g,
      /\b(?:add_url_rule|add_resource ?\(\s*\w+,|add_(?<method>get|post|put|patch|delete))\(?\s*["'](?<path>\/[^"'\n]{0,200})["']/g,
      /\bweb\.(?<method>get|post|put|patch|delete) ?\(\s*["'](?<path>\/[^"'\n]{0,200})["']\s*,/g,
      /(?<![\w.])path ?\(\s*["'](?<path>[^"'\n]{1,200})["']\s*,(?!\s*include)/g,
      // Django REST framework
      /(?<=router)\.register ?\(\s*r?["'](?<items>[\w/-]{1,100})["']\s*,/g,
      /@http ?\(\s*["'](?<method>[A-Z]+)["']\s*,\s*["'](?<path>\/[^"'\n]{0,200})["']/g,
    ],
    prefix: {
      pattern: /\b(?:APIRouter|Blueprint)\([^()]{0,200}?prefix\s*=\s*["'](?<path>\/[^"'\n]{0,200})["']/g,
    },
    groups: { named: { patterns: pythonMounts, later: true } },
  },
  {
    // net/http, gorilla/mux, chi, gin, echo, fiber, go-zero
    files: /\.go$/,
    routes: [
      /\.Handle(?:Func)?\(\s*["`](?:(?<method>[A-Z]{3,7})\s+)?(?<path>\/[^"`\n]{0,200})["`]/g,
      /(?<!\b(?:client|http|resty|c)|Client)\.(?<method>GET|POST|PUT|PATCH|DELETE|Get|Post|Put|Patch|Delete) ?\(\s*["`](?<path>\/[^"`\n]{0,200})["`]\s*,/g,
      /\bMethod:\s*http\.Method(?<method>\w+),\s*Path:\s*"(?<path>\/[^"\n]{0,200})"/g,
    ],
    groups: {
      named: {
        patterns: [
          /\b(?<name>\w{1,60})\s*:?=\s*(?:\w{1,60}\.){0,3}(?<parent>\w{1,60})\.(?:Group|PathPrefix) ?\(\s*["`](?<path>\/[^"`\n]{0,200})["`]/g,
        ],
      },
      scope: /^func /gm,
      blocks: [/\.Route ?\(\s*["`](?<path>\/[^"`\n]{0,200})["`]\s*,\s*func\([^()\n]{0,100}\)\s*\{/g],
    },
  },
  {
    // axum, actix, Rocket
    files: /\.rs$/,
    routes: [
      /\.route ?\(\s*"(?<path>\/[^"\n]{0,200})"/g,
      /#\[(?<method>get|post|put|patch|delete) ?\(\s*"(?<path>\/[^"\n]{0,200})"/g,
      /\bweb::resource ?\(\s*"(?<path>\/[^"\n]{0,200})"/g,
    ],
  },
  {
    // Laravel, Slim, Symfony
    files: /\.php$/,
    routes: [
      new RegExp(
        String.raw`(?:Route::|\$(?:app|router|group|r)->)(?<method>${verbs}) ?\(\s*["'](?<path>\/?[^"'\n]{0,200})["']\s*,`,
        'g',
      ),
      /Route::(?:apiR|r)esource ?\(\s*["'](?<items>[\w/-]{1,100})["']/g,
      /#\[Route ?\(\s*(?:path:\s*)?["'](?<path>\/[^"'\n]{0,200})["']/g,
      // Laravel: `->withRouting(web: …, health: '/up')`
      /\bwithRouting\([^;]{0,600}?\bhealth:\s*["'](?<path>\/[^"'\n]{0,100})["']/g,
    ],
    groups: {
      blocks: [
        new RegExp(
          String.raw`(?:->|::)prefix ?\(\s*["'](?<path>[^"'\n]{1,200})["']\s*\)(?:\s*->\w{1,40}\([^()\n]{0,200}\)){0,5}\s*->group ?\(\s*${phpBody}`,
          'g',
        ),
        new RegExp(
          String.raw`(?:->|::)group ?\(\s*\[[^\]\n]{0,200}["']prefix["']\s*=>\s*["'](?<path>[^"'\n]{1,200})["'][^\]\n]{0,200}\]\s*,\s*${phpBody}`,
          'g',
        ),
        new RegExp(String.raw`->group ?\(\s*["'](?<path>\/[^"'\n]{0,200})["']\s*,\s*${phpBody}`, 'g'),
      ],
    },
  },
  {
    // Sinatra, Rails
    files: /\.rb$/,
    routes: [
      /^[ \t]*(?<method>get|post|put|patch|delete)[ (]["'](?<path>\/?[\w/:{}.-]{1,200})["']/gm,
      /^[ \t]*resources[ (]:(?<items>\w{1,80})/gm,
    ],
  },
]
