import { posix } from 'node:path'
import { startsServer } from '../servers.ts'
import type { Finder } from './finder.ts'

/** Packages of npm that start a server. */
export const serverPackages: Finder = ({ facts, libraries, nameFor }, found) => {
  for (const fact of facts.of('package')) {
    const path = posix.dirname(fact.at.file)
    const isLibrary = fact.name !== undefined && libraries.has(fact.name)
    if (startsServer(fact) && !isLibrary && found.isApart(path)) found.add(nameFor(path), path, fact.at)
  }
}
