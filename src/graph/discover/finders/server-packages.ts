import { posix } from 'node:path'
import { areForBrowsers } from '../../in-browsers.ts'
import { isTestFile } from '../../test-file.ts'
import { answers, mayTakeMessages, startsServer } from '../servers.ts'
import type { Finder } from './finder.ts'

/** `mock-payments`: what tests start in the place of a server, where nothing else runs it. */
const standIn = /^(?:mock|fake|stub)[-_]|[-_](?:mock|fake|stub)$/i

/** Packages of npm that start a server, or a worker that takes messages. */
export const serverPackages: Finder = ({ facts, libraries, nameFor }, found) => {
  const listening = new Set(facts.of('listen').map(({ at }) => at.file))
  const consumers = facts
    .of('topic')
    .flatMap(({ role, at }) => (role !== 'publishes' && role !== 'asks' && !isTestFile(at.file) ? [at.file] : []))
  for (const fact of facts.of('package')) {
    const path = posix.dirname(fact.at.file)
    const isLibrary = fact.name !== undefined && libraries.has(fact.name)
    const standsIn = standIn.test(posix.basename(path))
    // People start it by hand, where no script does: `node server.js`; or it needs no package to answer.
    const mayBegin = path !== '.' && (answers(fact) || (fact.ecosystem === 'npm' && fact.starts))
    const isByHand = mayBegin && beginnings(path).some((file) => listening.has(file))
    // Pages take messages for whoever looks at them.
    const isWorker =
      path !== '.' &&
      mayTakeMessages(fact) &&
      !areForBrowsers(fact.dependencies.flatMap(({ name, dev }) => (dev ? [] : [name]))) &&
      consumers.some((file) => file.startsWith(`${path}/`))
    if ((startsServer(fact) || isByHand || isWorker) && !isLibrary && !standsIn && found.isApart(path))
      found.add(nameFor(path), path, fact.at)
  }
}

/** Files in which a package begins by custom. */
const beginnings = (path: string): string[] =>
  ['index', 'server', 'app', 'main'].flatMap((name) =>
    ['js', 'ts', 'mjs', 'cjs'].flatMap((ending) => [`${path}/${name}.${ending}`, `${path}/src/${name}.${ending}`]),
  )
