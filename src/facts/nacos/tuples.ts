/** A text of a statement, with the line of the file that each of its lines stands on. */
export interface SqlText {
  readonly text: string
  readonly lines: readonly number[]
}

/** What `insert into config_info` writes; the history of settings (`his_config_info`) is another table. */
const insert = /\binsert\s+(?:ignore\s+)?into\s+(?:[`"\w]+\.)?[`"]?config_info[`"]?(?=[\s(])/gi

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '' }

/** The texts of each row that a dump puts into the table where Nacos keeps settings. One look at each character. */
export function configRows(sql: string): SqlText[][] {
  const rows: SqlText[][] = []
  let line = 1
  let seen = 0
  const lineAt = (offset: number): number => {
    for (; seen < offset; seen++) if (sql[seen] === '\n') line++
    return line
  }
  insert.lastIndex = 0
  for (let found = insert.exec(sql); found !== null; found = insert.exec(sql)) {
    let at = found.index + found[0].length
    let depth = 0
    let row: SqlText[] = []
    for (; at < sql.length && sql[at] !== ';'; at++) {
      const sign = sql[at]
      if (sign === '(') {
        if (depth++ === 0) row = []
      } else if (sign === ')') {
        if (--depth === 0 && row.length > 0) rows.push(row)
      } else if (sign === '-' && sql[at + 1] === '-') {
        const end = sql.indexOf('\n', at)
        at = end < 0 ? sql.length : end
      } else if (sign === "'") {
        const { end, pieces, lines } = textFrom(sql, at + 1, lineAt)
        row.push({ text: pieces.join(''), lines })
        at = end
      }
    }
    insert.lastIndex = at
  }
  return rows
}

/** A text up to its closing quote; a doubled quote, and one behind a backslash, is part of it. */
function textFrom(
  sql: string,
  start: number,
  lineAt: (offset: number) => number,
): { end: number; pieces: string[]; lines: number[] } {
  const pieces: string[] = []
  const lines = [lineAt(start)]
  let at = start
  for (; at < sql.length; at++) {
    const sign = sql[at] ?? ''
    const next = sql[at + 1] ?? ''
    let piece = sign
    if (sign === '\\') {
      piece = escapes[next] ?? next
      at++
    } else if (sign === "'") {
      if (next !== "'") break
      at++
    }
    pieces.push(piece)
    if (piece === '\n') lines.push(lineAt(at + 1))
  }
  return { end: at, pieces, lines }
}
