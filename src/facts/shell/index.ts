import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'

const variable = /\$(?:([A-Z][A-Z0-9_]*)|\{([A-Z][A-Z0-9_]*)(?::?-([^}$]*))?[^}]*\})/g

/** Shell scripts, such as entry points: the variables that they read, with their defaults. */
export const shell: Extractor = {
  id: 'shell',
  matches: (path) => /\.(?:sh|bash)$|^(?:docker-)?entrypoint$/.test(posix.basename(path)),
  extract: ({ path, text }) =>
    text.split('\n').flatMap((raw, index): Fact[] => {
      // Comments and texts in single quotes are blanked, so that columns stay.
      const line = raw.replace(/(?:^|\s)#.*$|'[^']*'/g, (match) => ' '.repeat(match.length))
      return [...line.matchAll(variable)].map(
        ({ index: column, 1: plain, 2: braced, 3: fallback }): Fact => ({
          kind: 'env-read',
          at: { file: path, line: index + 1, column: column + 1 },
          name: plain ?? braced ?? '',
          ...(fallback ? { fallback } : {}),
        }),
      )
    }),
}
