import { isForBrowsers } from '../code/called.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, SettingReadFact } from '../fact.ts'

/** Methods of a configuration that take a setting by its name. */
const reader = /^Get(?:Value|Section|Required(?:Section|Value)|ConnectionString|RequiredConnectionString)$/
/** Members that hold an address by their name; a class of options is filled from settings of the same names. */
const addressName = /ur[il]|authority|host|addr|endpoint|server|service|api|connection|hc$/i

/** `configuration["Cart:Url"]`, `GetValue<string>("CartUrl")`, `public string CartUrl { get; set; }`: settings by their names. */
export function settingReads(tokens: readonly CodeToken[], at: (offset: number) => At): SettingReadFact[] {
  const read = (name: string, { offset }: CodeToken, taken?: number): SettingReadFact => ({
    kind: 'setting-read',
    at: at(offset),
    name: name.replaceAll(':', '__'),
    ...(taken !== undefined && isForBrowsers(tokens, taken) ? { forBrowsers: true } : {}),
  })
  return tokens.flatMap((token, index): SettingReadFact[] => {
    const text = literalOf(token)
    const before = (distance: number): string => tokens[index - distance]?.value ?? ''
    if (text !== undefined && /^[\w:.-]+$/.test(text)) {
      if (before(1) === '[' && /config|settings|^_?cfg$/i.test(before(2))) return [read(text, token, index - 2)]
      if (before(1) !== '(') return []
      // Aspire's clients take a connection by its name: `builder.AddNpgsqlDbContext<Orders>("ordersdb")`.
      if (isClientOfHost(tokens, index)) return [read(`ConnectionStrings:${text}`, token)]
      // Behind type arguments: `GetValue<string>("CartUrl")`.
      const callee = before(2) === '>' ? before(5) : before(2)
      return reader.test(callee)
        ? [read(/ConnectionString$/.test(callee) ? `ConnectionStrings:${text}` : text, token)]
        : []
    }
    const isMember =
      token.type === 'name' &&
      /^(?:string|Uri|\?)$/.test(before(1)) &&
      addressName.test(token.value) &&
      /^[{,)]$/.test(tokens[index + 1]?.value ?? '')
    return isMember ? [read(token.value, token)] : []
  })
}

/** `$"{configuration["CartUrl"]}/items"`: a setting that is put into a text, where no tokens are made of what is computed. */
const computed = /\{\s*[\w.]*(?:config|settings)\w*[?!]?\[\s*\\?"([\w:.-]+)\\?"\s*\]/gi
/** A member that a browser is told by, up to a text in its list. */
const listed = /(?:redirect|logout|callback|cors|origin)\w*\s*[=:]\s*(?:new\b[^;{=]{0,80})?[[{(]?[^;={}[\]]*$/i
/** How far before such a text the member is looked for. */
const farthest = 200

/** Settings that are taken inside of texts. */
export function computedReads(text: string, at: (offset: number) => At): SettingReadFact[] {
  return [...text.matchAll(computed)].map(({ index, 1: name = '' }): SettingReadFact => {
    const before = text.slice(Math.max(0, index - farthest), index)
    const isListed = listed.test(before.slice(0, before.lastIndexOf('$"')))
    const fact = { kind: 'setting-read', at: at(index), name: name.replaceAll(':', '__') } as const
    return isListed ? { ...fact, forBrowsers: true } : fact
  })
}

/** How many words type arguments may have. */
const longestTypes = 40

function isClientOfHost(tokens: readonly CodeToken[], text: number): boolean {
  const value = (at: number): string => tokens[at]?.value ?? ''
  // `AddKafkaProducer<string, string>("messaging")`
  let callee = text - 2
  if (value(callee) === '>') {
    while (value(callee) !== '<' && callee > text - longestTypes) callee--
    callee--
  }
  // `AddProject<Projects.Orders>("orders")` makes a program of the host, and takes no connection.
  return /^Add(?!Project$)[A-Z]/.test(value(callee)) && value(callee - 1) === '.' && /builder$/i.test(value(callee - 2))
}
