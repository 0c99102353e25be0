import { parseAddress } from '../address/parse-address.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

const variable = /\b(?:(?:env|envconfig|mapstructure)(?:-name)?:"|arg:"(?:[^"]*,)?env:)([A-Z][A-Z0-9_]*)/
const fallbackOf = /\b(?:envDefault|env-default|default):"([^"]*)"/

/**
 * What the variables of a struct inside begin with: `envPrefix:"DB_"`, `env-prefix:"DB_"`, and as go-flags joins them
 * `env-namespace:"DB"`.
 */
const variablePrefix = /\b(?:envPrefix|env-prefix):"([A-Z][A-Z0-9_]*)"|\benv-namespace:"([A-Z][A-Z0-9_]*)"/

/** Keys of files of settings, as viper and koanf fill structs from them. */
const settingsKey = /\b(?:mapstructure|koanf):"([a-z][\w-]*)(?:,[^"]*)?"/

/** Fields that a library fills from the environment: `env:"PORT" envDefault:"8080"`, `envconfig:"PORT" default:"8080"`. */
export function structTags(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap(({ type, value, offset }): Fact[] => {
    const key = type === 'text' ? settingsKey.exec(value)?.[1] : undefined
    const [, prefix, namespace] = (type === 'text' && variablePrefix.exec(value)) || []
    if (prefix !== undefined || namespace !== undefined)
      return [{ kind: 'env-prefix', at: at(offset), prefix: prefix ?? `${namespace}_` }]
    if (key !== undefined) return [{ kind: 'setting-read', at: at(offset), name: key }]
    const name = type === 'text' ? variable.exec(value)?.[1] : undefined
    if (name === undefined) return []
    const fallback = fallbackOf.exec(value)?.[1]
    const read: Fact = { kind: 'env-read', at: at(offset), name, ...(fallback === undefined ? {} : { fallback }) }
    const address = fallback === undefined ? undefined : parseAddress(fallback)
    return address ? [read, { kind: 'address', at: at(offset), address, use: 'default', setting: name }] : [read]
  })
}
