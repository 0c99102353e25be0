import { posix } from 'node:path'
import { isEnvFile } from '../facts/dotenv/is-env-file.ts'
import type { At, ConfigObjectFact, EnvSetFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { readLanguages } from '../facts/index.ts'
import { isTyeFile } from '../facts/tye/is-tye-file.ts'
import { type EnvFiles, envFiles } from './env-files.ts'
import type { Service } from './graph.ts'
import type { LibraryUsers } from './owners/library-users.ts'
import { unreadFields } from './owners/unread-fields.ts'
import { serviceOf, serviceOfWorkload } from './subjects.ts'
import { isTestFile } from './test-file.ts'

/** A variable that a service is given, with where its value stands. */
export interface Setting {
  readonly service: Service
  readonly name: string
  readonly value: string
  readonly at: At
  /** What kind of place it is; an argument is known to be read. */
  readonly source: 'env-set' | 'config-map' | 'secret' | 'argument'
  /** Workload or file that gives it: what is given together belongs together. */
  readonly group: string
  /** A manifest, compose file or image gives it: `localhost` in it is the container itself. */
  readonly inContainer: boolean
  /** The ConfigMap or file of variables that gives it, where a workload takes it whole. */
  readonly whole?: string
  /** It is the `.env` beside a compose file of several services, which compose fills all of them in from. */
  readonly forAll?: boolean
}

/**
 * Every variable with a known value that a service is given and that its code reads. What a manifest offers and nobody
 * reads says nothing. Where a service's code could not be read, what is given to it alone stands; of what is given to
 * others as well (a ConfigMap for all), what its code at least names.
 */
export function settingsOf(services: readonly Service[], facts: FactIndex, ownersOf: LibraryUsers): Setting[] {
  const reads = readsBySubject(services, facts, ownersOf)
  const owners = ownersOfWorkloads(services, facts)
  const settings = [...given(services, facts, owners), ...mapped(services, facts, owners), ...passed(facts, owners)]
  const takers = takersOf(settings)
  return settings.filter(({ service, name, whole, source, forAll }) => {
    if (source === 'argument' || reads.get(service)?.has(name)) return true
    const isForMany = forAll === true || (whole !== undefined && (takers.get(whole)?.size ?? 0) > 1)
    return !isReadable(service) && !isForMany
  })
}

/** Names of what each service is given in a manifest or compose file, be the value known or not: `cart\0DB_HOST`. */
export function namesSet(services: readonly Service[], facts: FactIndex): Set<string> {
  const owner = ownersOfWorkloads(services, facts)
  return new Set(
    facts.of('env-set').flatMap(({ at, name, workload }) => {
      const service = workload === undefined ? undefined : owner(at.file, workload)
      return service === undefined ? [] : [`${service.name}\0${name}`]
    }),
  )
}

/** Languages whose frameworks fill their settings from variables that no code names. */
const binding: ReadonlySet<string | undefined> = new Set(['java', 'kotlin', 'csharp'])

/** Whether a service may take a variable of which its code says nothing: a framework fills its settings by their names. */
export const bindsByName = ({ language }: Pick<Service, 'language'>): boolean => binding.has(language)

const isReadable = (service: Service): boolean =>
  service.language !== undefined && readLanguages.has(service.language) && !bindsByName(service)

/** Names of variables that the code of each service reads, or names. */
function readsBySubject(
  services: readonly Service[],
  facts: FactIndex,
  ownersOf: LibraryUsers,
): Map<Service, Set<string>> {
  const reads = new Map(services.map((service) => [service, new Set<string>()]))
  const isUnread = unreadFields(services, facts)
  for (const { at, name, field } of facts.of('env-read')) {
    for (const service of isTestFile(at.file) ? [] : ownersOf(at.file)) {
      if (!isUnread(service, field)) reads.get(service)?.add(name)
    }
  }
  return reads
}

/** Who takes each ConfigMap and file of variables whole. */
function takersOf(settings: readonly Setting[]): Map<string, Set<Service>> {
  const takers = new Map<string, Set<Service>>()
  for (const { whole, service } of settings) {
    if (whole !== undefined) takers.set(whole, (takers.get(whole) ?? new Set()).add(service))
  }
  return takers
}

type Owner = (file: string, workload: string | undefined) => Service | undefined

/** Who gets what is given in a file, to a workload of it or to the folder it lies in. */
function ownersOfWorkloads(services: readonly Service[], facts: FactIndex): Owner {
  const owners = new Map(
    facts.of('workload').map((fact) => [groupOf(fact.at.file, fact.name), serviceOfWorkload({ services }, fact)]),
  )
  return (file, workload) => {
    const key = groupOf(file, workload)
    return owners.has(key) ? owners.get(key) : serviceOf({ services }, file)
  }
}

const groupOf = (file: string, workload: string | undefined): string => `${file}\0${workload ?? ''}`

/** Literal values: of manifests and compose services, of Dockerfiles, and of files of variables. */
function given(services: readonly Service[], facts: FactIndex, owner: Owner): Setting[] {
  const variables = envFiles(facts)
  const settings = (fact: EnvSetFact, service: Service | undefined, inContainer: boolean): Setting[] => {
    const value = fact.from.source === 'literal' ? literalValue(fact, variables) : undefined
    if (service === undefined || value === undefined) return []
    const group = groupOf(fact.at.file, fact.workload)
    return [{ service, name: fact.name, value, at: fact.at, source: 'env-set', group, inContainer }]
  }
  const direct = facts
    .of('env-set')
    .flatMap((fact) => settings(fact, owner(fact.at.file, fact.workload), !runsOutside(fact.at.file)))
  const isForAll = filesForAll(facts)
  const fromFiles = facts.of('workload').flatMap((workload) => {
    const service = workload.envFiles.length === 0 ? undefined : serviceOfWorkload({ services }, workload)
    return workload.envFiles.flatMap((file) =>
      facts
        .in(file)
        .flatMap((fact) => (fact.kind === 'env-set' ? settings(fact, service, true) : []))
        .map((each) => ({ ...each, whole: file, forAll: isForAll(file) })),
    )
  })
  return [...direct, ...fromFiles]
}

/** Whether a file is for what runs on the machine itself, and in no container of it. */
const runsOutside = (file: string): boolean => isEnvFile(file) || isTyeFile(file)

/** Whether a file is the `.env` beside a compose file of several services. */
function filesForAll(facts: FactIndex): (file: string) => boolean {
  const counts = new Map<string, number>()
  for (const { at, source } of facts.of('workload')) {
    if (source === 'compose') counts.set(at.file, (counts.get(at.file) ?? 0) + 1)
  }
  const beside = new Set([...counts].flatMap(([file, count]) => (count > 1 ? [posix.dirname(file)] : [])))
  return (file) => posix.basename(file) === '.env' && beside.has(posix.dirname(file))
}

/** What a variable is set to. Compose takes one that is only named from the `.env` beside it. */
function literalValue({ name, value, at, workload }: EnvSetFact, variables: EnvFiles): string | undefined {
  if (value !== undefined) return variables.filled(value, at.file)
  return workload === undefined ? undefined : variables.beside(at.file, name)
}

/** Arguments of the command lines that start services: an option is a setting by another name. */
function passed(facts: FactIndex, owner: Owner): Setting[] {
  const variables = envFiles(facts)
  return facts.of('argument').flatMap(({ at, flag = '', value: written, workload }): Setting[] => {
    const service = owner(at.file, workload)
    const value = variables.filled(written, at.file)
    if (service === undefined || value === undefined) return []
    return [
      { service, name: flag, value, at, source: 'argument', group: groupOf(at.file, workload), inContainer: true },
    ]
  })
}

/** Values of ConfigMaps, and places in Secrets, that workloads take whole or by key. */
function mapped(services: readonly Service[], facts: FactIndex, owner: Owner): Setting[] {
  const objects = new Map<string, ConfigObjectFact[]>()
  for (const object of facts.of('config-object')) {
    const key = objectKey(object.source, object.name)
    objects.set(key, [...(objects.get(key) ?? []), object])
  }
  const isFirst = firstCopies(facts)
  const visible = (source: ConfigObjectFact['source'], name: string, service: Service, file: string, of = '') => {
    const seen = (objects.get(objectKey(source, name)) ?? []).filter((object) => {
      const holder = serviceOf({ services }, object.at.file)
      return holder === undefined || holder === service || holder.path === '.'
    })
    const taken = source === 'config-map' ? seen : isFirst(file, of) ? besides(file, seen) : []
    return taken.map((object) => ({ values: { ...object.values, ...valuesOfFiles(object, facts) } }))
  }
  const whole = facts.of('workload').flatMap((workload) => {
    const service = workload.envFrom.length === 0 ? undefined : serviceOfWorkload({ services }, workload)
    if (service === undefined) return []
    const group = groupOf(workload.at.file, workload.name)
    return workload.envFrom.flatMap(({ source, object }) =>
      visible(source, object, service, workload.at.file, workload.name).flatMap(({ values }) =>
        Object.entries(values).flatMap(([name, { value, at }]): Setting[] =>
          value === undefined
            ? []
            : [{ service, name, value, at, source, group, inContainer: true, whole: objectKey(source, object) }],
        ),
      ),
    )
  })
  const byKey = facts.of('env-set').flatMap((fact): Setting[] => {
    const { from, name } = fact
    const service = from.source === 'literal' ? undefined : owner(fact.at.file, fact.workload)
    if (from.source === 'literal' || service === undefined) return []
    const { source } = from
    return visible(source, from.object, service, fact.at.file, fact.workload).flatMap(({ values }) => {
      const entry = values[from.key]
      if (entry?.value === undefined) return []
      const group = groupOf(fact.at.file, fact.workload)
      return [{ service, name, value: entry.value, at: entry.at, source, group, inContainer: true }]
    })
  })
  return [...whole, ...byKey]
}

/** Of several copies of a system's manifests with other Secrets, those nearest to the root: whether a workload's is one. */
function firstCopies(facts: FactIndex): (file: string, workload: string) => boolean {
  const depth = (file: string): number => file.split('/').length
  const nearest = new Map<string, number>()
  for (const { at, name, partial } of facts.of('workload')) {
    if (!partial) nearest.set(name, Math.min(nearest.get(name) ?? depth(at.file), depth(at.file)))
  }
  return (file, workload) => depth(file) <= (nearest.get(workload) ?? depth(file))
}

/** Of objects of one name, those in the folder of who takes them, where there are any. */
function besides(file: string, objects: readonly ConfigObjectFact[]): readonly ConfigObjectFact[] {
  const near = objects.filter(({ at }) => posix.dirname(at.file) === posix.dirname(file))
  return near.length > 0 ? near : objects
}

const objectKey = (source: ConfigObjectFact['source'], name: string): string => `${source}\0${name}`

/** What a generated ConfigMap takes from files of variables. */
function valuesOfFiles({ envFiles = [] }: ConfigObjectFact, facts: FactIndex): ConfigObjectFact['values'] {
  const set = envFiles.flatMap((file) => facts.in(file)).filter((fact) => fact.kind === 'env-set')
  return Object.fromEntries(
    set.map(({ name, at, value }) => [name, { at, ...(value === undefined ? {} : { value }) }] as const),
  )
}
