import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { present } from '../present.ts'
import { isEnvFile } from './is-env-file.ts'
import { keptValue } from './kept-value.ts'

/** `.env` files: each variable, for the folder that the file lies in. */
export const dotenv: Extractor = {
  id: 'dotenv',
  notCode: true,
  matches: isEnvFile,
  extract({ path, text }) {
    const known = new Map<string, string>()
    return text.split('\n').flatMap((line, index): Fact[] => {
      const match = /^(\s*(?:export\s+)?)([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line)
      if (match === null) return []
      const [, lead = '', name = '', raw = ''] = match
      const quoted = /^(["'])(.*?)\1/.exec(raw)
      const plain = quoted ? (quoted[2] ?? '') : raw.replace(/\s+#.*$/, '')
      // `${NAME}` or `$NAME` of a line above; in single quotes it stays what it is.
      const value = raw.startsWith("'")
        ? plain
        : plain.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced, bare) => known.get(braced ?? bare) ?? whole)
      if (!value.includes('${')) known.set(name, value)
      return [
        {
          kind: 'env-set',
          at: { file: path, line: index + 1, column: lead.length + 1 },
          name,
          ...(value.includes('${') ? {} : present({ value: keptValue(name, value) })),
          from: { source: 'literal' },
        },
      ]
    })
  },
}
