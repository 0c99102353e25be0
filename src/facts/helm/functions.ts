import { posix } from 'node:path'
import { parse, stringify } from 'yaml'
import { collections } from './functions/collections.ts'
import { asEntries, asItems, asNumber, asText, asTimes, isEqual, type TemplateFunction } from './functions/given.ts'
import { kinds } from './functions/kinds.ts'
import { numbers } from './functions/numbers.ts'
import { standIns } from './functions/stand-ins.ts'
import { isTrue } from './values.ts'

const indent = (width: unknown, value: unknown): string => asText(value).replace(/^/gm, ' '.repeat(asTimes(width)))
const yaml = (value: unknown): string => (value === undefined ? '' : stringify(value, { lineWidth: 0 }).trimEnd())
const order = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : asText(a) < asText(b) ? -1 : asText(a) > asText(b) ? 1 : 0

/** What charts use of the functions of Go templates, Sprig and Helm, but for those that take patterns. */
export const functions: Readonly<Record<string, TemplateFunction>> = {
  ...numbers,
  ...collections,
  ...kinds,
  ...standIns,
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
  // Go puts a space where neither of two is a text.
  print: (...given) =>
    given.reduce<string>((all, value, index) => {
      const isApart = index > 0 && typeof value !== 'string' && typeof given[index - 1] !== 'string'
      return `${all}${isApart ? ' ' : ''}${asText(value)}`
    }, ''),
  printf: (format, ...given) => {
    let next = 0
    return asText(format).replace(/%[-+]?\d*(?:\.\d+)?([a-z%])/g, (whole, kind: string) =>
      kind === '%'
        ? '%'
        : kind === 'q'
          ? JSON.stringify(asText(given[next++]))
          : 'svdtf'.includes(kind)
            ? asText(given[next++])
            : whole,
    )
  },
  quote: (...given) => given.map((value) => JSON.stringify(asText(value))).join(' '),
  squote: (...given) => given.map((value) => `'${asText(value)}'`).join(' '),
  cat: (...given) => given.map(asText).join(' '),
  upper: (value) => asText(value).toUpperCase(),
  lower: (value) => asText(value).toLowerCase(),
  title: (value) => asText(value).replace(/\b\w/g, (letter) => letter.toUpperCase()),
  trim: (value) => asText(value).trim(),
  nospace: (value) => asText(value).replace(/\s/g, ''),
  trimSuffix: (suffix, value) =>
    asText(value).endsWith(asText(suffix))
      ? asText(value).slice(0, asText(value).length - asText(suffix).length)
      : asText(value),
  trimPrefix: (prefix, value) =>
    asText(value).startsWith(asText(prefix)) ? asText(value).slice(asText(prefix).length) : asText(value),
  trimAll: (what, value) => asText(value).split(asText(what)).filter(Boolean).join(asText(what)),
  trunc: (length, value) =>
    asNumber(length) < 0 ? asText(value).slice(asNumber(length)) : asText(value).slice(0, asNumber(length)),
  replace: (from, to, value) => asText(value).replaceAll(asText(from), asText(to)),
  regexQuoteMeta: (value) => asText(value).replace(/[\\^$*+?.()|[\]{}]/g, '\\$&'),
  contains: (part, value) => asText(value).includes(asText(part)),
  hasPrefix: (part, value) => asText(value).startsWith(asText(part)),
  hasSuffix: (part, value) => asText(value).endsWith(asText(part)),
  repeat: (count, value) => asText(value).repeat(asTimes(count)),
  splitList: (by, value) => asText(value).split(asText(by)),
  split: (by, value) =>
    Object.fromEntries(
      asText(value)
        .split(asText(by))
        .map((part, index) => [`_${index}`, part]),
    ),
  join: (by, value) => asItems(value).map(asText).join(asText(by)),
  kebabcase: (value) =>
    asText(value)
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .replace(/[_\s]/g, '-')
      .toLowerCase(),
  indent,
  nindent: (width, value) => `\n${indent(width, value)}`,
  toYaml: yaml,
  toJson: (value) => JSON.stringify(value ?? null),
  toRawJson: (value) => JSON.stringify(value ?? null),
  toPrettyJson: (value) => JSON.stringify(value ?? null, null, 2),
  fromJson: (value) => parsed(asText(value)),
  fromYaml: (value) => parsed(asText(value)),
  fromJsonArray: (value) => parsed(asText(value)),
  fromYamlArray: (value) => parsed(asText(value)),
  toString: asText,
  semverCompare: () => true,
  urlParse: (value) => urlParts(asText(value)),
  snakecase: (value) =>
    asText(value)
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .replace(/[-\s]/g, '_')
      .toLowerCase(),
  camelcase: (value) => asText(value).replace(/(?:^|[-_\s]+)(\w)/g, (_, letter: string) => letter.toUpperCase()),
  untitle: (value) => asText(value).replace(/\b\w/g, (letter) => letter.toLowerCase()),
  substr: (start, end, value) => asText(value).slice(asNumber(start), asNumber(end) < 0 ? undefined : asNumber(end)),
  base: (value) => asText(value).replace(/^.*\//, ''),
  dir: (value) => asText(value).replace(/\/[^/]*$/, '') || '.',
  urlquery: (value) => encodeURIComponent(asText(value)),
  println: (...given) => given.map(asText).join(' '),
  trimall: (what, value) => asText(value).split(asText(what)).filter(Boolean).join(asText(what)),
  // Secrets are written so; what may be known of them, whoever reads them decides.
  b64enc: (value) => Buffer.from(asText(value)).toString('base64'),
  b64dec: (value) => Buffer.from(asText(value), 'base64').toString('utf8'),
  toYamlPretty: yaml,
  abbrev: (width, value) => asText(value).slice(0, asTimes(width)),
  swapcase: (value) =>
    asText(value).replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase())),
  initials: (value) => asText(value).replace(/(\S)\S*\s*/g, '$1'),
  plural: (one, many, count) => (asNumber(count) === 1 ? one : many),
  splitn: (by, count, value) => {
    const parts = asText(value).split(asText(by))
    const last = asNumber(count) - 1
    const kept = parts.length > last ? [...parts.slice(0, last), parts.slice(last).join(asText(by))] : parts
    return Object.fromEntries(kept.map((part, index) => [`_${index}`, part]))
  },
  wrap: (_, value) => value,
  ext: (value) => /\.[^./]*$/.exec(asText(value))?.[0] ?? '',
  clean: (value) => posix.normalize(asText(value)),
  isAbs: (value) => asText(value).startsWith('/'),
  osBase: (value) => posix.basename(asText(value)),
  urlJoin: (value) => urlOf(asEntries(value)),
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

function urlOf(parts: Record<string, unknown>): string {
  const [scheme, host, path, query] = ['scheme', 'host', 'path', 'query'].map((part) => asText(parts[part]))
  return `${scheme ? `${scheme}://` : ''}${host}${path}${query ? `?${query}` : ''}`
}
