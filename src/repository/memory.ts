import { decode } from './decode.ts'
import { isNeverListed } from './litter.ts'
import type { Repository } from './repository.ts'

/** A tree in memory: `{ 'services/a/package.json': '{}' }`. For tests, the examples in rule pages, and plans shown dry. */
export function memoryRepository(tree: Readonly<Record<string, string | Uint8Array>>, root = '/memory'): Repository {
  const contents = new Map(Object.entries(tree))
  const folders = new Set(['', '.'])
  for (const path of contents.keys()) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.add(path.slice(0, end))
  }
  const files = [...contents.keys()].filter((path) => !isNeverListed(path)).sort()

  const readBytes = (path: string): Uint8Array | undefined => {
    const content = contents.get(path)
    return typeof content === 'string' ? Buffer.from(content) : content
  }
  return {
    root,
    files: () => files,
    kind: (path) => (contents.has(path) ? 'file' : folders.has(path) ? 'folder' : undefined),
    read: (path) => {
      const bytes = readBytes(path)
      return bytes === undefined ? undefined : decode(path, bytes)
    },
    readBytes,
  }
}
