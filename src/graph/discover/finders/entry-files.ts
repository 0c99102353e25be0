import { startedFolder } from '../servers.ts'
import type { Finder } from './finder.ts'

/** Applications of JavaScript that share one manifest, by the files in which they start. */
export const entryFiles: Finder = ({ facts, nameFor }, found) => {
  for (const fact of facts.of('import')) {
    const path = startedFolder(fact)
    if (path !== undefined && found.isApart(path)) found.add(nameFor(path), path, { ...fact.at, line: 1, column: 1 })
  }
}
