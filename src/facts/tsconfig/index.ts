import { posix } from 'node:path'
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { asList, asMap, asText } from '../loose.ts'

/** tsconfig.json and jsconfig.json: `paths` and `baseUrl`. They hold for the files below their folder. */
export const tsconfig: Extractor = {
  id: 'tsconfig',
  endings: ['.json'],
  matches: (path) => /^(?:ts|js)config(?:\.[\w.-]+)?\.json$/.test(posix.basename(path)),
  extract({ path, text }): Fact[] {
    const root = parseTree(text)
    if (root === undefined) return []
    const at = lineIndex(path, text)
    const options = asMap(asMap(getNodeValue(root)).compilerOptions)
    const folder = posix.dirname(path)
    const baseUrl = asText(options.baseUrl)
    const base = posix.join(folder, baseUrl ?? '.')
    const aliases = Object.entries(asMap(options.paths)).map(
      ([pattern, targets]): Fact => ({
        kind: 'path-alias',
        at: at(findNodeAtLocation(root, ['compilerOptions', 'paths', pattern])?.parent?.offset ?? 0),
        language: 'typescript',
        pattern,
        targets: asList(targets).flatMap((target) => {
          const file = asText(target)
          return file === undefined ? [] : [posix.join(base, file)]
        }),
      }),
    )
    if (baseUrl === undefined) return aliases
    const place = at(findNodeAtLocation(root, ['compilerOptions', 'baseUrl'])?.offset ?? 0)
    return [
      ...aliases,
      { kind: 'path-alias', at: place, language: 'typescript', pattern: '*', targets: [posix.join(base, '*')] },
    ]
  },
}
