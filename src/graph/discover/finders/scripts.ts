import { posix } from 'node:path'
import type { ListenFact } from '../../../facts/fact.ts'
import { isTestFile } from '../../test-file.ts'
import type { Finder } from './finder.ts'

/** Files that are started as they are. */
const script = /\.(?:py|[cm]?[jt]s)$/

/**
 * Programs side by side in one folder, each a file that opens a port of its own: `python services/movies.py`. Where anything
 * else shows services, such files are parts of them.
 */
export const scripts: Finder = ({ facts }, found) => {
  if (found.all().length > 0) return
  const folders = new Map<string, Map<number, ListenFact>>()
  for (const fact of facts.of('listen')) {
    const { file } = fact.at
    if (fact.port === undefined || !script.test(file) || isTestFile(file)) continue
    const folder = posix.dirname(file)
    const ports = folders.get(folder) ?? new Map<number, ListenFact>()
    // What two files open is opened by one or the other.
    if (!ports.has(fact.port)) folders.set(folder, ports.set(fact.port, fact))
  }
  for (const ports of folders.values()) {
    const files = new Map([...ports.values()].map(({ at }) => [at.file, at]))
    if (files.size < 2) continue
    for (const [file, at] of files) found.add(posix.parse(file).name, file, at, true)
  }
}
