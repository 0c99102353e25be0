import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, SettingReadFact } from '../fact.ts'

/** Methods of a configuration that take a setting by its name. */
const reader = /^Get(?:Value|Section|Required(?:Section|Value)|ConnectionString|RequiredConnectionString)$/
/** Members that hold an address by their name; a class of options is filled from settings of the same names. */
const addressName = /ur[il]|host|addr|endpoint|server|service|api|connection|hc$/i

/** `configuration["Cart:Url"]`, `GetValue<string>("CartUrl")`, `public string CartUrl { get; set; }`: settings by their names. */
export function settingReads(tokens: readonly CodeToken[], at: (offset: number) => At): SettingReadFact[] {
  const read = (name: string, { offset }: CodeToken): SettingReadFact => ({
    kind: 'setting-read',
    at: at(offset),
    name: name.replaceAll(':', '__'),
  })
  return tokens.flatMap((token, index): SettingReadFact[] => {
    const text = literalOf(token)
    const before = (distance: number): string => tokens[index - distance]?.value ?? ''
    if (text !== undefined && /^[\w:.-]+$/.test(text)) {
      if (before(1) === '[' && /config|settings/i.test(before(2))) return [read(text, token)]
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

function isClientOfHost(tokens: readonly CodeToken[], text: number): boolean {
  const callee = tokens[text - 2]?.value === '>' ? text - 5 : text - 2
  const value = (at: number): string => tokens[at]?.value ?? ''
  return /^Add[A-Z]/.test(value(callee)) && value(callee - 1) === '.' && /builder$/i.test(value(callee - 2))
}
