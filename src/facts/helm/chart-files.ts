import { posix } from 'node:path'
import picomatch from 'picomatch'
import { readIfText } from '../../repository/read-if-text.ts'
import type { Repository } from '../../repository/repository.ts'
import { asText } from './functions/given.ts'

/** `.Files` of a chart: what it holds besides its templates, as `Get`, `Lines` and `Glob` of Helm give it to them. */
export function chartFiles(repository: Repository, folder: string): Readonly<Record<string, unknown>> {
  const read = (path: unknown): string => readIfText(repository, posix.join(folder, asText(path))) ?? ''
  return {
    Get: read,
    GetBytes: read,
    Lines: (path: unknown) => read(path).split('\n'),
    Glob: (glob: unknown) => {
      const isMatch = picomatch(asText(glob), { dot: true })
      const inside = folder === '.' ? '' : `${folder}/`
      const paths = repository
        .files()
        .filter((file) => file.startsWith(inside))
        .map((file) => file.slice(inside.length))
        .filter((path) => !path.startsWith('templates/') && isMatch(path))
      return globbed(Object.fromEntries(paths.map((path) => [path, read(path)])))
    },
  }
}

/** What `Glob` found, by path; its methods are no part of what a loop over it sees. */
function globbed(texts: Readonly<Record<string, string>>): object {
  const byName = (value: (text: string) => string) => () =>
    Object.entries(texts)
      .map(([path, text]) => `${posix.basename(path)}: ${asScalar(value(text))}`)
      .join('\n')
  return Object.defineProperties(
    { ...texts },
    {
      Get: { value: (path: unknown) => texts[asText(path)] ?? '' },
      AsConfig: { value: byName((text) => text) },
      AsSecrets: { value: byName((text) => Buffer.from(text).toString('base64')) },
    },
  )
}

/** A text as the value of a key: one of several lines stays so, since a template may be made of it yet. */
const asScalar = (text: string): string =>
  /^\S[^\n]*\n/.test(text) ? `|\n${text.trimEnd().replace(/^(?=.)/gm, '  ')}` : JSON.stringify(text)
