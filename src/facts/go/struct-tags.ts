import { parseAddress } from '../address/parse-address.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

const variable = /\b(?:(?:env|envconfig|mapstructure)(?:-name)?:"|arg:"(?:[^"]*,)?env:)([A-Z][A-Z0-9_]*)/
/** `envDefault:"…"` in a tag of its own, or behind the name: `env:"PORT, default=8080"`. */
const fallbackOf = /\b(?:envDefault|env-default|default):"([^"]*)"|\benv:"[^"]*?,\s*default=([^"]*)"/

/**
 * What the variables of a struct inside begin with: `envPrefix:"DB_"`, `env-prefix:"DB_"`, and as go-flags joins them
 * `env-namespace:"DB"`; in a word of the same tag, `env:", prefix=DB_"`.
 */
const variablePrefix =
  /\b(?:envPrefix|env-prefix):"([A-Z][A-Z0-9_]*)"|\benv-namespace:"([A-Z][A-Z0-9_]*)"|\benv:"(?:[^"]*,)?\s*prefix=([A-Z][A-Z0-9_]*)/

/** Keys of files of settings, as viper and koanf fill structs from them. */
const settingsKey = /\b(?:mapstructure|koanf):"([a-z][\w-]*)(?:,[^"]*)?"/

/** Fields that a library fills from the environment: `env:"PORT" envDefault:"8080"`, `envconfig:"PORT" default:"8080"`. */
export function structTags(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap(({ type, value, offset }): Fact[] => {
    const key = type === 'text' ? settingsKey.exec(value)?.[1] : undefined
    const [, attribute, namespace, word] = (type === 'text' && variablePrefix.exec(value)) || []
    const prefix = attribute ?? word ?? (namespace === undefined ? undefined : `${namespace}_`)
    if (prefix !== undefined) return [{ kind: 'env-prefix', at: at(offset), prefix }]
    if (key !== undefined) return [{ kind: 'setting-read', at: at(offset), name: key }]
    const name = type === 'text' ? variable.exec(value)?.[1] : undefined
    if (name === undefined) return []
    const [, ownTag, behindName] = fallbackOf.exec(value) ?? []
    const fallback = ownTag ?? behindName
    const read: Fact = { kind: 'env-read', at: at(offset), name, ...(fallback === undefined ? {} : { fallback }) }
    const address = fallback === undefined ? undefined : parseAddress(fallback)
    return address ? [read, { kind: 'address', at: at(offset), address, use: 'default', setting: name }] : [read]
  })
}
