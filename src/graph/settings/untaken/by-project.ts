import type { FactIndex } from '../../../facts/fact-index.ts'
import type { Service } from '../../graph.ts'
import { builtProjects } from './built-projects.ts'

/** Settings of clients of gRPC, and what packages for such are called. */
const [ofGrpc, grpcPackage] = [/grpc/i, /grpc|dapr|magiconion/i]

/**
 * Whether a setting of a client of gRPC is one that no project which a service is built with could read: files of settings
 * are copied from one host of a system to the next. Where no project is seen, everything may be read.
 */
export function readByNoProject(facts: FactIndex): (from: Service, setting: string | undefined) => boolean {
  const projectsOf = builtProjects(facts)
  const known = new Map<Service, boolean>()
  const speaks = (service: Service): boolean => {
    const projects = projectsOf(service)
    return (
      projects.length === 0 ||
      projects.some(({ packages }) => packages === undefined || packages.some((name) => grpcPackage.test(name)))
    )
  }
  return (from, setting = '') => {
    if (from.language !== 'csharp' || !ofGrpc.test(setting)) return false
    const answer = known.get(from) ?? speaks(from)
    known.set(from, answer)
    return !answer
  }
}
