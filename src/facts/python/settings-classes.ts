import { parseAddress } from '../address/parse-address.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'
import { present } from '../present.ts'

/**
 * Fields of a class that pydantic fills from the environment: each is a variable of its name, in capitals and with the
 * class's `env_prefix`.
 */
export function settingsClasses(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const isFilled = tokens.some(({ value }) => value === 'getenv' || value === 'environ')
  return tokens.flatMap((token, index) => {
    if (token.value === 'BaseSettings' && tokens[index - 1]?.value !== 'import' && tokens[index + 1]?.value !== ',')
      return fieldsOf(tokens, index, at)
    const isClass = isFilled && token.value === 'class' && tokens[index + 1]?.type === 'name'
    return isClass ? defaultsOf(tokens, index + 1, at) : []
  })
}

/**
 * Addresses that fields of a class begin with which fills itself from the environment, by whatever names: `os.getenv` in a
 * method of it. Each is a default of a variable that is called as the field, or ends so.
 */
function defaultsOf(tokens: readonly CodeToken[], name: number, at: (offset: number) => At): Fact[] {
  const body = bodyOf(tokens, name, at)
  const column = at(body[0]?.offset ?? 0).column
  const isFilled = body.some(
    ({ value, offset }, index) =>
      at(offset).column > column && (value === 'getenv' || (value === 'environ' && body[index - 1]?.value === '.')),
  )
  if (!isFilled) return []
  return body.flatMap((field, index): Fact[] => {
    if (field.type !== 'name' || body[index + 1]?.value !== ':' || at(field.offset).column !== column) return []
    const equals = body.findIndex(({ value }, each) => each > index && value === '=')
    const text = equals < 0 || equals > index + 12 ? undefined : body[equals + 1]
    const address = text?.type === 'text' && !text.open ? parseAddress(literalOf(text) ?? '') : undefined
    if (text === undefined || address === undefined) return []
    const setting = field.value.toUpperCase()
    return [{ kind: 'address', at: at(text.offset), address, use: 'default', setting, field: field.value }]
  })
}

function fieldsOf(tokens: readonly CodeToken[], base: number, at: (offset: number) => At): Fact[] {
  const fields = bodyOf(tokens, base, at)
  const column = at(fields[0]?.offset ?? 0).column
  const prefixAt = fields.findIndex(({ value }) => value === 'env_prefix')
  const prefix = literalOf(prefixAt < 0 ? undefined : fields[prefixAt + 2]) ?? ''
  // Fields of classes inside are filled as well: `DB__HOST`.
  const nested = fields.find(({ value }) => value === 'env_nested_delimiter')
  const binding: Fact[] =
    nested === undefined ? [] : [{ kind: 'env-binding', at: at(nested.offset), prefix: prefix.toUpperCase() }]
  const reads = fields.flatMap((field, index): Fact[] => {
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
  return [...binding, ...reads]
}

/** What stands in a class, behind its bases; nothing where it begins no further in than the first column. */
function bodyOf(tokens: readonly CodeToken[], name: number, at: (offset: number) => At): readonly CodeToken[] {
  let start = name + 1
  while (start < tokens.length && tokens[start]?.value !== ':') start++
  const first = tokens[start + 1]
  const column = first === undefined ? 1 : at(first.offset).column
  if (column === 1) return []
  let end = start + 1
  for (let each = tokens[end]; each !== undefined && at(each.offset).column >= column; each = tokens[end]) end++
  return tokens.slice(start + 1, end)
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
