import { posix } from 'node:path'
import type { ShipmentFact } from '../../../../facts/fact.ts'
import type { Service } from '../../../../graph/graph.ts'
import { imageName } from '../../../../products/image-name.ts'
import { listed } from '../../../listed.ts'
import type { Rule, RuleContext } from '../../../rule.ts'

export const deploysAllTogether: Rule = {
  id: 'deploys-all-together',
  group: 'delivery',
  severity: 'warning',
  summary: 'One job of a pipeline ships most of the services.',
  why: 'A release of one is a release of all: each waits for the slowest, and one that fails holds up the others.',
  help: 'Give each service a job that runs when its own files change: filters by path, or a matrix of what has changed.',
  *check(context) {
    const { facts, graph } = context
    const servicesOf = lookup(context)
    const jobs = new Map<string, ShipmentFact[]>()
    for (const fact of facts.of('shipment')) {
      const key = `${fact.at.file}\0${fact.job}`
      jobs.set(key, [...(jobs.get(key) ?? []), fact])
    }
    for (const shipments of jobs.values()) {
      const first = new Map<string, ShipmentFact>()
      for (const fact of shipments) {
        for (const name of servicesOf(fact)) if (!first.has(name)) first.set(name, fact)
      }
      const [shipment] = first.values()
      if (shipment === undefined || first.size < 2 || first.size * 2 <= graph.services.length) continue
      const names = [...first.keys()].sort()
      const all = names.length === 2 ? 'both' : `all ${names.length}`
      const share = names.length === graph.services.length ? all : `${names.length} of ${graph.services.length}`
      yield {
        message: `The job ${shipment.job} ships ${share} services by ${shipment.command}: ${listed(names)}.`,
        at: shipment.at,
        services: names,
        related: [...first].slice(1).map(([name, { at, command }]) => ({ ...at, message: `${name}, by ${command}` })),
      }
    }
  },
}

/** Finds the services that a command speaks of: by an image, a name, or a folder of theirs or of their manifests. */
function lookup({ graph, facts, subjectOf }: RuleContext): (fact: ShipmentFact) => readonly string[] {
  const byLength = [...graph.services].sort((a, b) => b.name.length - a.name.length)
  const images = new Map<string, string>()
  const manifests: { readonly file: string; readonly service: string }[] = []
  const built = new Set<string>()
  for (const workload of facts.of('workload')) {
    const service = subjectOf(workload)?.name
    if (service === undefined) continue
    if (workload.source === 'kubernetes') manifests.push({ file: workload.at.file, service })
    if (workload.build) built.add(service)
    for (const { image, role } of workload.containers)
      if (role === 'main' && image !== undefined) images.set(plain(imageName(image)), service)
  }
  const named = (word: string): string | undefined => {
    const name = plain(
      imageName(word.replace(/^(?:deployments?|deploy|statefulset|--[\w-]+)[/=]/, '').replace(/=.*$/, '')),
    )
    return (
      images.get(name) ??
      byLength.find((service) => name === plain(service.name) || name.endsWith(`-${plain(service.name)}`))?.name
    )
  }
  const inFolder = (word: string): string[] => {
    if (!/^(?:\.{0,2}\/)?[\w./-]+$/.test(word)) return []
    const path = posix.normalize(word.replace(/^(?:\.\/)+/, '')).replace(/\/$/, '')
    const isBelow = (file: string): boolean => file === path || file.startsWith(`${path}/`)
    const own = graph.services.filter(
      (service: Service) => service.path !== '.' && (path === service.path || path.startsWith(`${service.path}/`)),
    )
    return [
      ...own.map(({ name }) => name),
      ...manifests.flatMap(({ file, service }) => (isBelow(file) ? [service] : [])),
    ]
  }
  return ({ command, words }) => {
    if (command === 'docker compose push' && !words.some((word) => named(word))) return [...built]
    return words.flatMap((word) => [named(word) ?? [], inFolder(word)].flat())
  }
}

const plain = (name: string): string => name.toLowerCase().replace(/[._]/g, '-')
