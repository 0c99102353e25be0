import type { FactIndex } from '../../facts/fact-index.ts'
import { sourceLanguage } from '../../facts/source-language.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'
import type { SeenAddress } from './seen-address.ts'

/**
 * Leaves out addresses under settings that no code takes any more, in languages whose frameworks fill a program's
 * settings by name, so that nothing else tells a setting that is used from one that was left behind:
 * - .NET: a setting at the top, an address of HTTP, of which neither the service's code nor a shared one says the name;
 *   or one that code of other services takes by its whole name, and its own does not, nor the part that it lies in;
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
    if (setting === undefined || sourceLanguage(at.file) !== undefined) return true
    const names = reads.of(from)
    if (from.language === 'csharp') {
      if (isInPart.test(setting) && reads.elsewhere(setting, from) && !isNamedInParts(setting, names)) return false
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

/** `RabbitMq__Host` is taken by its name, or with the part that it lies in: `GetSection("RabbitMq")`. */
const isNamedInParts = (setting: string, names: ReadonlySet<string>): boolean => {
  const parts = setting.toLowerCase().split('__')
  return parts.some((_, index) => names.has(parts.slice(0, index + 1).join('__')))
}

/** Names of settings that each service's code takes, with those that code of nobody's takes for all. */
function readNames(services: readonly Service[], facts: FactIndex) {
  const own = new Map<Service | undefined, Set<string>>()
  for (const { at, name } of facts.of('setting-read')) {
    if (isTestFile(at.file)) continue
    const service = serviceOf({ services }, at.file)
    own.set(service, (own.get(service) ?? new Set()).add(name.toLowerCase()))
  }
  const all = new Map<Service, ReadonlySet<string>>()
  return {
    of(service: Service): ReadonlySet<string> {
      const names = all.get(service) ?? new Set([...(own.get(service) ?? []), ...(own.get(undefined) ?? [])])
      all.set(service, names)
      return names
    },
    /** Whether code of another service takes a setting by its whole name. */
    elsewhere: (setting: string, service: Service): boolean =>
      [...own].some(([other, names]) => other !== undefined && other !== service && names.has(setting.toLowerCase())),
  }
}
