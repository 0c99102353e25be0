import { mentionsAny } from '../reading/glance.ts'
import { listedRoutes } from './listed.ts'
import type { WrittenRoute } from './served.ts'

/** Something computed, as languages put it into a text. */
const computed = String.raw`(?:\$?\{[^{}\n"'\x60]{0,80}\}|#\{[^{}\n"'\x60]{1,80}\}|\$\w{1,60}|%[svd])`
/** A text that begins with something computed, the address, and goes on with a path. */
const templates = new RegExp(
  String.raw`(["'\x60])(?:https?:\/\/)?${computed}(?::(?:${computed}|\d{2,5}))?(?<path>\/[^"'\x60\n]{1,200})\1`,
  'g',
)
/** A path that is added to what is before it; what follows is added to the path. */
const additions =
  /\+\s*(["'`])(?<path>\/?[A-Za-z{][^"'`\n]{0,200})\1(?<rest>(?:\s*\+\s*(?:"[^"\n]{0,100}"|'[^'\n]{0,100}'|[\w.()[\]]{1,60})){0,6})/g
/** What stands before a path that is added to it: a name for an address, or a call that gives one. */
const isAddress =
  /(?:ur[il]|base|host|endpoint|addr(?:ess)?|server|service|domain|api|gateway|backend)s?(?:\(\))?['"]?\]?$/i
const isWholeAddress = /(?:ur[il]|base|endpoint|api)s?(?:\(\))?['"]?\]?$/i
/** Names of where pages are that people are sent to, as by a link in a mail: `${FRONTEND_URL}/reset-password`. */
const ofPages =
  /front_?end|origin|redirect|callback|(?<![a-z])(?:client|site|web|public|app|ui)_?(?:base_?)?(?:ur[il]|host|domain)(?![a-z])/i

/** Clients that have been told an address once, and are given paths. */
const clients =
  /\b(?:getForObject|getForEntity|postFor(?:Object|Entity|Location)|patchForObject|exchange|uri|(?:Get|Post|Put|Delete|Patch)\w{0,30}Async(?:<[^()\n]{0,80}>)?) ?\(\s*\$?@?"(?<path>\/?[A-Za-z{][^"\n]{0,200})"/g
const scriptClients =
  /(?:\b(?:axios|client|api|instance)|Client|Axios|Api)\.(?:get|post|put|patch|delete)(?:<[^()\n]{0,80}>)?\(\s*(["'`])(?<path>\/[^"'`\n]{1,200})\1/g

/** Objects that tell whoever sends the request what to ask for: `axios({ method: 'post', url: '/orders' })`. */
const askedObjects = /\burl\s*:\s*(["'`])(?<path>\/[^"'`\n]{1,200})\1/g
const methodBefore = /\bmethod\s*:\s*["'`](GET|POST|PUT|PATCH|DELETE)["'`]\s*,\s*(?:\w+\s*:[^,{}]{0,60},\s*)?$/i
const methodBehind = /^\s*,\s*(?:\w+\s*:[^,{}]{0,60},\s*)?method\s*:\s*["'`](?:GET|POST|PUT|PATCH|DELETE)["'`]/i
/** The same of what answers there, for real or in its place. */
const answersThere = /\b(?:handler|response|preHandler|config|schema|statusCode)\b\s*[:(,]/
const definesRoute = /\b(?:route|inject|mock\w*)\s*\(\s*[^;]{0,60}$/i

/** What stands before a path that is served and begins with a part of the path itself: `[Route("{id}/items")]`. */
const serves =
  /(?:[@[]\w{1,40}|\bMap(?:Get|Post|Put|Delete|Patch|Group|Methods)) ?\(\s*(?:(?:value|path|template)\s*[=:]\s*)?\{?\s*$/

const before =
  /(?:\.|\b)(get|post|put|patch|delete)\w{0,30}(?:<[^()\n]{0,80}>)?\(\s*(?:[\w.]{1,60}\s*[(+]?\s*)?[$@]{0,2}$/i
const named = /["'](GET|POST|PUT|PATCH|DELETE)["']\s*,\s*(?:[\w.]{1,60}\s*[(+]?\s*)?$/
const behind = /^[^;]{0,80}?\bmethod\s*[:=]\s*["'](GET|POST|PUT|PATCH|DELETE)["']/i

/** Words without which there is no call of such a client. */
const mentionsClient = mentionsAny([
  'getForObject(',
  'getForEntity(',
  'postFor',
  'patchForObject(',
  'exchange(',
  'uri(',
  'Async(',
  'Async<',
])
const mentionsUrl = mentionsAny(['url:', 'url :'])
const mentionsScriptClient = mentionsAny(['axios.', 'client.', 'api.', 'instance.'])

/** Paths that code of any language asks for, where the address is computed. */
export function calledRoutes(path: string, text: string): WrittenRoute[] {
  const isScript = /\.[cm]?[jt]sx?$/.test(path)
  const mayCall = isScript ? mentionsScriptClient(text) : mentionsClient(text)
  const relative = mayCall ? text.matchAll(isScript ? scriptClients : clients) : []
  const asked = [...text.matchAll(templates)].filter(({ 0: whole, index, groups }) => {
    const base = whole.slice(0, whole.length - (groups?.['path'] ?? '').length)
    const lead = text.slice(Math.max(index - 60, 0), index)
    return !serves.test(lead) && !ofPages.test(base) && !/redirect_?ur[il]|callback_?url/i.test(lead)
  })
  const objects = isScript && mentionsUrl(text) ? [...text.matchAll(askedObjects)].filter(isAsked(text)) : []
  const found = [...asked, ...relative, ...objects].map((match) => ({ match, rest: '' }))
  for (const match of text.matchAll(additions)) {
    const base = text.slice(Math.max(match.index - 60, 0), match.index).trimEnd()
    const isMeant = match.groups?.['path']?.startsWith('/') ? isAddress : isWholeAddress
    if (isMeant.test(base) && !ofPages.test(/[\w.()[\]'"]*$/.exec(base)?.[0] ?? ''))
      found.push({ match, rest: match.groups?.['rest'] ?? '' })
  }
  const written = found.map(({ match, rest }): WrittenRoute => {
    const method = methodAt(text, match.index + match[0].search(/["'`]/), match.index + match[0].length)
    const wanted = (match.groups?.['path'] ?? '') + added(rest)
    return { offset: match.index, path: wanted, ...(method === undefined ? {} : { method }) }
  })
  return isScript ? [...written, ...listedRoutes(text)] : written
}

/** Whether an object with a path has a method beside it, and nothing that answers. */
const isAsked =
  (text: string) =>
  ({ 0: whole, index }: RegExpExecArray): boolean => {
    const lead = text.slice(Math.max(index - 120, 0), index)
    const tail = text.slice(index + whole.length, index + whole.length + 200)
    const own = tail.split('}', 1)[0] ?? ''
    return (methodBefore.test(lead) || methodBehind.test(tail)) && !answersThere.test(own) && !definesRoute.test(lead)
  }

/** `+ id + '/items'` adds `{}/items`. */
const added = (rest: string): string =>
  rest
    .split('+')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => /^["'](.*)["']$/.exec(part)?.[1] ?? '{}')
    .join('')

function methodAt(text: string, start: number, end: number): string | undefined {
  const lead = text.slice(Math.max(start - 140, 0), start)
  const tail = text.slice(end, end + 120)
  return (
    named.exec(lead)?.[1] ??
    before.exec(lead)?.[1] ??
    methodBefore.exec(lead.replace(/url\s*:\s*$/, ''))?.[1] ??
    behind.exec(tail)?.[1]
  )?.toUpperCase()
}
