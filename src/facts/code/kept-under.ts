interface Word {
  readonly value: string
}

/** A name, or the path of a table that says what is behind which. */
const name = /^(?:[A-Za-z_]\w*|\/[\w/:*.-]*)$/
/** How far before its value a constant's name can stand: `const CART: &'static str =`. */
const longestType = 6

/**
 * The constant, variable or member that a value is given to: `const CART = `, `val cart: String = `, `cart := `,
 * `cart: 'http://…'` of an object. An argument that is passed by its name is none.
 */
export function keptUnder(tokens: readonly Word[], index: number): { constant: string; member?: true } | undefined {
  const value = (at: number): string => tokens[at]?.value ?? ''
  const sign = value(index - 1)
  if (!/^(?::?=|:|=>)$/.test(sign)) return undefined
  const at = sign === '=' ? beforeType(tokens, index - 2) : index - 2
  const named = value(at).replace(/^(["'`])(.*)\1$/, '$2')
  if (!name.test(named)) return undefined
  // `client(base="…")`; members of an object stand behind commas as well.
  if (sign === '=') return /^[(,]$/.test(value(at - 1)) ? undefined : { constant: named }
  return sign === ':=' ? { constant: named } : { constant: named, member: true }
}

/** Back over a type that stands between the name and the sign: `: &'static str`, `string`. */
function beforeType(tokens: readonly Word[], end: number): number {
  for (let at = end; at > end - longestType; at--) {
    const value = tokens[at]?.value ?? ''
    if (value === ':') return at - 1
    if (!/^[\w&'<>?]+$/.test(value)) break
  }
  // Go: `const cart string = `.
  return tokens[end]?.value === 'string' && tokens[end - 1]?.value !== 'const' ? end - 1 : end
}
