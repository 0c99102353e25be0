import { parseAddress } from '../address/parse-address.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'
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

/** Constants of a module of settings, as Django has them, that hold an address and that the module itself says once. */
export function settingsModule(path: string, tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  if (!/(?:^|\/)settings\.py$/.test(path)) return []
  return tokens.flatMap((token, index): Fact[] => {
    const { type, value: name, offset } = token
    if (type !== 'name' || !/^[A-Z][A-Z0-9_]+$/.test(name) || at(offset).column !== 1) return []
    const text = tokens[index + 1]?.value === '=' ? tokens[index + 2] : undefined
    const written = text?.open ? undefined : literalOf(text)
    const address = written === undefined ? undefined : parseAddress(written)
    const isSaidAgain = tokens.some((each) => each !== token && each.value === name)
    if (text === undefined || address === undefined || isSaidAgain) return []
    return [{ kind: 'address', at: at(text.offset), address, use: 'literal', field: name }]
  })
}
