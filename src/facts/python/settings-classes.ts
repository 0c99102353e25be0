import { parseAddress } from '../address/parse-address.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact, FieldReadFact } from '../fact.ts'
import { present } from '../present.ts'

/**
 * Fields of a class that pydantic fills from the environment: each is a variable of its name, in capitals and with the
 * class's `env_prefix`.
 */
export function settingsClasses(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap((token, index) =>
    token.value === 'BaseSettings' && tokens[index - 1]?.value !== 'import' && tokens[index + 1]?.value !== ','
      ? fieldsOf(tokens, index, at)
      : [],
  )
}

function fieldsOf(tokens: readonly CodeToken[], base: number, at: (offset: number) => At): Fact[] {
  const start = tokens.findIndex(({ value }, index) => index > base && value === ':') + 1
  const column = at(tokens[start]?.offset ?? 0).column
  if (start === 0 || column === 1) return []
  const body = tokens.slice(start)
  const length = body.findIndex(({ offset }) => at(offset).column < column)
  const fields = length < 0 ? body : body.slice(0, length)
  const prefixAt = fields.findIndex(({ value }) => value === 'env_prefix')
  const prefix = literalOf(prefixAt < 0 ? undefined : fields[prefixAt + 2]) ?? ''
  return fields.flatMap((field, index): Fact[] => {
    if (field.type !== 'name' || fields[index + 1]?.value !== ':' || at(field.offset).column !== column) return []
    const name = (prefix + field.value).toUpperCase()
    const default_ = defaultOf(fields, index + 2, column, at)
    const fallback = literalOf(default_)
    const read: Fact = { kind: 'env-read', at: at(field.offset), name, field: field.value, ...present({ fallback }) }
    const address = fallback === undefined ? undefined : parseAddress(fallback)
    return address
      ? [
          read,
          {
            kind: 'address',
            at: at(default_?.offset ?? 0),
            address,
            use: 'default',
            setting: name,
            field: field.value,
          },
        ]
      : [read]
  })
}

/** The first text of the same field that stands behind `=`. */
function defaultOf(tokens: readonly CodeToken[], start: number, column: number, at: (offset: number) => At) {
  let isAssigned = false
  for (const token of tokens.slice(start, start + 30)) {
    if (at(token.offset).column === column) return undefined
    if (token.value === '=') isAssigned = true
    if (isAssigned && token.type === 'text') return token
  }
  return undefined
}

/** What a field with an address is called. */
const holdsAddress = /(?:^|_)(?:ur[il]|host(?:name)?|addr(?:ess)?|endpoint|dsn|server|service|api|base)s?$/i
/** `settings.CART_URL`, in texts too (`f"{self.DB_HOST}:5432"`); `getattr(settings, "CART_URL")`. */
const taken = /\.([A-Za-z_]\w*)|\bgetattr\([\w.]*(?:settings|config|cfg)\w*,\s*(?:["'](\w+)["'])?/gi
/** All fields at once are handed on: what becomes of them is not seen. */
const allTaken =
  /(?:settings|config|cfg)\w*(?:\(\))?\.(?:model_dump|dict|__dict__)\b|\b(?:vars|asdict)\([\w.]*(?:settings|config|cfg)/i

/** Fields that are taken by a name that says they hold an address, each once; `*` where that may be any. */
export function fieldReads(text: string, at: (offset: number) => At): FieldReadFact[] {
  const offsets = new Map<string, number>()
  for (const { 0: whole, 1: member, 2: named, index } of text.matchAll(taken)) {
    const name = member ?? named ?? '*'
    if ((member === undefined || holdsAddress.test(member)) && !offsets.has(name))
      offsets.set(name, index + (member === undefined ? whole.length - 1 : 1))
  }
  const all = allTaken.exec(text)
  if (all) offsets.set('*', all.index)
  return [...offsets].map(([name, offset]) => ({ kind: 'field-read', at: at(offset), name }))
}

/** Whether a field is called as those are that are looked for where they are taken. */
export const isAddressField = (name: string): boolean => holdsAddress.test(name)
