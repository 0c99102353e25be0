import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { sourceLanguage } from '../../../facts/source-language.ts'
import type { SeenAddress } from '../../edges/seen-address.ts'
import { foldersAbove } from '../../folders-above.ts'
import type { Service } from '../../graph.ts'
import { serviceOf, servicesOf } from '../../subjects/of-file.ts'
import { isTestFile } from '../../test-file.ts'
import { builtProjects } from './built-projects.ts'

/**
 * Leaves out addresses under settings that no code takes any more, in languages whose frameworks fill a program's
 * settings by name, so that nothing else tells a setting that is used from one that was left behind:
 * - .NET: a setting at the top, an address of HTTP, of which neither the service's code nor a shared one says the name;
 *   one that code of others takes by its whole name, or a library by its part, and the service's own does not, nor any
 *   project that it is built with; one that nobody takes while one beside it is taken by its whole name; and one that
 *   only tells where browsers are sent to;
 * - Go: a part of a file of settings that no tag of the service's structs names, where tags name other parts of it.
 */
export function withoutUnread(
  seen: readonly SeenAddress[],
  services: readonly Service[],
  facts: FactIndex,
): SeenAddress[] {
  const reads = readNames(services, facts)
  const known = new Set(
    seen.flatMap(({ from, at, setting }) =>
      setting !== undefined && from.language === 'go' && isNamed(setting, reads.of(from))
        ? [`${from.name}\0${at.file}`]
        : [],
    ),
  )
  return seen.filter(({ from, at, setting, address }) => {
    if (setting === undefined) return true
    if (reads.onlyForBrowsers(setting, from)) return false
    if (sourceLanguage(at.file) !== undefined) return true
    const names = reads.of(from)
    if (from.language === 'csharp') {
      if (isInPart.test(setting) && !isNamedInParts(setting, names) && reads.elsewhere(setting)) return false
      const isJudged = names.size > 0 && !setting.includes('__') && /^https?$/.test(address.scheme ?? '')
      return !isJudged || names.has(setting.toLowerCase())
    }
    if (from.language === 'go') return !known.has(`${from.name}\0${at.file}`) || isNamed(setting, names)
    return true
  })
}

/** A tag names a part of a file with all that lies below it. */
const isNamed = (setting: string, names: ReadonlySet<string>): boolean => {
  const plain = setting.toLowerCase()
  return [...names].some((name) => plain === name || plain.startsWith(`${name}_`))
}

/** A setting in a part. */
const isInPart = /__/

/** Parts that frameworks read by themselves. */
const ofFrameworks = /^(?:aspire|connectionstrings|dapr|kestrel|logging|orleans|reverseproxy|serilog|services)(?:__|$)/

/** `rabbitmq`, `rabbitmq__host` of `RabbitMq__Host`. */
const partsOf = (setting: string): string[] => {
  const parts = setting.toLowerCase().split('__')
  return parts.map((_, index) => parts.slice(0, index + 1).join('__'))
}

/**
 * `RabbitMq__Host` is taken by its name, with the part that it lies in (`GetSection("RabbitMq")`), or by the member of a
 * class that the part fills.
 */
const isNamedInParts = (setting: string, names: ReadonlySet<string>): boolean =>
  [...partsOf(setting), setting.toLowerCase().split('__').at(-1) ?? ''].some((part) => names.has(part))

/**
 * What is called alike but for one part: `services__*__grpc` of `Services__Orders__Grpc`, `services__*` of `Services__Orders`.
 * Connections of .NET are also taken by what no code looks up, as an attribute of who uses them: `ConnectionStrings__Orders`.
 */
const besides = (setting: string): string[] => {
  const parts = setting.toLowerCase().split('__')
  if (parts.length === 2) return parts[0] === 'connectionstrings' ? [] : [parts.with(1, '*').join('__')]
  return parts.length < 3 ? [] : parts.map((_, index) => parts.with(index, '*').join('__'))
}

/** Names of settings that each service's code takes, with those that code of libraries takes for who is built with it. */
function readNames(services: readonly Service[], facts: FactIndex) {
  const own = new Map<Service, Set<string>>()
  const shared = new Map<string | undefined, Set<string>>()
  const forBrowsers = new Map<Service, Set<string>>()
  const add = <Key>(names: Map<Key, Set<string>>, key: Key, name: string): void => {
    names.set(key, (names.get(key) ?? new Set()).add(name.toLowerCase()))
  }
  const projectOf = projects(facts)
  for (const fact of facts.of('setting-read')) {
    if (isTestFile(fact.at.file)) continue
    const owners = servicesOf({ services }, fact.at.file)
    for (const service of owners) add(fact.forBrowsers ? forBrowsers : own, service, fact.name)
    if (owners.length === 0 && !fact.forBrowsers) add(shared, projectOf(fact.at.file), fact.name)
  }
  // In Java a placeholder is filled wherever it stands; it is read otherwise where it stands more than once.
  const filled = new Map<Service, Map<string, number>>()
  for (const { at, name } of forBrowsers.size === 0 ? [] : facts.of('env-read')) {
    const service =
      /\.(?:java|kt)$/.test(at.file) && !isTestFile(at.file) ? serviceOf({ services }, at.file) : undefined
    if (service === undefined || !forBrowsers.has(service)) continue
    const counts = filled.get(service) ?? new Map<string, number>()
    filled.set(service, counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1))
  }
  const builtOf = builtProjects(facts)
  /** Names that libraries take, of those that a service is built with; all, where that cannot be told. */
  const sharedWith = (service: Service): string[] => {
    const built = builtOf(service)
    const isWhole = built.length === 0 || built.some(({ packages }) => packages === undefined)
    const folders = new Set(built.map(({ folder }) => folder))
    return [...shared].flatMap(([folder, names]) =>
      folder === undefined || isWhole || service.language !== 'csharp' || folders.has(folder) ? [...names] : [],
    )
  }
  const all = new Map<Service, ReadonlySet<string>>()
  const whole = new Set([...own.values(), ...shared.values()].flatMap((names) => [...names]))
  const ofLibraries = new Set(
    [...shared]
      .flatMap(([folder, names]) => (folder === undefined ? [] : [...names]))
      .filter((name) => !ofFrameworks.test(name)),
  )
  const beside = new Set([...whole].flatMap(besides))
  return {
    of(service: Service): ReadonlySet<string> {
      const names = all.get(service) ?? new Set([...(own.get(service) ?? []), ...sharedWith(service)])
      all.set(service, names)
      return names
    },
    /** Whether code takes a setting which the service's takes by none of its parts. */
    elsewhere: (setting: string): boolean =>
      whole.has(setting.toLowerCase()) ||
      partsOf(setting).some((part) => ofLibraries.has(part)) ||
      besides(setting).some((name) => beside.has(name)),
    onlyForBrowsers: (setting: string, service: Service): boolean =>
      forBrowsers.get(service)?.has(setting.toLowerCase()) === true &&
      !isNamedInParts(setting, own.get(service) ?? new Set()) &&
      (filled.get(service)?.get(setting.toLowerCase()) ?? 0) <= 1,
  }
}

/** The folder of the project of .NET that a file lies in. */
function projects(facts: FactIndex): (file: string) => string | undefined {
  const folders = new Set(
    facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'nuget' ? [posix.dirname(at.file)] : [])),
  )
  return (file) => foldersAbove(file).findLast((folder) => folders.has(folder))
}
