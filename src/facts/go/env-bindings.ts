import { envBindings } from '../code/env-bindings.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, EnvBindingFact } from '../fact.ts'

const ofLibraries = envBindings([
  // kelseyhightower/envconfig, of whose structs in the same file ./nested-settings.ts tells more; that of sethvargo has a
  // context first, and takes what tags say alone.
  { on: 'envconfig', name: 'Process', prefix: 'first' },
  { on: 'envconfig', name: 'MustProcess', prefix: 'first' },
  // ardanlabs/conf
  { on: 'conf', name: 'Parse', prefix: 'first' },
  // knadh/koanf, with the prefix first, or in its options
  { on: 'env', name: 'Provider', prefix: 'first' },
  { on: 'env', name: 'Opt', prefix: 'none' },
  // peterbourgon/ff
  { on: 'ff', name: 'WithEnvVarPrefix', prefix: 'first' },
  { on: 'ff', name: 'WithEnvVars', prefix: 'none' },
])

/**
 * Variables that libraries of Go take by the names of settings: viper's own with the prefix that the file sets, all of them or
 * those alone that it binds (`viper.BindEnv("redis.addr")`; one that is named besides is read as any other).
 */
export function goEnvBindings(tokens: readonly CodeToken[], at: (offset: number) => At): EnvBindingFact[] {
  const automatic = tokens.findIndex(
    ({ value }, index) =>
      value === 'AutomaticEnv' && tokens[index - 1]?.value === '.' && tokens[index + 1]?.value === '(',
  )
  const place = tokens[automatic]
  const found = ofLibraries(tokens, at)
  const bound = tokens.flatMap((token, index) => {
    const key = token.value === 'BindEnv' && tokens[index + 3]?.value === ')' ? literalOf(tokens[index + 2]) : undefined
    return key === undefined ? [] : [{ offset: token.offset, name: key.replace(/\W/g, '_').toUpperCase() }]
  })
  if (place === undefined && bound.length === 0) return found
  const set = tokens.findIndex(({ value }) => value === 'SetEnvPrefix')
  const said = set < 0 ? '' : (literalOf(tokens[set + 2]) ?? '')
  const prefix = said === '' ? '' : `${said.toUpperCase()}_`
  const binding = (offset: number, name: string): EnvBindingFact => ({
    kind: 'env-binding',
    at: at(offset),
    prefix: `${prefix}${name}`,
  })
  return [
    ...found,
    ...(place === undefined ? bound.map(({ offset, name }) => binding(offset, name)) : [binding(place.offset, '')]),
  ]
}
