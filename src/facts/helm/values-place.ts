import { isPlainMap } from '../../yaml/loose.ts'
import { readYaml, type YamlPath } from '../../yaml/read.ts'
import type { At } from '../fact.ts'

/** A file of values that a template was drawn with. */
export interface ValuesFile {
  readonly file: string
  readonly text: string
}

/**
 * Where a literal of a rendered manifest stands among values: under a key that the name it has there ends with before any
 * other; undefined where none of the files has it as it is.
 */
export function placeInValues(name: string, value: string, files: readonly ValuesFile[]): At | undefined {
  const places = files.flatMap(({ file, text }) => {
    const [document] = text.includes(value) ? readYaml(text, file).documents : []
    if (document === undefined) return []
    return pathsTo(value, document.data).map((path) => {
      const { line, column } = document.placeOf(path)
      return { at: { file, line, column }, isCalledSo: plain(name).endsWith(plain(lastKey(path))) }
    })
  })
  return (places.find(({ isCalledSo }) => isCalledSo) ?? places[0])?.at
}

const plain = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase()

/** The last step of a path that is no number of a list. */
const lastKey = (path: YamlPath): string => String(path.findLast((step) => typeof step === 'string') ?? '-')

/** The path to each scalar that is written as a value is. */
function pathsTo(value: string, data: unknown, path: YamlPath = []): YamlPath[] {
  if (Array.isArray(data)) return data.flatMap((item: unknown, index) => pathsTo(value, item, [...path, index]))
  if (isPlainMap(data)) return Object.entries(data).flatMap(([key, item]) => pathsTo(value, item, [...path, key]))
  return data !== undefined && data !== null && String(data) === value ? [path] : []
}
