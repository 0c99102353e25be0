import type { SourceFile } from '../extractor.ts'
import type { At } from '../fact.ts'

/** A property with its value as written. */
export interface Property {
  readonly name: string
  readonly value: string
  readonly at: At
}

const entry = /^[ \t]*([^\s#!:=][^:=\s]*)[ \t]*[:=][ \t]*(.*)$/

/** What Java's own writer of properties puts a sign before: `jdbc\:mysql\://db`. */
const unescaped = (value: string): string => (value.includes('\\') ? value.replace(/\\([:=#! ])/g, '$1') : value)

/** `name=value` and `name: value`, line by line, with lines that `\` continues. */
export function propertiesOf({ path, text }: SourceFile): Property[] {
  const lines = text.split(/\r?\n/)
  return lines.flatMap((line, index): Property[] => {
    // The rest of a line that was continued.
    if (index > 0 && /(?<!\\)\\$/.test(lines[index - 1] ?? '')) return []
    const [, name, start = ''] = entry.exec(line) ?? []
    if (name === undefined) return []
    let value = start
    for (let next = index + 1; /(?<!\\)\\$/.test(value) && next < lines.length; next++) {
      value = value.slice(0, -1) + (lines[next] ?? '').trimStart()
    }
    const column = line.length - start.length + 1
    return [{ name, value: unescaped(value.trim()), at: { file: path, line: index + 1, column } }]
  })
}
