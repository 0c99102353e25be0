import { readAnyText } from '../../repository/read-any-text.ts'
import type { Repository } from '../../repository/repository.ts'
import { isPlainMap } from '../../yaml/loose.ts'
import { readYaml, type YamlDocument, type YamlPath } from '../../yaml/read.ts'
import type { At } from '../fact.ts'

/** A file of values that a template was drawn with. */
export interface ValuesFile {
  readonly file: string
  readonly text: string
  /** Read when it is first asked for; undefined for what is no YAML. */
  readonly document: () => YamlDocument | undefined
}

/** Finds files of values; each is read once, however many templates are drawn with it. */
export function valuesFiles(repository: Repository): (file: string) => ValuesFile | undefined {
  const known = new Map<string, ValuesFile | undefined>()
  const read = (file: string): ValuesFile | undefined => {
    const text = readAnyText(repository, file)
    let documents: readonly YamlDocument[] | undefined
    const document = (): YamlDocument | undefined => {
      documents ??= readYaml(text ?? '', file).documents
      return documents[0]
    }
    return text === undefined ? undefined : { file, text, document }
  }
  return (file) => {
    if (!known.has(file)) known.set(file, read(file))
    return known.get(file)
  }
}

/**
 * Where a literal of a rendered manifest stands among values: under a key that the name it has there ends with before any
 * other; undefined where none of the files has it as it is.
 */
export function placeInValues(name: string, value: string, files: readonly ValuesFile[]): At | undefined {
  const places = files.flatMap(({ file, text, document: read }) => {
    const document = text.includes(value) ? read() : undefined
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
