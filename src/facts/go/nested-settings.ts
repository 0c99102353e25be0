import { parseAddress } from '../address/parse-address.ts'
import { closeOf } from '../code/brackets.ts'
import { isAddressField } from '../code/field-reads.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** Calls that fill a struct from variables which all begin with one word, by the package and its functions. */
const fillers: Readonly<Record<string, RegExp>> = {
  // https://pkg.go.dev/github.com/ardanlabs/conf: `Auth struct { APIHost string }` is `SALES_AUTH_API_HOST`.
  conf: /^(?:Parse|ParseWithTags)$/,
  // https://pkg.go.dev/github.com/kelseyhightower/envconfig: `SALES_AUTH_APIHOST`, unless `split_words` parts it.
  envconfig: /^(?:Process|MustProcess)$/,
}

/** What a field is called instead, and what it is where no variable fills it; `conf` has both in one tag. */
const named = /\b(?:envconfig:"|conf:"(?:[^"]*,)?env:)([A-Za-z]\w*)/
const fallbackOf = /\bconf:"(?:[^"]*,)?default:([^",]*)|\bdefault:"([^"]*)"/
const left = /\b(?:envconfig|conf):"-|\bignored:"true"/

/**
 * Variables that a library fills a struct from by the names of its fields, and of the structs that they stand in, behind one
 * word for all: `conf.Parse("SALES", &cfg)` with `Auth struct { Host string }` reads `SALES_AUTH_HOST`. The struct stands in the
 * same file; the word counts for all that is read elsewhere in the program.
 */
export function nestedSettings(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const filled = filledByCall(tokens, at)
  return filled.length > 0 ? filled : namedFields(tokens, at)
}

/** What holds settings, whoever fills it. */
const ofSettings =
  /(?:^|[a-z\d])(?:Conf|Cfg|Config|Configuration|Settings|Env|Environment|Options)$|^(?:conf|cfg|config|settings|env)$/

/**
 * Fields of settings that hold addresses, by the variables that loaders fill them from when nothing says otherwise: `UserServiceAddr` of
 * `type Config struct` is called as `USER_SERVICE_ADDR`. That it is filled from there shows only where that variable is set.
 */
function namedFields(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap(({ value }, index): Fact[] => {
    const name = tokens[index - 1]?.value ?? ''
    if (value !== 'struct' || tokens[index - 2]?.value !== 'type' || !ofSettings.test(name)) return []
    return fieldsIn(tokens, index + 1, at, true).flatMap(({ path, field, offset }): Fact[] =>
      isAddressField(field) ? [{ kind: 'env-read', at: at(offset), name: path, onlyNamed: true, field }] : [],
    )
  })
}

function filledByCall(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const call = tokens.findIndex(
    ({ value }, index) =>
      tokens[index + 1]?.value === '.' &&
      Object.hasOwn(fillers, value) &&
      fillers[value]?.test(tokens[index + 2]?.value ?? '') &&
      tokens[index + 3]?.value === '(',
  )
  const filler = tokens[call]
  if (filler === undefined) return []
  const word = literalOf(tokens[call + 4]) ?? constant(tokens, tokens[call + 4]?.value)
  if (word === undefined || !/^\w*$/.test(word)) return []
  const prefix = word === '' ? '' : `${word.toUpperCase()}_`
  const parts = filler.value === 'conf'
  const found = tokens.flatMap((token, index) =>
    token.value === 'struct' && tokens[index + 1]?.value === '{' && !isInside(tokens, index)
      ? fieldsIn(tokens, index + 1, at, parts)
      : [],
  )
  return [
    ...(prefix === '' ? [] : [{ kind: 'env-prefix' as const, at: at(filler.offset), prefix }]),
    ...found.flatMap(({ path, fallback, offset }): Fact[] => {
      const name = `${prefix}${path}`
      const read: Fact = { kind: 'env-read', at: at(offset), name, ...(fallback === undefined ? {} : { fallback }) }
      const address = fallback === undefined ? undefined : parseAddress(fallback)
      return address ? [read, { kind: 'address', at: at(offset), address, use: 'default', setting: name }] : [read]
    }),
  ]
}

/** A constant or variable of this file that holds a text: `const prefix = "SALES"`. */
function constant(tokens: readonly CodeToken[], name: string | undefined): string | undefined {
  const index = tokens.findIndex(
    ({ value }, place) =>
      value === name && /^:?=$/.test(tokens[place + 1]?.value ?? '') && tokens[place + 2]?.type === 'text',
  )
  return index < 0 ? undefined : literalOf(tokens[index + 2])
}

/** Whether a struct is the type of a field of another one: a name stands before it on its line, and no sign. */
const isInside = (tokens: readonly CodeToken[], index: number): boolean =>
  tokens[index - 1]?.type === 'name' && !/^(?:type|var)$/.test(tokens[index - 2]?.value ?? '')

interface Field {
  readonly path: string
  readonly field: string
  readonly fallback?: string
  readonly offset: number
}

/** The fields of a struct and of those in it; each stands on a line of its own. */
function fieldsIn(tokens: readonly CodeToken[], open: number, at: (offset: number) => At, parts: boolean): Field[] {
  const fields: Field[] = []
  const around: { readonly path: string; readonly end: number }[] = []
  const close = closeOf(tokens, open)
  let line = 0
  for (let index = open + 1; index < close; index++) {
    const [token, next] = [tokens[index], tokens[index + 1]]
    if (token === undefined || next === undefined) break
    while (around.length > 0 && index > (around.at(-1)?.end ?? 0)) around.pop()
    const own = at(token.offset).line
    if (own === line || token.type !== 'name') continue
    line = own
    // What stands alone is another struct, whose fields are these.
    if (next.value === '.' || at(next.offset).line !== own) continue
    const path = (name: string): string => [...around.map((each) => each.path), name].join('_')
    if (next.value === 'struct' && tokens[index + 2]?.value === '{') {
      around.push({ path: nameOf(token.value, parts), end: closeOf(tokens, index + 2) })
      continue
    }
    const tag = tagBehind(tokens, index, own, at)
    if (left.test(tag)) continue
    const splits = parts || /\bsplit_words:"true"/.test(tag)
    const given = named.exec(tag)?.[1]?.toUpperCase()
    const [, inTag, apart] = fallbackOf.exec(tag) ?? []
    const fallback = inTag ?? apart
    fields.push({
      field: token.value,
      path: path(given ?? nameOf(token.value, splits)),
      offset: token.offset,
      ...(fallback === undefined ? {} : { fallback }),
    })
  }
  return fields
}

/** The tag that ends the line of a field. */
function tagBehind(tokens: readonly CodeToken[], index: number, line: number, at: (offset: number) => At): string {
  for (let place = index + 1; place < index + 12; place++) {
    const token = tokens[place]
    if (token === undefined || at(token.offset).line !== line) return ''
    if (token.type === 'text') return token.value
  }
  return ''
}

/** `APIHost` as `API_HOST`, or as `APIHOST`. */
const nameOf = (name: string, parts: boolean): string =>
  (parts
    ? name.replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, (_, small, large, before) =>
        before === undefined ? `${small}_${large}` : `${before}_`,
      )
    : name
  ).toUpperCase()
