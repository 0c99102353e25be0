import { posix } from 'node:path'
import { startsServer } from '../servers.ts'
import type { Finder } from './finder.ts'

/** `mock-payments`: what tests start in the place of a server, where nothing else runs it. */
const standIn = /^(?:mock|fake|stub)[-_]|[-_](?:mock|fake|stub)$/i

/** Packages of npm that start a server. */
export const serverPackages: Finder = ({ facts, libraries, nameFor }, found) => {
  for (const fact of facts.of('package')) {
    const path = posix.dirname(fact.at.file)
    const isLibrary = fact.name !== undefined && libraries.has(fact.name)
    const standsIn = standIn.test(posix.basename(path))
    if (startsServer(fact) && !isLibrary && !standsIn && found.isApart(path)) found.add(nameFor(path), path, fact.at)
  }
}
