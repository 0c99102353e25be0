import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { drivers } from '../../../products/drivers.ts'
import { keepsRows, protocolOf } from '../../../products/protocols.ts'
import type { Service } from '../../graph.ts'
import { builtProjects } from '../../settings/untaken/built-projects.ts'
import { spokenWords } from './spoken-words.ts'

/** What may bring anything along, by its name. */
const ofAll = /framework(?!core)|infrastructure|building|common|shared|kernel|platform|toolkit|aspire/i

/** What writes logs, or watches, and hands it over by itself: no code of the program speaks with whom it is for. */
const forLogs = /^(?:serilog|nlog|log4net)\b|^elastic\.(?:apm|commonschema|serilog|extensions\.logging|opentelemetry)/i

/**
 * Whether any project that a program of .NET is built with names a package that can speak a protocol. True where no project
 * names any, where one is not here, and where it takes a package of the makers of this repository that is made elsewhere.
 */
export function spokenByProjects(facts: FactIndex): (service: Service, protocol: string) => boolean {
  const projectsOf = builtProjects(facts)
  let ours: ReadonlySet<string> | undefined
  return (service, protocol) => {
    const word = spokenWords('csharp')?.[protocol]
    const projects = projectsOf(service)
    const names = projects.flatMap(({ packages }) => packages ?? [])
    if (word === undefined || names.length === 0 || projects.some(({ packages }) => packages === undefined)) return true
    ours ??= makersOf(facts)
    const known = ours
    return names.some((name) => {
      if (forLogs.test(name)) return false
      const store = drivers.find(([pattern]) => pattern.test(name))?.[1]
      if (store === undefined) return word.test(name) || ofAll.test(name) || known.has(makerOf(name))
      const spoken = protocolOf(store) ?? store
      return spoken === protocol || (keepsRows(spoken) && keepsRows(protocol))
    })
  }
}

/** `Shop` of `Shop.Orders.Data` */
const makerOf = (name: string): string => name.split('.')[0]?.toLowerCase() ?? ''

const makersOf = (facts: FactIndex): ReadonlySet<string> =>
  new Set(
    facts
      .of('package')
      .flatMap(({ at, ecosystem }) => (ecosystem === 'nuget' ? [makerOf(posix.basename(at.file))] : [])),
  )
