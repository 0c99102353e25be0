import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, SettingReadFact } from '../fact.ts'
import { variableOf } from '../spring/placeholder.ts'

/** Annotations whose class a framework fills with all settings of a part. */
const binding = ['ConfigurationProperties', 'ConfigMapping', 'ConfigProperties', 'EachProperty']
/** Annotations and calls that name one setting, or a part of them. */
const naming = [
  ...['ConfigProperty', 'Property', 'getProperty', 'getRequiredProperty', 'getConfig', 'getConfigList', 'getValue'],
  ...['getOptionalValue', 'bind', 'bindOrCreate', 'getString', 'property', 'propertyOrNull', 'config', 'configList'],
]
const [binds, names] = [new Set(binding), new Set(naming)]
/** A name that says it holds an address, wherever it stands: it may be a constant that is looked up elsewhere. */
const addressKey = /^[a-z][\w-]*(?:\.[\w-]+)*\.[\w-]*(?:ur[il]s?|host|endpoint|addr(?:ess)?)$/i
/** How far behind its annotation a name is looked for: `@ConfigProperty(defaultValue = "", name = "orders.url")`. */
const farthest = 12

/** Words of which a file that takes settings by their names says one. */
export const readers: readonly string[] = [
  ...[...binding, 'Property', 'Config', 'bind', 'getString', 'property', 'config'],
  ...['url"', 'uri"', 'urls"', 'host"', 'endpoint"', 'address"'],
]

/**
 * Settings that code takes by their names, other than by a placeholder: `@ConfigurationProperties("shop.stock")`,
 * `environment.getProperty("orders.url")`. A class that is filled without a prefix takes them all: its name is empty.
 */
export function propertyReads(tokens: readonly CodeToken[], at: (offset: number) => At): SettingReadFact[] {
  return tokens.flatMap((token, index): SettingReadFact[] => {
    const key = literalOf(token)
    if (key !== undefined && addressKey.test(key))
      return [{ kind: 'setting-read', at: at(token.offset), name: variableOf(key) }]
    if (token.type !== 'name' || !(binds.has(token.value) || names.has(token.value))) return []
    const isAnnotation = tokens[index - 1]?.value === '@'
    if (binds.has(token.value) && !isAnnotation) return []
    const isOpen = tokens[index + 1]?.value === '('
    const end = tokens.slice(index + 1, index + 1 + farthest).findIndex(({ value }) => value === ')')
    const inside = isOpen ? tokens.slice(index + 2, index + 1 + (end < 0 ? farthest : end)) : []
    const told = inside.flatMap((each) => literalOf(each) ?? []).filter((text) => /^[\w.[\]-]+$/.test(text))
    const taken = isAnnotation ? told : told.slice(0, 1)
    const all = binds.has(token.value) && taken.length === 0 ? [''] : taken
    return all.map((name) => ({ kind: 'setting-read', at: at(token.offset), name: variableOf(name) }))
  })
}
