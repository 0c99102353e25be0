import { parse, stringify } from 'yaml'
import { isPlainMap } from '../../yaml/loose.ts'
import { hidden } from '../secrets/masked.ts'
import { isTrue, merged, shown } from './values.ts'

type TemplateFunction = (...given: unknown[]) => unknown

const text = (value: unknown): string => shown(value)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const map = (value: unknown): Record<string, unknown> => (isPlainMap(value) ? { ...value } : {})
const number = (value: unknown): number => Math.trunc(Number(value)) || 0
/** How often something is done, which no chart does as often as this. */
const times = (value: unknown): number => {
  const count = Math.max(0, number(value))
  if (count > 100_000) throw new Error(`${count} times is too often`)
  return count
}
const indent = (width: unknown, value: unknown): string => text(value).replace(/^/gm, ' '.repeat(times(width)))
const yaml = (value: unknown): string => (value === undefined ? '' : stringify(value, { lineWidth: 0 }).trimEnd())
const order = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0
const isEqual = (a: unknown, b: unknown): boolean =>
  typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : text(a) === text(b)

/** What charts use of the functions of Go templates, Sprig and Helm. What depends on chance or on a cluster is left empty. */
export const functions: Readonly<Record<string, TemplateFunction>> = {
  and: (...given) => given.find((value) => !isTrue(value)) ?? given.at(-1),
  or: (...given) => given.find(isTrue) ?? given.at(-1),
  not: (value) => !isTrue(value),
  eq: (value, ...others) => others.some((other) => isEqual(value, other)),
  ne: (a, b) => !isEqual(a, b),
  lt: (a, b) => order(a, b) < 0,
  le: (a, b) => order(a, b) <= 0,
  gt: (a, b) => order(a, b) > 0,
  ge: (a, b) => order(a, b) >= 0,
  empty: (value) => !isTrue(value),
  default: (fallback, value) => (isTrue(value) ? value : fallback),
  coalesce: (...given) => given.find(isTrue),
  ternary: (yes, no, test) => (isTrue(test) ? yes : no),
  required: (_, value) => value,
  fail: (why) => {
    throw new Error(text(why))
  },
  // Go puts a space where neither of two is a text.
  print: (...given) =>
    given.reduce<string>((all, value, index) => {
      const isApart = index > 0 && typeof value !== 'string' && typeof given[index - 1] !== 'string'
      return `${all}${isApart ? ' ' : ''}${text(value)}`
    }, ''),
  printf: (format, ...given) => {
    let next = 0
    return text(format).replace(/%[-+]?\d*(?:\.\d+)?([a-z%])/g, (whole, kind: string) =>
      kind === '%'
        ? '%'
        : kind === 'q'
          ? JSON.stringify(text(given[next++]))
          : 'svdtf'.includes(kind)
            ? text(given[next++])
            : whole,
    )
  },
  quote: (...given) => given.map((value) => JSON.stringify(text(value))).join(' '),
  squote: (...given) => given.map((value) => `'${text(value)}'`).join(' '),
  cat: (...given) => given.map(text).join(' '),
  upper: (value) => text(value).toUpperCase(),
  lower: (value) => text(value).toLowerCase(),
  title: (value) => text(value).replace(/\b\w/g, (letter) => letter.toUpperCase()),
  trim: (value) => text(value).trim(),
  nospace: (value) => text(value).replace(/\s/g, ''),
  trimSuffix: (suffix, value) =>
    text(value).endsWith(text(suffix)) ? text(value).slice(0, text(value).length - text(suffix).length) : text(value),
  trimPrefix: (prefix, value) =>
    text(value).startsWith(text(prefix)) ? text(value).slice(text(prefix).length) : text(value),
  trimAll: (what, value) => text(value).split(text(what)).filter(Boolean).join(text(what)),
  trunc: (length, value) =>
    number(length) < 0 ? text(value).slice(number(length)) : text(value).slice(0, number(length)),
  replace: (from, to, value) => text(value).replaceAll(text(from), text(to)),
  regexReplaceAll: (pattern, value, to) =>
    text(value).replace(new RegExp(text(pattern), 'g'), text(to).replace(/\$\{(\d)\}/g, '$$$1')),
  regexReplaceAllLiteral: (pattern, value, to) => text(value).replace(new RegExp(text(pattern), 'g'), () => text(to)),
  regexMatch: (pattern, value) => new RegExp(text(pattern)).test(text(value)),
  contains: (part, value) => text(value).includes(text(part)),
  hasPrefix: (part, value) => text(value).startsWith(text(part)),
  hasSuffix: (part, value) => text(value).endsWith(text(part)),
  repeat: (count, value) => text(value).repeat(times(count)),
  splitList: (by, value) => text(value).split(text(by)),
  split: (by, value) =>
    Object.fromEntries(
      text(value)
        .split(text(by))
        .map((part, index) => [`_${index}`, part]),
    ),
  join: (by, value) => list(value).map(text).join(text(by)),
  kebabcase: (value) =>
    text(value)
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .replace(/[_\s]/g, '-')
      .toLowerCase(),
  indent,
  nindent: (width, value) => `\n${indent(width, value)}`,
  toYaml: yaml,
  toJson: (value) => JSON.stringify(value ?? null),
  toRawJson: (value) => JSON.stringify(value ?? null),
  toPrettyJson: (value) => JSON.stringify(value ?? null, null, 2),
  fromJson: (value) => parsed(text(value)),
  fromYaml: (value) => parsed(text(value)),
  fromJsonArray: (value) => parsed(text(value)),
  fromYamlArray: (value) => parsed(text(value)),
  toString: text,
  int: number,
  int64: number,
  float64: Number,
  add: (...given) => given.reduce<number>((sum, value) => sum + number(value), 0),
  add1: (value) => number(value) + 1,
  sub: (a, b) => number(a) - number(b),
  mul: (...given) => given.reduce<number>((product, value) => product * number(value), 1),
  addf: (...given) => given.reduce<number>((sum, each) => sum + Number(each), 0),
  subf: (first, ...others) => others.reduce<number>((rest, each) => rest - Number(each), Number(first)),
  mulf: (...given) => given.reduce<number>((product, each) => product * Number(each), 1),
  divf: (first, ...others) => others.reduce<number>((rest, each) => rest / (Number(each) || 1), Number(first)),
  div: (a, b) => Math.trunc(number(a) / (number(b) || 1)),
  mod: (a, b) => number(a) % (number(b) || 1),
  max: (...given) => Math.max(...given.map(number)),
  min: (...given) => Math.min(...given.map(number)),
  len: (value) =>
    isPlainMap(value) ? Object.keys(value).length : typeof value === 'string' ? value.length : list(value).length,
  list: (...given) => given,
  tuple: (...given) => given,
  first: (value) => list(value)[0],
  last: (value) => list(value).at(-1),
  rest: (value) => list(value).slice(1),
  initial: (value) => list(value).slice(0, -1),
  append: (value, item) => [...list(value), item],
  concat: (...given) => given.flatMap(list),
  uniq: (value) => [...new Set(list(value))],
  compact: (value) => list(value).filter(isTrue),
  has: (item, value) => list(value).some((each) => isEqual(each, item)),
  without: (value, ...items) => list(value).filter((each) => !items.some((item) => isEqual(each, item))),
  sortAlpha: (value) => list(value).map(text).sort(),
  until: (count) => Array.from({ length: times(count) }, (_, index) => index),
  dict: (...given) =>
    Object.fromEntries(given.flatMap((key, index) => (index % 2 === 0 ? [[text(key), given[index + 1]]] : []))),
  get: (value, key) => map(value)[text(key)] ?? '',
  set: (value, key, item) => (isPlainMap(value) ? Object.assign(value, { [text(key)]: item }) : value),
  hasKey: (value, key) => text(key) in map(value),
  keys: (...given) => given.flatMap((value) => Object.keys(map(value))),
  values: (value) => Object.values(map(value)),
  pick: (value, ...names) => Object.fromEntries(Object.entries(map(value)).filter(([key]) => names.includes(key))),
  omit: (value, ...names) => Object.fromEntries(Object.entries(map(value)).filter(([key]) => !names.includes(key))),
  pluck: (key, ...maps) => maps.flatMap((value) => (text(key) in map(value) ? [map(value)[text(key)]] : [])),
  dig: (...given) => {
    const [steps, fallback, value] = [given.slice(0, -2), given.at(-2), given.at(-1)]
    return steps.reduce((found, step) => map(found)[text(step)], value) ?? fallback
  },
  index: (value, ...steps) =>
    steps.reduce((found, step) => (Array.isArray(found) ? found[number(step)] : map(found)[text(step)]), value),
  merge: (...given) => merged(...given.toReversed()),
  mergeOverwrite: (...given) => merged(...given),
  deepCopy: (value) => structuredClone(value),
  kindIs: (kind, value) => kindOf(value) === kind,
  kindOf: (value) => kindOf(value),
  typeOf: (value) => kindOf(value),
  typeIs: (kind, value) => kindOf(value) === kind,
  semverCompare: () => true,
  // Secrets are written so; what may be known of them, whoever reads them decides.
  b64enc: (value) => Buffer.from(text(value)).toString('base64'),
  b64dec: (value) => Buffer.from(text(value), 'base64').toString('utf8'),
  sha256sum: () => 'sum',
  randAlphaNum: () => 'chance',
  randAlpha: () => 'chance',
  uuidv4: () => 'chance',
  urlParse: (value) => urlParts(text(value)),
  genCA: () => ({ Cert: '', Key: '' }),
  htpasswd: () => hidden,
  now: () => '',
  date: () => '',
  unixEpoch: () => '0',
  ago: () => '',
  dateInZone: () => '',
  date_in_zone: () => '',
  htmlDate: () => '',
  toDate: () => '',
  dateModify: () => '',
  duration: () => '',
  randNumeric: () => '0',
  randAscii: () => 'chance',
  randInt: () => 0,
  bcrypt: () => hidden,
  derivePassword: () => hidden,
  genPrivateKey: () => '',
  genSelfSignedCert: () => ({ Cert: '', Key: '' }),
  genSignedCert: () => ({ Cert: '', Key: '' }),
  sha1sum: () => 'sum',
  adler32sum: () => 'sum',
  atoi: number,
  floor: (value) => Math.floor(Number(value)),
  ceil: (value) => Math.ceil(Number(value)),
  round: (value, places) => Number(Number(value).toFixed(number(places))),
  untilStep: (start, stop, step) => {
    const count = times(Math.ceil((number(stop) - number(start)) / (number(step) || 1)))
    return Array.from({ length: count }, (_, index) => number(start) + index * number(step))
  },
  snakecase: (value) =>
    text(value)
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .replace(/[-\s]/g, '_')
      .toLowerCase(),
  camelcase: (value) => text(value).replace(/(?:^|[-_\s]+)(\w)/g, (_, letter: string) => letter.toUpperCase()),
  untitle: (value) => text(value).replace(/\b\w/g, (letter) => letter.toLowerCase()),
  substr: (start, end, value) => text(value).slice(number(start), number(end) < 0 ? undefined : number(end)),
  regexFind: (pattern, value) => new RegExp(text(pattern)).exec(text(value))?.[0] ?? '',
  regexSplit: (pattern, value) => text(value).split(new RegExp(text(pattern))),
  reverse: (value) => list(value).toReversed(),
  prepend: (value, item) => [item, ...list(value)],
  slice: (value, start, end) => list(value).slice(number(start), end === undefined ? undefined : number(end)),
  toStrings: (value) => list(value).map(text),
  any: (...given) => given.some(isTrue),
  all: (...given) => given.every(isTrue),
  unset: (value, key) => Object.fromEntries(Object.entries(map(value)).filter(([name]) => name !== text(key))),
  base: (value) => text(value).replace(/^.*\//, ''),
  dir: (value) => text(value).replace(/\/[^/]*$/, '') || '.',
  urlquery: (value) => encodeURIComponent(text(value)),
  println: (...given) => given.map(text).join(' '),
  trimall: (what, value) => text(value).split(text(what)).filter(Boolean).join(text(what)),
  lookup: () => ({}),
  method: () => '',
}

function urlParts(value: string): Record<string, unknown> {
  const [, scheme = '', host = '', path = '', query = ''] =
    /^(?:([\w+.-]+):\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/.exec(value) ?? []
  return { scheme, host, hostname: host.replace(/:\d+$/, ''), path, query }
}

/** YAML is JSON as well. */
function parsed(value: string): unknown {
  try {
    return parse(value, { logLevel: 'error' })
  } catch {
    return {}
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'slice'
  if (isPlainMap(value)) return 'map'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64'
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'invalid'
}
