/** A text of code that is a statement of SQL from its first word on. */
const statement =
  /(["'`])(?:""|'')?\s*(?:SELECT\s[^"'`]*?\sFROM|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH\s+\w+\s+AS)\s[^"'`]*/gi
/** `Update a dashboard` says what a function does; an UPDATE sets something. */
const isProse = (text: string): boolean => /^\W*UPDATE\s/i.test(text) && !/\sSET\s/i.test(text)
const tables = /\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+)?(?:["[]?\w+["\]]?\.)?["[]?([a-z_]\w*)["\]]?/gi
const words =
  /^(?:an?|the|this|that|all|each|every|select|set|where|values|unnest|lateral|generate_series|dual|information_schema)$/

/** Tables that statements in the texts of code read and write. */
export function queriedTables(code: string): { readonly table: string; readonly offset: number }[] {
  return [...code.matchAll(statement)].flatMap(({ 0: text, index }) => {
    if (isProse(text)) return []
    // Whatever a statement calls so for itself is no table.
    const own = new Set(
      [...text.matchAll(/(?:\bWITH|,)\s+(\w+)\s+AS\s*\(/gi)].map(([, name = '']) => name.toLowerCase()),
    )
    return [...text.matchAll(tables)].flatMap((match) => {
      const table = (match[1] ?? '').toLowerCase()
      if (own.has(table) || words.test(table)) return []
      return [{ table, offset: index + match.index + match[0].length - (match[1] ?? '').length }]
    })
  })
}
