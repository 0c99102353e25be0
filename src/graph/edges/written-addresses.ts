import { posix } from 'node:path'
import { isMachineNumber } from '../../facts/address/host-name.ts'
import { parseAddress } from '../../facts/address/parse-address.ts'
import type { Address, At } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { present } from '../../facts/present.ts'
import { sourceLanguage } from '../../facts/source-language.ts'
import { variableOf } from '../../facts/spring/placeholder.ts'
import { storeKind } from '../../products/protocols.ts'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
import { linkedSources } from '../imports/projects.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { onlyMounter } from '../owners/mounters.ts'
import type { Setting } from '../settings/index.ts'
import { isReadByFramework } from '../settings/untaken/properties.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import type { SeenAddress } from './seen-address.ts'
import { isChoice, isForOthers, mayBeHost, namesConnection } from './setting-names.ts'
import type { Sources } from './sources.ts'
import { projectTakers } from './stores/project-takers.ts'

/** `SeedData.cs`, `db/seeds/shops.ts`: what a database begins with. Addresses there are rows, and nothing calls them. */
const ofSeeds =
  /(?:^|\/)(?:\w*[a-z_])?(?:seeds?|seeders?|seeding|seed[-_]?data)\/|(?:^|[/._-])seed(?:s|ers?|ing|[-_.]?data)?\.\w+$/i
const namedSeed = /(?:^|\/)(?:\w*[a-z])?Seed(?:s|ers?|ing|Data)?(?:[A-Z]\w*)?\.\w+$/
const isOfSeeds = (file: string): boolean =>
  sourceLanguage(file) !== undefined && (ofSeeds.test(file) || namedSeed.test(file))

/** Addresses that code and its own files of settings hold: in calls, and as defaults of settings. */
export function inCode({ services, facts, ownersOf, isFieldUnread }: Sources): SeenAddress[] {
  const readers = settingReaders(services, facts)
  const isOfProject = ofOwnProject(facts)
  const linkersOf = settingsLinkers(services, facts)
  const mounterOf = onlyMounter(services, facts)
  const takersOf = projectTakers(services, facts)
  const holdersOf = (file: string): readonly Service[] => {
    const owners = ownersOf(file)
    if (owners.length > 0) return owners
    const linkers = linkersOf(file)
    return linkers.length > 0 ? linkers : mounterOf(file)
  }
  const isNamed = constantUsers(facts, ownersOf)
  const literals = facts
    .of('address')
    .flatMap(
      ({
        at,
        address,
        use,
        setting,
        field,
        called,
        constant,
        apart,
        member = false,
        holder,
        unfilled = false,
      }): SeenAddress[] => {
        if (isTestFile(at.file) || (setting && isForOthers(setting))) return []
        const isRow = use === 'literal' && setting === undefined && storeKind(address.scheme ?? '') === undefined
        if (isRow && isOfSeeds(at.file)) return []
        const owners = holdersOf(at.file)
        // Of a list for all who link it, nobody can tell which item each of them takes.
        const isOfAll = inList.test(setting ?? '') && storeKind(address.scheme ?? '') === undefined
        if (isOfAll && linkersOf(at.file).length > 1) return []
        // A file of settings that lies with no service is whose code names the setting.
        const isOthers = owners.length === 0 && isOfProject(at.file)
        const users =
          owners.length > 0 ? owners : isOthers ? takersOf(at.file, address) : [...(readers.get(setting ?? '') ?? [])]
        // Without a name nobody can tell a call from an allowed origin or a page in a browser.
        const isVague =
          use === 'literal' && !called && isLocal(address.host) && storeKind(address.scheme ?? '') === undefined
        if (isVague && (constant === undefined || isForOthers(constant))) return []
        const sure = isVague ? 0.7 : 0.9
        const kept =
          isVague && constant !== undefined
            ? { constant: { name: constant, isMember: member, ...present({ holder }) } }
            : {}
        const [kind, confidence] = use === 'default' ? (['env-default', 0.8] as const) : (['address', sure] as const)
        const readBy = users.filter(
          (user) => !isFieldUnread(user, { at, field }) && (!apart || isNamed(constant ?? '', at.file, user)),
        )
        return readBy.map((from) => {
          const seen = { from, address, at, kind, confidence, unfilled, ...kept }
          return setting
            ? { ...seen, setting, detail: `${setting}=${address.shown}` }
            : { ...seen, detail: address.shown }
        })
      },
    )
  // A host that is part of a whole address on its line says nothing more: `${KAFKA_HOST:kafka}:${KAFKA_PORT:9092}`.
  const lineOf = ({ file, line }: At): string => `${file}:${line}`
  const whole = new Set(facts.of('address').map(({ at }) => lineOf(at)))
  // `process.env.CATALOGUE_HOST || 'catalogue'`: a host alone, which only the name of its setting tells from a word.
  const hosts = facts.of('env-read').flatMap(({ at, name, field, fallback, asHost }): SeenAddress[] => {
    const isHost = asHost ?? mayBeHost(name)
    const address = fallback === undefined || !isHost ? undefined : bareHost(fallback)
    if (isTestFile(at.file) || address === undefined || isForOthers(name) || whole.has(lineOf(at))) return []
    const seen = { address, at, kind: 'env-default', confidence: 0.7, setting: name, detail: `${name}=${fallback}` }
    return holdersOf(at.file).flatMap((from) =>
      isFieldUnread(from, { at, field }) || namesConnection(name, from.language) ? [] : [{ ...seen, from }],
    )
  })
  return [...literals, ...hosts, ...gatewayRoutes(services, facts)]
}

