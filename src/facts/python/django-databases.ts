import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { AddressFact, At } from '../fact.ts'
import { present } from '../present.ts'

const engine = /^django\.(?:db|contrib\.gis\.db)\.backends\.(postgresql|postgis|mysql)/

/** `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "db", "NAME": "shop"}}`, all in words. */
export function djangoDatabases(tokens: readonly CodeToken[], at: (offset: number) => At): AddressFact[] {
  return tokens.flatMap((token, index): AddressFact[] => {
    if (token.type !== 'text' || literalOf(token) !== 'ENGINE' || tokens[index + 1]?.value !== ':') return []
    const [, backend] = engine.exec(literalOf(tokens[index + 2]) ?? '') ?? []
    const open = openBefore(tokens, index)
    if (backend === undefined || open < 0) return []
    const written = new Map(
      parted(inside(tokens, open)).flatMap(([key, sign, value, more]) => {
        const name = literalOf(key)
        return name !== undefined && sign?.value === ':' && value && more === undefined ? [[name, value] as const] : []
      }),
    )
    const place = written.get('HOST')
    const [host, path, user] = ['HOST', 'NAME', 'USER'].map((key) => literalOf(written.get(key)))
    if (place === undefined || host === undefined || !/^[a-z\d][\w.-]*$/i.test(host)) return []
    const scheme = backend === 'mysql' ? 'mysql' : 'postgres'
    const shown = `${scheme}://${host}${path === undefined ? '' : `/${path}`}`
    return [
      {
        kind: 'address',
        at: at(place.offset),
        address: { scheme, host, ...present({ path, user }), shown },
        use: 'literal',
      },
    ]
  })
}

/** The bracket that a place stands in, whatever is opened and closed before it. */
function openBefore(tokens: readonly CodeToken[], index: number): number {
  let depth = 0
  for (let each = index - 1; each >= 0; each--) {
    const value = tokens[each]?.type === 'text' ? '' : (tokens[each]?.value ?? '')
    if (/^[)\]}]$/.test(value)) depth++
    if (/^[([{]$/.test(value) && depth-- === 0) return each
  }
  return -1
}
