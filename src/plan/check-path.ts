import type { Problem } from '../errors/problem.ts'

/** Names that Windows keeps for devices, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const illegalCharacter = /[<>:"|?*\\\u0000-\u001f\u007f]/

/** Windows takes 260 in all; this leaves room for the root. */
const longestPath = 220
const longestName = 255

/** Why a plan must not touch this path at all: it is outside the root, or git's, or our own journal's. */
export function checkPath(path: string): Problem | undefined {
  const names = path.split('/')
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || names.some((name) => name === '..')) {
    return fault('path-outside-root', path, 'is not inside the root', 'Give a path below the root, without "..".')
  }
  if (names.some((name) => name === '' || name === '.')) {
    return fault('path-not-plain', path, 'has an empty part or a "."', 'Write the path without them.')
  }
  if (names.some((name) => /^\.git$/i.test(name)) || /^\.msvc$/i.test(names[0] ?? '')) {
    return fault('path-reserved', path, 'belongs to git or to this tool', 'Choose another path.')
  }
  return undefined
}

/** Why a new file must not have this path: some of Linux, macOS and Windows could not hold it. */
export function checkNewPath(path: string): Problem | undefined {
  for (const name of path.split('/')) {
    const why = whyNotPortable(name)
    if (why !== undefined) return notPortable(path, `"${name}" ${why}`)
  }
  return path.length > longestPath ? notPortable(path, `it is longer than ${longestPath} characters`) : undefined
}

function whyNotPortable(name: string): string | undefined {
  if (deviceName.test(name)) return 'is the name of a device on Windows'
  if (/[. ]$/.test(name)) return 'ends with a dot or a space, which Windows drops'
  if (Buffer.byteLength(name) > longestName) return `is longer than ${longestName} bytes`
  const illegal = illegalCharacter.exec(name)?.[0]
  return illegal === undefined ? undefined : `holds ${JSON.stringify(illegal)}, which Windows does not allow`
}

/** New paths that a file system which ignores case would take for one, and new files where a folder has to be. */
export function checkTogether(paths: readonly string[], newFiles: readonly string[]): Problem[] {
  const seen = new Map<string, string>()
  const files = new Set(newFiles.map(fold))
  const problems: Problem[] = []
  for (const path of paths) {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const part = path.slice(0, end)
      const other = seen.get(fold(part))
      if (other === undefined) seen.set(fold(part), part)
      else if (other !== part) {
        problems.push(fault('paths-differ-by-case', path, `and ${other} differ only by case`, 'Rename one of them.'))
      }
      if (end < path.length && files.has(fold(part))) {
        problems.push(
          fault('path-clash', path, `needs a folder where the file ${part} would be`, 'Rename one of them.'),
        )
      }
    }
  }
  return problems
}

/** macOS ignores case and tells composed characters from decomposed ones no better. */
const fold = (path: string): string => path.normalize('NFC').toLowerCase()

const notPortable = (path: string, why: string): Problem =>
  fault('path-not-portable', path, `cannot be made on every system: ${why}`, 'Choose another name.')

const fault = (code: string, path: string, what: string, hint: string): Problem => ({
  code,
  message: `${path} ${what}.`,
  hint,
  place: { file: path },
})
