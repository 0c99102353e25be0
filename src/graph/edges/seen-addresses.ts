import { posix } from 'node:path'
import type { At } from '../../facts/fact.ts'
import { portsInside } from '../discover/ports.ts'
import { programsByHand } from '../discover/programs/by-hand.ts'
import { isLocal } from '../hosts/index.ts'
import { pagesAmong, runInBrowsers } from '../in-browsers.ts'
import { namesSet, type Setting, settingsOf } from '../settings/index.ts'
import { withoutUnread } from '../settings/untaken/addresses.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import { clientAddresses } from './declared-clients.ts'
import { withoutVagueLocal } from './local-addresses.ts'
import { mountedAddresses } from './mounted-files.ts'
import type { SeenAddress } from './seen-address.ts'
import type { Sources } from './sources.ts'
import { defaultParts, joinedConnections } from './stores/joined-connections.ts'
import { withNamedDatabases } from './stores/named-databases.ts'
import { withSchemesAround } from './stores/schemes-around.ts'
import { sharedFileAddresses } from './stores/shared-files.ts'
import { inCode, inSetting, readAsHosts } from './written-addresses.ts'

/** Addresses that services have; of those that only a library of theirs has, the ones of stores. */
export function allAddresses(sources: Sources): SeenAddress[] {
  const { services, facts, find, stores, isFieldUnread } = sources
  const own = [...seenAddresses(sources), ...sharedFileAddresses(sources)]
  if (!services.some(({ language }) => language === 'go')) return own
  const keyOf = ({ from, at }: SeenAddress): string => `${from.name}\0${at.file}\0${at.line}\0${at.column}`
  const known = new Set(own.map(keyOf))
  const isStore = ({ address }: SeenAddress): boolean => find(address.host, address.port)?.kind !== 'service'
  const isTaken = takenSettings(sources)
  const inLibraries = seenAddresses({
    ...sources,
    ownersOf: stores.of,
    settings: () => settingsOf(services, facts, stores.of, isFieldUnread),
  })
  return [...own, ...inLibraries.filter((each) => !known.has(keyOf(each)) && (isStore(each) || isTaken(each)))]
}

/**
 * Whether a service's own code takes a setting that a package of Go keeps for many: the field that holds it, or the function
 * that gives it, by its name; or the package that puts a prefix before it, where a manifest gives the setting to the service.
 */
function takenSettings(sources: Sources): (seen: SeenAddress) => boolean {
  const { services, facts } = sources
  const prefixes = takenPrefixes(sources)
  const fields = new Map<string, Set<string>>()
  for (const { at, name, field } of facts.of('env-read'))
    if (field !== undefined && at.file.endsWith('.go'))
      fields.set(name, (fields.get(name) ?? new Set()).add(field.toLowerCase()))
  const taken = new Set(
    (fields.size === 0 ? [] : facts.of('field-read')).flatMap(({ at, name }) => {
      const service = at.file.endsWith('.go') && !isTestFile(at.file) ? serviceOf({ services }, at.file) : undefined
      return service === undefined ? [] : [`${service.name}\0${name.toLowerCase()}`]
    }),
  )
  return ({ from, setting = '', kind }) =>
    [...(fields.get(setting) ?? [])].some((field) => taken.has(`${from.name}\0${field}`)) ||
    (kind === 'env-set' && [...(prefixes.get(from.name) ?? [])].some((prefix) => setting.startsWith(prefix)))
}

/** What packages of Go that each service's own code imports put before the variables of their structs. */
function takenPrefixes({ services, facts, resolve }: Sources): ReadonlyMap<string, ReadonlySet<string>> {
  const inFolders = new Map<string, Set<string>>()
  for (const { at, prefix } of facts.of('env-prefix')) {
    const folder = posix.dirname(at.file)
    if (!isTestFile(at.file)) inFolders.set(folder, (inFolders.get(folder) ?? new Set()).add(prefix))
  }
  const taken = new Map<string, Set<string>>()
  for (const fact of inFolders.size === 0 ? [] : facts.of('import')) {
    if (fact.language !== 'go' || isTestFile(fact.at.file)) continue
    const target = resolve(fact)
    const prefixes = target.kind === 'file' ? inFolders.get(posix.dirname(target.file)) : undefined
    const service = prefixes === undefined ? undefined : serviceOf({ services }, fact.at.file)
    if (service === undefined) continue
    taken.set(service.name, new Set([...(taken.get(service.name) ?? []), ...(prefixes ?? [])]))
  }
  return taken
}

