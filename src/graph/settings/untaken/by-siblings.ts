import type { FactIndex } from '../../../facts/fact-index.ts'
import type { Service } from '../../graph.ts'
import { servicesOf } from '../../subjects/of-file.ts'
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
    return [...read].filter((name) => name.endsWith(shape)).length >= fewest
  }
}

/** Variables that each program names, and parts of its settings that its code takes. */
function namesTaken(services: readonly Service[], facts: FactIndex) {
  const [read, parts] = [new Map<Service, Set<string>>(), new Map<Service, Set<string>>()]
  for (const fact of [...facts.of('env-read'), ...facts.of('setting-read')]) {
    if (isTestFile(fact.at.file)) continue
    const names = fact.kind === 'env-read' ? read : parts
    for (const service of servicesOf({ services }, fact.at.file))
      names.set(service, (names.get(service) ?? new Set()).add(fact.name))
  }
  return { read, parts }
}
