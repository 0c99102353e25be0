type Word = { readonly value: string; readonly type?: string }

/** How many words of a block or an expression are looked back over, and how many of a condition. */
const farthest = 40
const longestCondition = 30

/**
 * Tells of an address at an index whether something else may stand for it: the field that it is kept under (`constant`) is
 * given another value in the same file, as by who makes a client (`this.basePath = config?.basePath || this.basePath`) or by a
 * setter; or it is taken only where a page itself comes from a certain place (`if (location.port === '3000')`).
 */
export function changing(tokens: readonly Word[]): (index: number, constant: string | undefined) => boolean {
  let given: ReadonlySet<string> | undefined
  return (index, constant) => {
    if (constant === undefined) return dependsOnPlace(tokens, index)
    given ??= givenFields(tokens)
    return given.has(constant) || dependsOnPlace(tokens, index)
  }
}

/** Fields that are given what something else holds: `this.url = options.url`. Another literal is as fixed as the first. */
function givenFields(tokens: readonly Word[]): ReadonlySet<string> {
  const value = (at: number): string => tokens[at]?.value ?? ''
  return new Set(
    tokens.flatMap((token, at) => {
      const isField = value(at - 1) === '.' && /^(?:this|self)$/.test(value(at - 2))
      return isField && value(at + 1) === '=' && /^[A-Za-z_$]/.test(value(at + 2)) ? [token.value] : []
    }),
  )
}

/** Whether the innermost block or choice around the address at an index asks where the page comes from. */
function dependsOnPlace(tokens: readonly Word[], index: number): boolean {
  let depth = 0
  for (let at = index - 1; at >= 0 && at > index - farthest; at--) {
    const value = tokens[at]?.value ?? ''
    if (/^[)\]}]$/.test(value)) depth++
    else if (/^[([{]$/.test(value) && depth-- === 0)
      return value === '{' && tokens[at - 1]?.value === ')' && asksForPlace(tokens, at - 1)
    else if (value === '?' && depth === 0) return asksForPlace(tokens, at)
  }
  return false
}

const asksForPlace = (tokens: readonly Word[], end: number): boolean =>
  tokens.slice(Math.max(end - longestCondition, 0), end).some(({ value }, at, all) => {
    const next = all[at + 2]?.value ?? ''
    return value === 'location' && all[at + 1]?.value === '.' && /^(?:port|host|hostname|origin|href)$/.test(next)
  })
