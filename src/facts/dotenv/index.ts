import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'

/** `.env` files: each variable, for the folder that the file lies in. */
export const dotenv: Extractor = {
  id: 'dotenv',
  matches: (path) => /^(?:\.env(?:\.[\w.-]+)?|[\w.-]+\.env)$/.test(posix.basename(path)),
  extract: ({ path, text }) =>
    text.split('\n').flatMap((line, index): Fact[] => {
      const match = /^(\s*(?:export\s+)?)([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line)
      if (match === null) return []
      const [, lead = '', name = '', raw = ''] = match
      const quoted = /^(["'])(.*?)\1/.exec(raw)
      const value = quoted ? (quoted[2] ?? '') : raw.replace(/\s+#.*$/, '')
      return [
        {
          kind: 'env-set',
          at: { file: path, line: index + 1, column: lead.length + 1 },
          name,
          ...(value.includes('${') ? {} : { value }),
          from: { source: 'literal' },
        },
      ]
    }),
}
