type Entry = Record<string, unknown>

/** Words whose values never reach a log, at the top of an entry and one level down. */
const secretWords = ['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token', 'apiKey', 'x-api-key']

const redacted = '[redacted]'
const isSecret = new Set(secretWords)

/** For pino's `serializers`: cuts secrets out at the top of an entry. Its own `redact` costs more than all else of a line. */
export const secretSerializers: Readonly<Record<string, () => string>> = Object.fromEntries(
  secretWords.map((word) => [word, () => redacted]),
)

/** For pino's `formatters.log`: the entry, or a copy of it where an object in it holds secrets. */
export function withoutNestedSecrets(entry: Entry): Entry {
  return replaced(entry, (_name, value) => (isPlain(value) ? withoutSecrets(value) : value))
}

/** The object, or a copy without the secrets that it holds. */
export function withoutSecrets(entry: Entry): Entry {
  return replaced(entry, (name, value) => (isSecret.has(name) ? redacted : value))
}

function replaced(entry: Entry, replace: (name: string, value: unknown) => unknown): Entry {
  let copy: Entry | undefined
  for (const name of Object.keys(entry)) {
    const value = replace(name, entry[name])
    if (value === entry[name]) continue
    copy ??= { ...entry }
    copy[name] = value
  }
  return copy ?? entry
}

/** Errors, dates and other instances of classes are left as they are. */
function isPlain(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
