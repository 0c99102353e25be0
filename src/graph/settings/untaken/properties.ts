import { posix } from 'node:path'
import type { Fact } from '../../../facts/fact.ts'
import { type FactIndex, indexFacts } from '../../../facts/fact-index.ts'
import { sourceLanguage } from '../../../facts/source-language.ts'
import { isSpringFile } from '../../../facts/spring/file-name.ts'
import type { Service } from '../../graph.ts'
import { plainName } from '../../source-folders.ts'
import { serviceOf, servicesOf } from '../../subjects/of-file.ts'
import { nameStem } from '../../telling-names.ts'
import { isTestFile } from '../../test-file.ts'

/** Parts that frameworks and libraries read by themselves, whatever services they name. */
const ofFrameworks =
  /^(?:SPRING|SERVER|MANAGEMENT|EUREKA|FEIGN|ZUUL|RIBBON|HYSTRIX|RESILIENCE4J|GRPC|MICRONAUT|QUARKUS|MP|DUBBO|KTOR|AXON|CAMEL|KUBERNETES|LOGGING|SECURITY)(?:_|$)|(?:^|_)RIBBON(?:_|$)|MP\/REST|\//

/** Whether a framework of the JVM, or a library of it, takes a setting, whatever code says. */
export const isReadByFramework = (setting: string): boolean => ofFrameworks.test(setting)

/** What is left without settings that no code takes. */
export interface TakenProperties {
  readonly facts: FactIndex
  /** Whether a variable fills such a setting of a service, and nothing else there reads it. */
  readonly isIdle: (service: Service, variable: string) => boolean
}

/**
 * Leaves out what settings of Spring and its like state that are called after another service and that no code takes: by a
 * placeholder, by their whole name or by the part that they lie in. Such files are copied from one service to the next, with
 * the addresses of all. Code of libraries may take them for whoever is built with it.
 */
export function takenProperties(facts: FactIndex, services: readonly Service[]): TakenProperties {
  const names = services.flatMap((service) =>
    [service.name, ...(service.aliases ?? [])].flatMap((name) =>
      [plainName(name), nameStem(name)].map((word) => [word, service] as const),
    ),
  )
  const named = new Map<string, Set<Service>>()
  for (const [word, service] of names) named.set(word, (named.get(word) ?? new Set()).add(service))
  const isTaken = takenNames(facts, services)
  const isUntaken = (fact: Fact): boolean => {
    const setting = fact.kind === 'env-read' ? fact.fills : fact.kind === 'address' ? fact.setting : undefined
    if (setting === undefined || !isSpringFile(posix.basename(fact.at.file)) || isReadByFramework(setting)) return false
    const service = serviceOf({ services }, fact.at.file)
    if (service === undefined || !/^(?:java|kotlin)$/.test(service.language ?? '')) return false
    const parts = setting.split('_')
    const isOfOther = parts.some((part) => {
      const owners = named.get(plainName(part))
      return owners !== undefined && !owners.has(service)
    })
    return isOfOther && !parts.some((_, index) => isTaken(service, parts.slice(0, index + 1).join('_')))
  }
  const untaken = new Set(facts.all.filter(isUntaken))
  if (untaken.size === 0) return { facts, isIdle: () => false }
  const kept = indexFacts(facts.all.filter((fact) => !untaken.has(fact)))
  const key = (service: Service, variable: string): string => `${service.name}\0${variable}`
  const variables = (reads: Iterable<Fact>): Set<string> =>
    new Set(
      [...reads].flatMap((fact) =>
        fact.kind === 'env-read' && !isTestFile(fact.at.file)
          ? servicesOf({ services }, fact.at.file).map((service) => key(service, fact.name))
          : [],
      ),
    )
  const [filling, read] = [variables(untaken), variables(kept.of('env-read'))]
  return {
    facts: kept,
    isIdle: (service, variable) => filling.has(key(service, variable)) && !read.has(key(service, variable)),
  }
}

/** Whether a service's code, or code of libraries, takes a setting, or a part of them, by its name. */
function takenNames(facts: FactIndex, services: readonly Service[]): (service: Service, name: string) => boolean {
  const own = new Map<Service, Set<string>>()
  const shared = new Set<string>()
  // Where no code here takes any, it is rather not all here, or takes them in a way that nobody knows.
  let isKnown = false
  for (const fact of [...facts.of('setting-read'), ...facts.of('env-read')]) {
    if (isTestFile(fact.at.file) || !reading.test(fact.at.file)) continue
    // `user.service.url: ${USER_SERVICE_URL}` is filled, and not taken by itself.
    if (fact.kind === 'env-read' && fact.fills === fact.name) continue
    isKnown ||= sourceLanguage(fact.at.file) !== undefined
    const owners = servicesOf({ services }, fact.at.file)
    for (const owner of owners) own.set(owner, (own.get(owner) ?? new Set()).add(fact.name))
    if (owners.length === 0) shared.add(fact.name)
  }
  const isNamed = (service: Service, name: string): boolean => own.get(service)?.has(name) === true || shared.has(name)
  return (service, name) => !isKnown || isNamed(service, name) || isNamed(service, '')
}

/** Code of the JVM, and files of settings, of which one may take what another tells. */
const reading = /\.(?:java|kts?|groovy|scala|ya?ml|properties)$/
