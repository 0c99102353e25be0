import type { YamlPath } from '../../yaml/read.ts'
import { readToml } from '../toml.ts'

interface Document {
  readonly data: unknown
  readonly placeOf: (path: YamlPath) => { line: number; column: number }
}

/** A TOML file as documents of YAML are read. The parser tells no places: a key is looked for where it is written. */
export function tomlDocuments(text: string): Document[] {
  const read = readToml(text)
  if ('why' in read) return []
  const lines = text.split('\n')
  const placeOf = (path: YamlPath): { line: number; column: number } => {
    const names = path.filter((step) => typeof step === 'string')
    const table = names.slice(0, -1).join('.')
    const start = table === '' ? 0 : lines.findIndex((line) => line.trim().replaceAll(/[[\]]/g, '') === table)
    const key = names.at(-1) ?? ''
    const index = lines.findIndex((line, at) => at >= start && line.trim().startsWith(key))
    return { line: Math.max(index, 0) + 1, column: (lines[index]?.search(/\S/) ?? 0) + 1 }
  }
  return [{ data: read.data, placeOf }]
}
