import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'

/** Settings of clients of gRPC, and what packages for such are called. */
const [ofGrpc, grpcPackage] = [/grpc/i, /grpc|dapr|magiconion/i]

/**
 * Whether a setting of a client of gRPC is one that no project which a service is built with could read: files of settings
 * are copied from one host of a system to the next. Where no project is seen, everything may be read.
 */
export function readByNoProject(facts: FactIndex): (from: Service, setting: string | undefined) => boolean {
  const projects = new Map<string, { packages: string[]; next: string[] }>()
  const isProject = (file: string): boolean => /\.(?:cs|fs|vb)proj$/.test(file)
  for (const { at, ecosystem, dependencies } of facts.of('package')) {
    if (ecosystem === 'nuget') projects.set(at.file, { packages: dependencies.map(({ name }) => name), next: [] })
  }
  for (const { at, language, specifier } of facts.of('import')) {
    if (language === 'msbuild' && isProject(specifier))
      projects.get(at.file)?.next.push(posix.join(posix.dirname(at.file), specifier))
  }
  const known = new Map<Service, boolean>()
  const speaks = (service: Service): boolean => {
    const reached = new Set([...projects.keys()].filter((file) => posix.dirname(file) === service.path))
    if (reached.size === 0) return true
    // A set tells of what is added while it is walked.
    for (const file of reached) {
      const project = projects.get(file)
      // A project that is not here may bring anything.
      if (project === undefined || project.packages.some((name) => grpcPackage.test(name))) return true
      for (const next of project.next) reached.add(next)
    }
    return false
  }
  return (from, setting = '') => {
    if (from.language !== 'csharp' || !ofGrpc.test(setting)) return false
    const answer = known.get(from) ?? speaks(from)
    known.set(from, answer)
    return !answer
  }
}
