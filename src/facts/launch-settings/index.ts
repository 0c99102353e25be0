import type { Node } from 'jsonc-parser'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { jsonTree } from '../json-tree.ts'
import { lineIndex } from '../line-index.ts'

/** How a developer starts a project of .NET: the ports that it opens on this machine. */
export const launchSettings: Extractor = {
  id: 'launch-settings',
  endings: ['.json'],
  matches: (path) => /(?:^|\/)launchSettings\.json$/i.test(path),
  extract({ path, text }) {
    const at = lineIndex(path, text)
    const root = jsonTree(text)
    return (root ? urlsIn(root) : []).flatMap(({ offset, value }): Fact[] =>
      [...String(value).matchAll(/:(\d{2,5})(?=[;/]|$)/g)].map((match) => ({
        kind: 'listen',
        at: at(offset),
        port: Number(match[1]),
      })),
    )
  },
}

/** Values of `applicationUrl` in profiles that run the project itself, not a web server around it. */
function urlsIn(node: Node): Node[] {
  if (node.type !== 'object') return []
  const fields = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ key: String(key.value), value }] : [],
  )
  const command = fields.find(({ key }) => key === 'commandName')?.value.value
  return fields.flatMap(({ key, value }) =>
    key === 'applicationUrl' && command === 'Project' && value.type === 'string' ? [value] : urlsIn(value),
  )
}
