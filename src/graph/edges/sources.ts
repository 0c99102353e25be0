import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { hostFinder } from '../hosts/index.ts'
import type { Host } from '../hosts/who-runs.ts'
import { storeOwners } from '../imports/go-packages.ts'
import type { ImportResolver } from '../imports/resolver.ts'
import { sharedCode } from '../imports/shared-code.ts'
import { type LibraryUsers, libraryUsers } from '../owners/library-users.ts'
import { type Setting, settingsOf } from '../settings/index.ts'
import { readByNoLibrary } from '../settings/untaken/by-library.ts'
import { readByNoProject } from '../settings/untaken/by-project.ts'
import { unlikeSiblings } from '../settings/untaken/by-siblings.ts'
import { tellsOfClients } from '../settings/untaken/clients-of-logins.ts'
import { type UnreadFields, unreadFields } from '../settings/untaken/fields.ts'
import type { TakenProperties } from '../settings/untaken/properties.ts'
import { chosenByNone } from './stores/chosen-stores.ts'

/** What edges are drawn from. */
export interface Sources {
  readonly services: readonly Service[]
  readonly facts: FactIndex
  readonly resolve: ImportResolver
  /** Who answers at a host. */
  readonly find: (host: string, port: number | undefined) => Host | undefined
  /** Whose code a file is, and who builds on it. */
  readonly ownersOf: LibraryUsers
  readonly usersOf: LibraryUsers
  /** Whose stores a file speaks with, and whether it is of a package that all programs of Go have. */
  readonly stores: { readonly of: LibraryUsers; readonly isUsual: (file: string) => boolean }
  /** Whether nothing that a service is built with reads a setting, or its framework chooses another store. */
  readonly isUnread: (from: Service, setting: string | undefined) => boolean
  readonly isFieldUnread: UnreadFields
  /** What services are given and read. */
  readonly settings: () => readonly Setting[]
}

/**
 * All that edges are drawn from, made once from facts; without variables that only fill settings which no code takes.
 * `excluded`: what is no service, and still answers at its address: nobody else is meant there.
 */
export function edgeSources(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
  { isIdle = () => false, excluded = [] }: { isIdle?: TakenProperties['isIdle']; excluded?: readonly Service[] } = {},
): Sources {
  const ownersOf = sharedCode(services, facts, resolve)
  const isUnreadByAny = readByNoLibrary(services, facts, resolve)
  const isUnchosen = chosenByNone(services, facts)
  const isOfNoProject = readByNoProject(facts)
  const isOfClient = tellsOfClients(facts)
  const isUnlikeSiblings = unlikeSiblings(services, facts)
  const isFieldUnread = unreadFields(services, facts, ownersOf)
  let settings: readonly Setting[] | undefined
  return {
    services,
    facts,
    resolve,
    ownersOf,
    usersOf: libraryUsers(services, facts, resolve),
    stores: storeOwners(services, facts, resolve, ownersOf),
    find: findWithExcluded(hostFinder(services, facts), hostFinder(excluded, facts)),
    isUnread: (from, setting) =>
      isUnreadByAny(from, setting) ||
      isUnchosen(from, setting) ||
      isOfNoProject(from, setting) ||
      isOfClient(from, setting) ||
      isUnlikeSiblings(from, setting),
    isFieldUnread,
    settings: () => {
      settings ??= settingsOf(services, facts, ownersOf, isFieldUnread).filter(
        ({ service, name }) => !isIdle(service, name),
      )
      return settings
    },
  }
}

type Find = Sources['find']

function findWithExcluded(find: Find, findExcluded: Find): Find {
  return (host, port) => {
    const found = find(host, port)
    if (found !== undefined) return found
    const excluded = findExcluded(host, port)
    return excluded?.kind === 'service' ? excluded : undefined
  }
}
