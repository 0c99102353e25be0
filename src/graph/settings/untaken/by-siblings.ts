import type { FactIndex } from '../../../facts/fact-index.ts'
import type { Service } from '../../graph.ts'
import { workloadNamed } from '../../subjects/of-fact.ts'
import { servicesOf } from '../../subjects/of-file.ts'
import { serviceOfWorkload } from '../../subjects/of-workload.ts'
import { isTestFile } from '../../test-file.ts'
import { isReadByFramework } from './properties.ts'

/** How many variables of one form a program names each, until it is plain that it names all which it takes. */
const fewest = 3
const variable = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/
/** `_SERVICE_HOST` of `ORDERS_SERVICE_HOST`. */
const form = /_[A-Z\d]+(?:_[A-Z\d]+)?$/

/**
 * Whether a program of the JVM names several variables of a form, each by itself, and not this one: a manifest gives it the
 * addresses of all.
 */
export function unlikeSiblings(
  services: readonly Service[],
  facts: FactIndex,
): (from: Service, setting: string | undefined) => boolean {
  let known: ReturnType<typeof namesTaken> | undefined
  return (from, setting = '') => {
    if (!/^(?:java|kotlin)$/.test(from.language ?? '') || !variable.test(setting) || isReadByFramework(setting))
      return false
    known ??= namesTaken(services, facts)
    const [read, parts] = [known.read.get(from) ?? new Set<string>(), known.parts.get(from) ?? new Set<string>()]
    if (read.has(setting) || [...parts].some((part) => part === '' || `${setting}_`.startsWith(`${part}_`)))
      return false
    const shape = form.exec(setting)?.[0] ?? ''
    const alike = [...read].filter((name) => name.endsWith(shape))
    if (alike.length >= fewest) return true
    // All are given the same, of which this one names what it takes, and no library anything.
    return alike.some((name) => known?.isForAll(name)) && known.isForAll(setting) && !known.byLibraries.has(setting)
  }
}

/** Of so many workloads it is no accident that all are given a variable. */
const fewestGiven = 3

/** Variables that each program names, and parts of its settings that its code takes. */
function namesTaken(services: readonly Service[], facts: FactIndex) {
  const [read, parts] = [new Map<Service, Set<string>>(), new Map<Service, Set<string>>()]
  const byLibraries = new Set<string>()
  for (const fact of [...facts.of('env-read'), ...facts.of('setting-read')]) {
    if (isTestFile(fact.at.file)) continue
    const names = fact.kind === 'env-read' ? read : parts
    const owners = servicesOf({ services }, fact.at.file)
    for (const service of owners) names.set(service, (names.get(service) ?? new Set()).add(fact.name))
    if (owners.length === 0) byLibraries.add(fact.name)
  }
  return { read, parts, byLibraries, isForAll: givenToAll(services, facts) }
}

/** Whether manifests, or compose files, give a variable to each service that they give anything. */
function givenToAll(services: readonly Service[], facts: FactIndex): (variable: string) => boolean {
  const given = new Map<string, Set<Service>>()
  const all = new Set<Service>()
  for (const { at, name, workload: of } of facts.of('env-set')) {
    const workload = of === undefined ? undefined : workloadNamed(facts, of, at.file)
    const service = workload && serviceOfWorkload({ services }, workload)
    if (service === undefined) continue
    all.add(service)
    given.set(name, (given.get(name) ?? new Set()).add(service))
  }
  return (variable) => all.size >= fewestGiven && given.get(variable)?.size === all.size
}
