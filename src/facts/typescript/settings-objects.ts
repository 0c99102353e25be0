import type { At, FieldReadFact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** How far back the object is looked for that a value is in. */
const longestObject = 1500
/** Where the statement begins that a value is in, or what is given to something. */
const ends = /^(?:;|=|return|export|const|let|var|default)$/
/** What an object of settings is called. */
const holder = /(?:config(?:uration)?|settings|cfg|conf|env|vars|defaults?|exports)$/i

/**
 * Where a value lies in an object of settings, by the members that lead there: `services.user` of
 * `config = { services: { user: getEnv('USER_URL') } }`.
 */
export function memberPath(tokens: readonly CodeToken[], index: number): string | undefined {
  const path: string[] = []
  let depth = 0
  let isNamed = false
  for (let at = index - 1; at >= 0 && at > index - longestObject; at--) {
    const value = tokens[at]?.value ?? ''
    if (/^[)\]}]$/.test(value)) depth++
    else if (depth > 0) {
      if (/^[([{]$/.test(value)) depth--
    } else if (ends.test(value)) {
      if (value === '=' && !holder.test(nameBefore(tokens, at))) return undefined
      break
    } else if (value === ',' || value === '{') {
      const key = isNamed ? undefined : keyAt(tokens, at + 1)
      // A block, or a shorthand: what is before it does not name the value.
      if (!isNamed && key === undefined && value === '{') break
      if (key !== undefined) {
        path.unshift(key)
        isNamed = true
      }
      if (value === '{') isNamed = false
    }
  }
  return path.length > 0 ? path.join('.') : undefined
}

/** What something is given to: `config` of `const config: AppConfig = `. */
function nameBefore(tokens: readonly CodeToken[], equals: number): string {
  const isTyped = tokens[equals - 2]?.value === ':'
  return tokens[equals - (isTyped ? 3 : 1)]?.value ?? ''
}

/** The name of a member that begins here: `user: `, `'user': `. */
function keyAt(tokens: readonly CodeToken[], at: number): string | undefined {
  if (tokens[at + 1]?.value !== ':') return undefined
  const key = tokens[at]
  const name = key?.type === 'IdentifierName' ? key.value : literalOf(key)
  return name !== undefined && /^[\w-]+$/.test(name) ? name : undefined
}

/** What holds settings that a member is taken of, where it is not the environment itself. */
const mentions = mentionsAny([
  ...['config', 'configuration', 'conf', 'settings', 'cfg', 'env', 'vars'].flatMap((word) => [
    `${word}.`,
    `${word}?.`,
    `${word}().`,
    `${word}[`,
  ]),
  ...['const {', 'let {', 'config.get'],
  ...['client', 'service', 'url', 'endpoint', 'proxy', 'request'].flatMap((word) => [`${word}('`, `${word}("`]),
])
/** `config.services.user`, `serverEnv.taskSvc!.host`, `config().redis['url']`, `config.services[name]`. */
const members =
  /(?<!\b(?:process|meta|Bun)\??\.)(?:config(?:uration)?|conf|settings|cfg|env|vars)(?:\(\))?(?:[!?]?\.(\w+)|\['([\w-]+)'\])(?:[!?]?\.(\w+)|[!?]?\.?\[(?:['"]([\w-]+)['"]\])?)?/gi
/** `origin: config.CLIENT_URL`, `` origin: `${this.config.CLIENT_URL}` ``: from where browsers may come. */
const forOrigin = /\borigin['"]?\s*:\s*\[?\s*`?(?:\$\{)?[\w.]{0,40}$/
/** `config.get('services.user')`, `getOrThrow<string>('services.user')`. */
const asked = /\b(?:get|getOrThrow)(?:<[\w.[\]]+>)?\(\s*['"]([\w-]+(?:\.[\w-]+)+)['"]/g
/** `const { services, redis: { url } } = getConfig()` */
const takenApart =
  /\b(?:const|let|var)\s*\{([^;=]{1,400})\}\s*=\s*(?:await\s+)?[\w.]*(?:config(?:uration)?|conf|settings|cfg|env|vars)\b/gi
/** A helper that is told whom it is for: `createServiceClient('user')`, `callService("orders", '/all')`. */
const named =
  /(?:Client|Service|Services|Url|URL|Uri|URI|Endpoint|Proxy|Request)(?:For|Of|To)?\(\s*['"]([\w-]{2,40})['"]\s*[,)]/g

/**
 * Members of objects of settings that code takes, each once: `services.user`; `services` where it is not seen which of
 * its members, or all; `*.user` where a helper is told the name.
 */
export function memberReads(text: string, at: (offset: number) => At): FieldReadFact[] {
  if (!mentions(text)) return []
  const found = new Map<string, number>()
  const add = (path: string, offset: number): void => {
    if (!found.has(path)) found.set(path, offset)
  }
  for (const { 0: whole, index, 1: dotted, 2: keyed, 3: second, 4: key } of text.matchAll(members)) {
    if (forOrigin.test(text.slice(Math.max(0, index - 80), index))) continue
    if (second === undefined && /[(<]/.test(text[index + whole.length] ?? '')) continue
    const path = [dotted ?? keyed, second ?? key].filter((part) => part !== undefined)
    add(path.join('.'), index)
  }
  for (const { index, 1: path = '' } of text.matchAll(asked)) add(path, index)
  for (const { index, 1: list = '' } of text.matchAll(takenApart))
    for (const [name] of list.matchAll(/\w+/g)) add(name, index)
  for (const { index, 1: name = '' } of text.matchAll(named)) add(`*.${name}`, index)
  return [...found].map(([name, offset]) => ({ kind: 'field-read', at: at(offset), name }))
}
