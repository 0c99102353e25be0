import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'

const reference = /<ProjectReference\s[^>]*?Include\s*=\s*"([^"]+)"/g
const comment = /<!--[\s\S]*?(?:-->|$)/g

/** Project files of .NET: which projects one is built with. */
export const msbuild: Extractor = {
  id: 'msbuild',
  matches: (path) => /\.(?:cs|fs|vb)proj$/.test(path),
  extract({ path, text }): Fact[] {
    const at = lineIndex(path, text)
    const code = text.replace(comment, (hidden) => hidden.replace(/[^\n]/g, ' '))
    return [...code.matchAll(reference)].map((match): Fact => {
      const [whole, target = ''] = match
      const place = at(match.index + whole.length - target.length - 1)
      return {
        kind: 'import',
        at: place,
        language: 'msbuild',
        specifier: target.replaceAll('\\', '/'),
        typeOnly: false,
      }
    })
  },
}
