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

/** A name may be quoted, also as a text of the language writes it: `\"orders\"`; the schema before it is a part of it. */
const quoted = String.raw`\\?["\x60[]?(\w+(?:\\?["\x60\]]?\.\\?["\x60[]?\w+)?)\\?["\x60\]]?`
const made = new RegExp(
  String.raw`\bCREATE\s{1,20}(?:UNLOGGED\s{1,20})?TABLE\s{1,20}(?:IF\s{1,20}NOT\s{1,20}EXISTS\s{1,20})?${quoted}\s{0,20}\(`,
  'gi',
)
const pointed = new RegExp(String.raw`\bREFERENCES\s{1,20}${quoted}\s{0,20}\(`, 'g')

/** Tables that code makes by statements of its own, and those that foreign keys in such statements point to. */
export function madeTables(
  code: string,
): { readonly table: string; readonly offset: number; readonly use: 'creates' | 'references' }[] {
  const found = (pattern: RegExp, use: 'creates' | 'references') =>
    [...code.matchAll(pattern)].map(({ 0: text, 1: table = '', index }) => {
      return { table: table.replace(/[^\w.]/g, '').toLowerCase(), offset: index + text.lastIndexOf(table), use }
    })
  const creates = found(made, 'creates')
  return creates.length === 0 ? [] : [...creates, ...found(pointed, 'references')]
}