/** Addresses that tell something, of all that services have. */
function seenAddresses(sources: Sources): SeenAddress[] {
  const { services, facts, find, ownersOf, usersOf, isUnread } = sources
  const settings = sources.settings()
  const joined = joinedConnections(settings, defaultParts(sources))
  // A host that is one part of a connection says less than the whole connection.
  const placeOf = ({ file, line, column }: At): string => `${file}:${line}:${column}`
  const whole = joined.filter(({ address }) => address.scheme !== undefined)
  const joinedAt = new Set(whole.map(({ at }) => placeOf(at)))
  const isJoined = (at: At): boolean => joinedAt.has(placeOf(at))
  // Where a template puts the variables of all workloads into one line, only the service and the name tell them apart.
  const joinedSettings = new Set(whole.map(({ from, at, setting }) => `${from.name}\0${setting}\0${placeOf(at)}`))
  const isPart = ({ service, name, at }: Setting): boolean =>
    joinedSettings.has(`${service.name}\0${name}\0${placeOf(at)}`)
  // Nor does a port beside a host on this machine, where both are put into an address on their line.
  const isWhole = ({ file, line }: At): boolean =>
    facts.in(file).some(({ kind, at }) => kind === 'address' && at.line === line)
  const isHost = readAsHosts(facts, ownersOf)
  const alone = settings
    .filter((setting) => !isPart(setting))
    .flatMap((setting) => inSetting(setting, isHost))
    .filter(({ from, setting }) => !isUnread(from, setting))
  // What a manifest sets is no longer what a developer's machine has by default.
  const isSet = new Set([
    ...settings.map(({ service, name }) => `${service.name}\0${name}`),
    ...namesSet(services, facts),
  ])
  const isGivenTo = ({ from, setting }: SeenAddress): boolean => isSet.has(`${from.name}\0${setting}`)
  // A library reads it for all that build on it; who uses it is given it.
  const given = new Set([...isSet].map((key) => key.slice(key.indexOf('\0') + 1)))
  const isOfOthers = ({ setting = '', at }: SeenAddress): boolean =>
    given.has(setting) && serviceOf({ services }, at.file) === undefined
  // Nor is a default of a store that somebody names in its place.
  const isNamed = new Set(
    settings.flatMap(({ service, name, inContainer }) => (inContainer ? [`${service.name}\0${name}`] : [])),
  )
  const isReplaced = ({ from, setting, kind, address }: SeenAddress): boolean =>
    kind === 'env-default' &&
    isNamed.has(`${from.name}\0${setting}`) &&
    find(address.host, address.port)?.kind !== 'service'
  const isByHand = programsByHand(facts)
  const counts = (seen: SeenAddress): boolean =>
    !isByHand(seen.at.file, seen.from) &&
    !isUnread(seen.from, seen.setting) &&
    !isReplaced(seen) &&
    !(isLocal(seen.address.host) && (isGivenTo(seen) || isOfOthers(seen)))
  const inFiles = inCode(sources).filter((seen) => !isJoined(seen.at) && counts(seen))
  const clients = clientAddresses(services, facts, usersOf)
  const mounted = mountedAddresses(services, facts)
  const told = joined.filter(({ address, at }) => address.scheme !== undefined || !isWhole(at))
  const together = told.filter((seen) =>
    seen.kind === 'env-default' ? counts(seen) : !isUnread(seen.from, seen.setting),
  )
  const spoken = withSchemesAround([...inFiles, ...alone, ...together, ...mounted])
  const named = withNamedDatabases(spoken, sources)
  const read = withoutUnread(named, services, facts)
  return withoutVagueLocal(
    [...clients, ...read],
    services,
    find,
    portsInside(services, facts),
    pagesAmong(facts, services),
    runInBrowsers(facts, services),
  )
}
