import { posix } from 'node:path'
import type { Fact, WorkloadFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import type { Graph, Service } from './graph.ts'

/** The service in whose folder a file lies, the innermost one. The root counts as a folder only if nothing else does. */
export function serviceOf(graph: Pick<Graph, 'services'>, file: string): Service | undefined {
  let found: Service | undefined
  for (const service of graph.services) {
    const isInside = service.path === '.' || file === service.path || file.startsWith(`${service.path}/`)
    if (isInside && (found === undefined || service.path.length > found.path.length || found.path === '.'))
      found = service
  }
  return found
}

/** The service that a fact speaks of: that of its workload where it has one, else that of its file. */
export function subjectOf(graph: Pick<Graph, 'services'>, facts: FactIndex, fact: Fact): Service | undefined {
  if (fact.kind === 'workload') return serviceOfWorkload(graph, fact)
  if (fact.kind === 'env-set' && fact.workload !== undefined) {
    const workload = facts.of('workload').find(({ name, at }) => name === fact.workload && at.file === fact.at.file)
    return workload ? serviceOfWorkload(graph, workload) : byName(graph, fact.workload)
  }
  return serviceOf(graph, fact.at.file)
}

/** By the folder that its image is built from, by the image's or its own name, or by the folder its manifest lies in. */
export function serviceOfWorkload(graph: Pick<Graph, 'services'>, workload: WorkloadFact): Service | undefined {
  if (workload.build) {
    const context = workload.build.context
    const dockerfile = workload.build.dockerfile
    const exact = graph.services.find(({ path }) => path === context)
    if (exact) return exact
    // A context that takes in several services: the Dockerfile then tells which of them is meant.
    if (dockerfile !== undefined) return serviceOf(graph, dockerfile)
  }
  const named = byName(graph, workload.name)
  if (named) return named
  const images = workload.containers
    .filter(({ role }) => role === 'main')
    .flatMap(({ image }) => (image ? [image] : []))
  for (const image of images) {
    const service = byName(graph, posix.basename(image.replace(/@.*$/, '').replace(/:[^/]*$/, '')))
    if (service) return service
  }
  const folder = serviceOf(graph, workload.at.file)
  return folder?.path === '.' ? undefined : folder
}

function byName(graph: Pick<Graph, 'services'>, name: string): Service | undefined {
  return graph.services.find((service) => service.name.toLowerCase() === name.toLowerCase())
}