/**
 * Whether a file is a program's of .NET that nothing here runs: settings that lie with it, or code of a project. Settings
 * in a library may be everybody's who builds with it.
 */
function ofOwnProject(facts: FactIndex): (file: string) => boolean {
  const projects = facts.of('package').filter(({ ecosystem }) => ecosystem === 'nuget')
  const folders = (of: typeof projects) => new Set(of.map(({ at }) => posix.dirname(at.file)))
  const [all, started] = [folders(projects), folders(projects.filter(({ starts, runs }) => starts || runs))]
  return (file) => {
    const known = sourceLanguage(file) === undefined ? started : all
    return foldersAbove(file).some((folder) => known.has(folder))
  }
}

/** A setting that is an item of a list, or part of one: `Rpc__Addresses__0__Url`. */
const inList = /__\d+(?:__|$)/

/** Services whose projects of .NET link a file of settings that lies with none of them: each has it beside its program. */
function settingsLinkers(services: readonly Service[], facts: FactIndex): (file: string) => readonly Service[] {
  const linked = [...linkedSources(facts)].flatMap(([folder, isLinked]) => {
    const service = serviceOf({ services }, `${folder}/.`)
    return service ? [{ service, isLinked }] : []
  })
  return (file) =>
    linked.length > 0 && file.endsWith('.json')
      ? linked.flatMap(({ service, isLinked }) => (isLinked(file) ? [service] : []))
      : []
}

/** What a gateway is built with that takes its routes in while it runs. */
const springGateway = /spring-cloud-(?:starter-)?gateway/

/** Services that are built as gateways of Spring Cloud. */
export const springGateways = (services: readonly Service[], facts: FactIndex): ReadonlySet<Service> =>
  new Set(
    facts.of('package').flatMap(({ at, dependencies }) => {
      const isGateway = dependencies.some(({ name, dev }) => !dev && springGateway.test(name))
      return isGateway ? (serviceOf({ services }, at.file) ?? []) : []
    }),
  )

