import { posix } from 'node:path'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { createdObjects } from './created-objects.ts'

const variable = /\$(?:([A-Z][A-Z0-9_]*)|\{([A-Z][A-Z0-9_]*)(?::?-([^}$]*))?[^}]*\})/g

/** What an image starts: other scripts, for whoever works on the program, ask whomever they like. */
const entry = /(?:^|\/)(?:docker[-_.])?entry[-_]?point(?:\.\w+)?$/i
const local = /^(?:localhost$|127\.|0\.0\.0\.0$)/

/** `exec gosu app "$@"`, `su - app -c …`, `gunicorn --user app`: commands that go on as somebody else. */
const stepDown =
  /(?:^|[\s;&|(])(gosu|su-exec|setpriv|runuser|chpst|s6-setuidgid|su(?=\s+(?:-\w*\s+(?:\/\S+\s+)?)*(?!root\b)[\w$"{])|sudo(?=\s+(?:-\w+\s+)*-u\b)|gunicorn(?=\s.*--user\b))\s/

/**
 * Shell scripts, such as entry points: the variables that they read, with their defaults, where they go on as another user, and
 * the ConfigMaps and Secrets that they make.
 */
export const shell: Extractor = {
  id: 'shell',
  notCode: true,
  matches: (path) => /\.(?:sh|bash)$|^(?:docker-)?entrypoint$/.test(posix.basename(path)),
  extract: ({ path, text }) => [
    ...createdObjects(path, text),
    ...text.split(/\r?\n/).flatMap((raw, index): Fact[] => {
      // Comments and texts in single quotes are blanked, so that columns stay.
      const line = raw.replace(/(?:^|\s)#.*$|'[^']*'/g, (match) => ' '.repeat(match.length))
      const reads = [...line.matchAll(variable)].flatMap(
        ({ index: column, 1: plain, 2: braced, 3: fallback }): Fact[] => {
          const at = { file: path, line: index + 1, column: column + 1 }
          const name = plain ?? braced ?? ''
          const read: Fact = { kind: 'env-read', at, name, ...(fallback ? { fallback } : {}) }
          const address = fallback && entry.test(path) ? parseAddress(fallback) : undefined
          const isElsewhere =
            address !== undefined && /^(?:https?)?$/.test(address.scheme ?? '') && !local.test(address.host)
          return isElsewhere ? [read, { kind: 'address', at, address, use: 'default', setting: name }] : [read]
        },
      )
      const [, command] = stepDown.exec(line) ?? []
      if (command === undefined) return reads
      return [...reads, { kind: 'step-down', at: { file: path, line: index + 1, column: 1 }, command }]
    }),
  ],
}
