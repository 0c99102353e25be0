import { posix } from 'node:path'
import picomatch from 'picomatch'
import type { Repository } from '../../repository/repository.ts'

/** A line that says what files are, to the program that counts the languages of a repository on GitHub. */
interface Hint {
  matches(path: string): boolean
  readonly attribute: 'vendored' | 'generated'
  readonly is: boolean
}

/**
 * What `.gitattributes` says of a file by `linguist-vendored` and `linguist-generated`: true for one that is not written
 * here, false where it says that it is, undefined where it says nothing. The last line that speaks of it holds.
 */
export function linguistHints(repository: Repository): (path: string) => boolean | undefined {
  const hints = repository
    .files()
    .filter((file) => posix.basename(file) === '.gitattributes')
    // What stands deeper comes later, and so holds.
    .sort((a, b) => a.split('/').length - b.split('/').length)
    .flatMap((file) => hintsIn(textOf(repository, file), posix.dirname(file)))
  if (hints.length === 0) return () => undefined
  return (path) => {
    const said = (attribute: Hint['attribute']): boolean | undefined =>
      hints.findLast((hint) => hint.attribute === attribute && hint.matches(path))?.is
    const [vendored, generated] = [said('vendored'), said('generated')]
    return vendored === undefined ? generated : vendored || (generated ?? false)
  }
}

function textOf(repository: Repository, file: string): string {
  try {
    return repository.read(file) ?? ''
  } catch {
    // It is no text: then it says nothing.
    return ''
  }
}

function hintsIn(text: string, folder: string): Hint[] {
  if (!text.includes('linguist-')) return []
  return text.split(/\r?\n/).flatMap((line): Hint[] => {
    const [pattern = '', ...words] = line.trim().split(/\s+/)
    if (pattern === '' || pattern.startsWith('#')) return []
    return words.flatMap((word): Hint[] => {
      const [, off, attribute, value] = /^(-?)linguist-(vendored|generated)(?:=(\w+))?$/.exec(word) ?? []
      if (attribute !== 'vendored' && attribute !== 'generated') return []
      return [{ matches: matcher(pattern, folder), attribute, is: off === '' && value !== 'false' }]
    })
  })
}

/** As in `.gitignore`: without a slash it matches a name anywhere below its folder. */
function matcher(pattern: string, folder: string): (path: string) => boolean {
  const glob = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`
  const base = folder === '.' ? '' : `${folder}/`
  const matches = picomatch([glob, `${glob}/**`], { dot: true })
  return (path) => path.startsWith(base) && matches(path.slice(base.length))
}
