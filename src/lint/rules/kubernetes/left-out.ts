import { posix } from 'node:path'
import type { WorkloadFact } from '../../../facts/fact.ts'
import { placeOf, type Service } from '../../../graph/graph.ts'
import { nameStem } from '../../../graph/telling-names.ts'
import { imageName } from '../../../products/image-name.ts'
import type { RuleContext } from '../../rule.ts'

/** What builds and starts a service time and again while somebody writes it. */
const whileWriting = ['skaffold.yaml', 'skaffold.yml', 'devspace.yaml', 'Tiltfile']

/**
 * Whether a manifest in a service's folder is what such a tool starts it by, where a chart elsewhere deploys the same.
 */
export function startedWhileWriting(
  { has }: Pick<RuleContext, 'has'>,
  all: readonly WorkloadFact[],
): (workload: WorkloadFact, service: Service) => boolean {
  const inCharts = all.filter(({ at }) => /(?:^|\/)templates\//.test(at.file))
  return ({ at, type, name }, { path }) =>
    path !== '.' &&
    at.file.startsWith(`${path}/`) &&
    whileWriting.some((file) => has(`${path}/${file}`)) &&
    inCharts.some((each) => each.type === type && each.name === name && !each.at.file.startsWith(`${path}/`))
}

/**
 * Whether a workload is a service's for no more than the folder that it lies in, as others are there that run other images, too: all
 * of a chart that installs a system, or what somebody tries it with. None of them tells which is the service.
 */
export function strangers(
  all: readonly WorkloadFact[],
  subjectOf: RuleContext['subjectOf'],
): (workload: WorkloadFact, service: Service) => boolean {
  const imagesOf = ({ containers }: WorkloadFact): string[] =>
    containers.flatMap(({ role, image }) => (role === 'main' && image ? [imageName(image)] : []))
  const isCalled = (workload: WorkloadFact, { name, path, aliases = [], program }: Service): boolean => {
    const own = [name, posix.basename(placeOf(path)), ...aliases, ...(program ? [program] : [])].map(nameStem)
    const said = [workload.name, ...imagesOf(workload)].map((each) => nameStem(each))
    return own.some((stem) => said.some((each) => each.includes(stem) || stem.includes(each)))
  }
  const images = new Map<Service, Set<string>>()
  for (const workload of all) {
    const service = workload.partial ? undefined : subjectOf(workload)
    if (service === undefined || service.known === 'declared' || isCalled(workload, service)) continue
    const known = images.get(service) ?? new Set()
    for (const image of imagesOf(workload)) known.add(image)
    images.set(service, known)
  }
  return (workload, service) => (images.get(service)?.size ?? 0) > 1 && !isCalled(workload, service)
}
