import { closeOf } from '../code/brackets.ts'
import { isAddressField } from '../code/field-reads.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** What holds settings, whoever fills it. */
const ofSettings = /(?:^|[a-z\d])(?:Conf|Cfg|Config|Configuration|Settings|Env|Environment|Options|Args|Opts)$/
/** `Environment::with_prefix("APP")` of config, `Env::prefixed("APP_")` of figment, `envy::prefixed("APP_")`. */
const prefixing = /^(?:with_prefix|prefixed|prefix)$/
/** How deep structs stand in one another. */
const deepest = 4

interface Field {
  readonly name: string
  readonly type: string
  readonly offset: number
}

/**
 * Fields of settings that hold addresses, by the variables that libraries fill them from (envy, config, figment): of structs inside
 * of others with `_` or `__` between, and behind one word for all. That they are filled from there shows only where such a one is set.
 */
export function settingsStructs(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const structs = structsIn(tokens)
  const read = [...structs].flatMap(([name, fields]) =>
    ofSettings.test(name) ? fields.flatMap((field) => readsOf(field, [], structs, at)) : [],
  )
  const prefixes = tokens.flatMap(({ value, offset }, index): Fact[] => {
    const word = prefixing.test(value) && tokens[index + 1]?.value === '(' ? literalOf(tokens[index + 2]) : undefined
    if (word === undefined || !/^\w+$/.test(word)) return []
    const bare = word.replace(/_+$/, '').toUpperCase()
    return ['_', '__'].map((sign) => ({ kind: 'env-prefix', at: at(offset), prefix: `${bare}${sign}` }))
  })
  return [...prefixes, ...read]
}

function readsOf(
  field: Field,
  path: readonly string[],
  structs: ReadonlyMap<string, readonly Field[]>,
  at: (offset: number) => At,
): Fact[] {
  const here = [...path, field.name.toUpperCase()]
  const inner = here.length < deepest ? structs.get(field.type) : undefined
  if (inner !== undefined) return inner.flatMap((each) => readsOf(each, here, structs, at))
  if (!isAddressField(field.name)) return []
  const names = new Set([here.join('_'), here.join('__')])
  return [...names].map((name) => ({ kind: 'env-read', at: at(field.offset), name, onlyNamed: true }))
}

/** The structs of a file, by their names: `struct Settings { pub orders: Orders }`. */
function structsIn(tokens: readonly CodeToken[]): ReadonlyMap<string, readonly Field[]> {
  const structs = new Map<string, Field[]>()
  for (const [index, { type, value }] of tokens.entries()) {
    const [name, open] = [tokens[index + 1], index + 2]
    if (type !== 'name' || value !== 'struct' || name?.type !== 'name' || tokens[open]?.value !== '{') continue
    const close = closeOf(tokens, open)
    const fields: Field[] = []
    for (let place = open + 1; place < close; place++) {
      const [field, sign, kind] = tokens.slice(place, place + 3)
      // What attributes hold is none: `#[serde(rename = "x")]`.
      if (field?.value === '[') place = closeOf(tokens, place)
      else if (field?.type === 'name' && sign?.value === ':' && kind !== undefined)
        fields.push({ name: field.value, type: kind.value, offset: field.offset })
    }
    structs.set(name.value, fields)
  }
  return structs
}
