import { findNodeAtLocation, type ParseError, parse, parseTree, printParseErrorCode } from 'jsonc-parser'
import { UserError } from '../../errors/user-error.ts'

export interface PackageJson {
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] }
  readonly packageManager?: string
}

/** Reads package.json. Throws UserError `json-syntax` at the first fault. */
export function parsePackageJson(text: string, file: string): PackageJson {
  const errors: ParseError[] = []
  const data = parse(text, errors, { disallowComments: true, allowTrailingComma: false }) as PackageJson | null
  const [error] = errors
  if (error === undefined) return data !== null && typeof data === 'object' ? data : {}
  const before = text.slice(0, error.offset).split('\n')
  const line = before.length
  const source = text.split('\n')[line - 1]?.replace(/\r$/, '') ?? ''
  throw new UserError({
    code: 'json-syntax',
    message: `${file} is no valid JSON: ${printParseErrorCode(error.error)
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase()}.`,
    hint: 'Mend the line, or what is before it.',
    place: { file, line, column: (before.at(-1)?.length ?? 0) + 1, source },
  })
}

/** The member globs of a package.json, and where they stand; undefined where it is the root of no workspace. */
export function membersOf({ workspaces }: PackageJson): { path: string[]; globs: readonly string[] } | undefined {
  const isPlain = Array.isArray(workspaces)
  const globs: unknown = isPlain ? workspaces : (workspaces as { packages?: unknown } | undefined)?.packages
  if (!Array.isArray(globs)) return undefined
  return { path: isPlain ? ['workspaces'] : ['workspaces', 'packages'], globs: globs.map(String) }
}

/** Adds a text to an array of a JSON file, laid out as its last item is, and changes nothing else. */
export function insertItem(text: string, path: string[], item: string): string {
  const root = parseTree(text)
  const array = root && findNodeAtLocation(root, path)
  if (array === undefined) return text
  const last = array.children?.at(-1)
  const value = JSON.stringify(item)
  if (last === undefined) return `${text.slice(0, array.offset)}[${value}]${text.slice(array.offset + array.length)}`
  const gap = /[[,](\s*)$/.exec(text.slice(0, last.offset))?.[1] ?? ' '
  const isFirst = array.children?.length === 1 && !gap.includes('\n')
  const end = last.offset + last.length
  return `${text.slice(0, end)},${isFirst ? ' ' : gap}${value}${text.slice(end)}`
}