/** Routes that lie apart from the gateway, where there is but one in the system, or in the gateway's folder. */
function gatewayRoutes(services: readonly Service[], facts: FactIndex): SeenAddress[] {
  const routes = facts.of('gateway-route').filter(({ at }) => !isTestFile(at.file))
  if (routes.length === 0) return []
  const gateways = springGateways(services, facts)
  const [only, ...others] = gateways
  return routes.flatMap(({ at, address }): SeenAddress[] => {
    const holder = serviceOf({ services }, at.file)
    const from = holder !== undefined && gateways.has(holder) ? holder : others.length === 0 ? only : undefined
    return from
      ? [{ from, address, at, kind: 'env-default', confidence: 0.8, detail: `sends on to ${address.shown}` }]
      : []
  })
}

/**
 * Whether code of a service, or what it is built with, names a constant of another file. In Java and Kotlin, where a class
 * of all addresses of a system is copied from one program to the next; in other languages one may be taken otherwise.
 */
function constantUsers(
  facts: FactIndex,
  ownersOf: LibraryUsers,
): (constant: string, file: string, user: Service) => boolean {
  let users: Map<string, Set<string>> | undefined
  const known = new Map<string, ReadonlySet<Service>>()
  return (constant, file, user) => {
    if (!/\.(?:java|kt)$/.test(file)) return true
    if (users === undefined) {
      users = new Map()
      for (const { at, name } of facts.of('constant-use')) {
        if (!isTestFile(at.file)) users.set(name, (users.get(name) ?? new Set()).add(at.file))
      }
    }
    const named = known.get(constant) ?? new Set([...(users.get(constant) ?? [])].flatMap((each) => ownersOf(each)))
    known.set(constant, named)
    return named.has(user)
  }
}

/** Whose code takes each setting from a file by its name. */
function settingReaders(services: readonly Service[], facts: FactIndex): Map<string, Set<Service>> {
  const readers = new Map<string, Set<Service>>()
  for (const { at, name } of facts.of('setting-read')) {
    // Every program has settings of those names.
    if (isTestFile(at.file) || isReadByFramework(name)) continue
    const service = serviceOf({ services }, at.file)
    if (service) readers.set(name, (readers.get(name) ?? new Set()).add(service))
  }
  return readers
}

/** Finds variables whose values code of a service puts where the host of an address stands. */
export function readAsHosts(facts: FactIndex, ownersOf: LibraryUsers): (service: Service, name: string) => boolean {
  const found = new Set(
    facts
      .of('env-read')
      .flatMap(({ at, name, asHost }) => (asHost ? ownersOf(at.file).map((owner) => `${owner.name}\0${name}`) : [])),
  )
  return (service, name) => found.has(`${service.name}\0${name}`)
}

/** The address that a manifest, a compose file or an image gives to a setting. */
export function inSetting(
  { service: from, name: written, value, at, source: kind, inContainer }: Setting,
  isHost: (service: Service, name: string) => boolean,
): SeenAddress[] {
  // Spring's own names may stand in an environment, too: `spring.rabbitmq.host`.
  const name = /^[a-z][\w-]*\./.test(written) ? variableOf(written) : written
  if (isForOthers(name)) return []
  const list = listed(value)
  if (list.length > 1)
    return list.map((each) => {
      const said = { detail: `${name}: ${each.shown}`, setting: name, inContainer }
      return { from, address: each, at, kind, confidence: 0.9, ...said }
    })
  const address =
    parseAddress(value) ??
    ((mayBeHost(name) && !namesConnection(name, from.language)) || isHost(from, name) ? bareHost(value) : undefined)
  if (address === undefined) return []
  const detail = name === '' ? address.shown : `${name}=${address.shown}`
  return [{ from, address, at, kind, confidence: 0.95, detail, setting: name, inContainer }]
}

/** Addresses of several services in one text: `orders=http://orders:80,users=http://users:80`. */
const listed = (text: string): Address[] =>
  (text.match(/\bhttps?:\/\/[^\s,;|"'<>)\]}]+/g) ?? []).flatMap((each) => parseAddress(each) ?? [])

function bareHost(text: string): Address | undefined {
  if (isChoice(text)) return undefined
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(text) && (/[a-z]/i.test(text) || isMachineNumber(text))
    ? { host: text, shown: text }
    : undefined
}
