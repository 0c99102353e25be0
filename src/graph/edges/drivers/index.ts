import type { Resource } from '../../graph.ts'
import { isTestFile } from '../../test-file.ts'
import type { EdgeSet } from '../edge-set.ts'
import type { Sources } from '../sources.ts'
import { chosenDatabases, withoutIdleChoices } from './chosen.ts'
import { dependedDrivers } from './depended.ts'
import { importedDrivers } from './imported.ts'
import { sharedOrigins } from './origins.ts'
import { storeLibraries } from './store-libraries.ts'
import { type StoreUse, useWriter } from './uses.ts'

/**
 * Stores whose address nothing in the repository tells: the code imports a library that speaks with one, and no store of
 * that kind is known of the service. Each is a store of its own: nothing shows that two services mean the same.
 */
export function driverEdges(edges: EdgeSet, sources: Sources): Resource[] {
  const write = useWriter(edges, sources.facts, sharedOrigins(sources))
  const imported = importedDrivers(sources)
  const isChosen = chosenDatabases(sources)
  return [
    ...write(withoutIdleChoices([...imported.uses, ...namedInCode(sources)].filter(isChosen), sources)),
    // What is imported tells more than what a manifest names.
    ...write(dependedDrivers(sources, imported).filter(isChosen)),
    ...write(storeLibraries(sources)),
  ]
}

/** Stores that code names where it opens them. */
const namedInCode = ({ facts, ownersOf }: Sources): StoreUse[] =>
  facts
    .of('data-source')
    .flatMap(({ at, store, detail }) =>
      (isTestFile(at.file) ? [] : ownersOf(at.file)).map((service) => ({ service, store, at, detail })),
    )
