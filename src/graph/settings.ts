import { posix } from 'node:path'
import type { At, EnvSetFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import type { Service } from './graph.ts'
import { serviceOf, serviceOfWorkload } from './subjects.ts'
import { isTestFile } from './test-file.ts'

/** A variable that a service is given, with where its value stands. */
export interface Setting {
  readonly service: Service
  readonly name: string
  readonly value: string
  readonly at: At
  /** `env-set` or `config-map`: what kind of place it is. */
  readonly source: 'env-set' | 'config-map'
  /** Workload or file that gives it: what is given together belongs together. */
  readonly group: string
}

/**
 * Every variable with a known value that a service is given and that its code reads. What a manifest offers and nobody
 * reads says nothing; where no code of the service could be read at all, what its own manifests give it stands.
 */
export function settingsOf(services: readonly Service[], facts: FactIndex): Setting[] {
  const reads = readsBySubject(services, facts)
  const isRead = (service: Service, name: string): boolean => reads.get(service)?.has(name) ?? true
  return [...given(services, facts), ...mapped(services, facts)].filter(({ service, name }) => isRead(service, name))
}

/** Languages whose reads of variables are stated as facts. */
const readable = new Set(['typescript', 'javascript'])

/** Names of variables by the service that reads them; a service whose code nobody could read is not in it. */
function readsBySubject(services: readonly Service[], facts: FactIndex): Map<Service, Set<string>> {
  const isReadable = ({ language }: Service): boolean => language !== undefined && readable.has(language)
  const reads = new Map(services.filter(isReadable).map((service) => [service, new Set<string>()]))
  for (const { at, name } of facts.of('env-read')) {
    const service = isTestFile(at.file) ? undefined : serviceOf({ services }, at.file)
    // A script beside code in another language says nothing of what that code reads.
    if (service) reads.get(service)?.add(name)
  }
  return reads
}

/** Literal values: of manifests and compose services, of Dockerfiles, and of files of variables. */
function given(services: readonly Service[], facts: FactIndex): Setting[] {
  const files = facts.of('env-set').filter(({ workload }) => workload === undefined)
  const workloads = facts.of('workload')
  const direct = facts.of('env-set').flatMap((fact): Setting[] => {
    const workload = workloads.find(({ name, at }) => name === fact.workload && at.file === fact.at.file)
    const service = workload ? serviceOfWorkload({ services }, workload) : serviceOf({ services }, fact.at.file)
    return fact.from.source === 'literal' ? setting(fact, service, files) : []
  })
  const fromFiles = workloads.flatMap((workload) => {
    const service = serviceOfWorkload({ services }, workload)
    return workload.envFiles.flatMap((file) =>
      files.filter(({ at }) => at.file === file).flatMap((fact) => setting(fact, service, files)),
    )
  })
  return [...direct, ...fromFiles]
}

function setting(fact: EnvSetFact, service: Service | undefined, files: readonly EnvSetFact[]): Setting[] {
  const value = fact.value === undefined ? undefined : interpolated(fact.value, fact.at.file, files)
  if (service === undefined || value === undefined) return []
  const group = `${fact.at.file}\0${fact.workload ?? ''}`
  return [{ service, name: fact.name, value, at: fact.at, source: 'env-set', group }]
}

/** `${NAME}` from the `.env` beside the file; a value that stays open is unknown. */
function interpolated(value: string, file: string, files: readonly EnvSetFact[]): string | undefined {
  const beside = posix.join(posix.dirname(file), '.env')
  const filled = value.replace(/\$\{(\w+)(?::?[-?][^}]*)?\}/g, (whole, name: string) => {
    return files.find(({ at, name: other }) => at.file === beside && other === name)?.value ?? whole
  })
  return filled.includes('${') ? undefined : filled
}

/** Values of ConfigMaps that workloads take whole or by key. */
function mapped(services: readonly Service[], facts: FactIndex): Setting[] {
  const objects = facts.of('config-object').filter(({ source }) => source === 'config-map')
  const visible = (name: string, service: Service) =>
    objects.filter((object) => {
      const owner = serviceOf({ services }, object.at.file)
      return object.name === name && (owner === undefined || owner === service || owner.path === '.')
    })
  const whole = facts.of('workload').flatMap((workload) => {
    const service = serviceOfWorkload({ services }, workload)
    if (service === undefined) return []
    const group = `${workload.at.file}\0${workload.name}`
    return workload.envFrom.flatMap(({ object }) =>
      visible(object, service).flatMap(({ values }) =>
        Object.entries(values).flatMap(([name, { value, at }]): Setting[] =>
          value === undefined ? [] : [{ service, name, value, at, source: 'config-map', group }],
        ),
      ),
    )
  })
  const byKey = facts.of('env-set').flatMap((fact): Setting[] => {
    const { from, name } = fact
    if (from.source !== 'config-map') return []
    const workload = facts
      .of('workload')
      .find((other) => other.name === fact.workload && other.at.file === fact.at.file)
    const service = workload && serviceOfWorkload({ services }, workload)
    if (service === undefined) return []
    return visible(from.object, service).flatMap(({ values }) => {
      const entry = values[from.key]
      if (entry?.value === undefined) return []
      const group = `${fact.at.file}\0${fact.workload ?? ''}`
      return [{ service, name, value: entry.value, at: entry.at, source: 'config-map' as const, group }]
    })
  })
  return [...whole, ...byKey]
}
