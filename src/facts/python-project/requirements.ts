import type { SourceFile } from '../extractor.ts'
import type { PackageFact } from '../fact.ts'

export interface Requirement {
  readonly name: string
  /** The version as written, or `file:` and a folder. */
  readonly spec: string
}

/** `name>=1.2`, `name @ file:../name`, `-e ../name`, `../name`: undefined for options and comments. */
export function requirement(line: string): Requirement | undefined {
  const text = line.replace(/(?:^|\s)#.*$/, '').trim()
  const folder = /^(?:(?:-e|--editable)[ =]?\s*)?(?:file:(?:\/\/)?)?(\.{1,2}\/[^\s;[]*)/.exec(text)?.[1]
  if (folder !== undefined)
    return { name: folder.replace(/\/+$/, '').split('/').at(-1) ?? folder, spec: `file:${folder}` }
  const [, name, rest = ''] = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(.*)$/.exec(text) ?? []
  if (name === undefined) return undefined
  const direct = /^@\s*(?:file:(?:\/\/)?)?(\.{1,2}\/\S*)/.exec(rest)?.[1]
  return { name, spec: direct === undefined ? rest : `file:${direct}` }
}

/** The requirements of a file, each with its place. */
export function requirementsIn({ path, text }: SourceFile): PackageFact['dependencies'] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const found = requirement(line)
    return found ? [{ ...found, dev: false, at: { file: path, line: index + 1, column: line.search(/\S/) + 1 } }] : []
  })
}
