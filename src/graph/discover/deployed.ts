import { posix } from 'node:path'
import { parseAddress } from '../../facts/address/parse-address.ts'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { imageName } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { makerOf } from '../../products/makers.ts'
import type { Service } from '../graph.ts'
import { mainContainer } from '../main-container.ts'
import { plainName } from '../source-folders.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import { isShown, isStoreName, isTooling, nameOfWorkload, workloadCalled } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'
import { extraCompose } from './extra-compose.ts'
import type { FindNamesake } from './folders.ts'
import { demonstration } from './found-services.ts'
import { otherRoles } from './roles/other-roles.ts'

/** A compose file of what one runs by hand beside a system: `misc/docker-compose-tools.yml`. */
const ofTools = /compose[._-](?:[\w-]+[._-])?tools?\.ya?ml$/

/** What runs once, and what every machine runs. */
const noService = new Set(['Job', 'CronJob', 'DaemonSet', 'Pod'])

/**
 * Services whose code lies elsewhere, where that is so of most of the system: what manifests run from images of those who
 * make more than one of them. Their place is the manifest, with the workload's name. One that has no code here while most
 * others have is rather an old name of one of them, or somebody else's; unless its image is of the owner of this repository
 * and others are told its address.
 */
export function deployedServices(
  facts: FactIndex,
  workloads: readonly WorkloadFact[],
  services: readonly Service[],
  find: FindNamesake,
): Service[] {
  const isExtra = extraCompose(workloads)
  const images = workloads.flatMap((workload) => {
    const { file } = workload.at
    const isAside = isShown(file) || isTestFile(file) || demonstration.test(posix.dirname(file))
    if (isExtra(workload) || ofTools.test(file) || (services.length > 0 && isAside)) return []
    const image = mainContainer(workload)?.image
    return image === undefined ? [] : [{ workload, image, maker: makerOf(image) }]
  })
  const isForeign = ({ workload, image, maker }: (typeof images)[number]): boolean =>
    maker === undefined ||
    isInfrastructureImage(image) ||
    isStoreName(workload.name) ||
    isTooling(workloadCalled(workload)) ||
    isTooling(imageName(image))
  const others = images.filter((each) => !isForeign(each) && !noService.has(each.workload.type))
  const isRun = (workload: WorkloadFact): boolean => serviceOfWorkload({ services }, workload) !== undefined
  const built = new Set(others.flatMap(({ workload, image }) => (workload.build ? [imageName(image)] : [])))
  const makers = new Map<string | undefined, Set<string>>()
  for (const { maker, image } of others) makers.set(maker, (makers.get(maker) ?? new Set()).add(imageName(image)))
  const isOfOwner = ofOwner(facts)
  const ours = others
    .filter((each) => ((makers.get(each.maker)?.size ?? 0) > 1 || isOfOwner(each)) && !isRun(each.workload))
    // What is built is built from code that is here, and found there if it is.
    .filter(({ workload, image }) => workload.build === undefined && !built.has(imageName(image)))
    // There is code of that name, which was seen and is no service; or a client of one that has a repository of its own.
    .filter((each) => {
      const { workload, image } = each
      const isSeen = !isOfOwner(each) && isCode(find, workload, workloadCalled(workload))
      return !isSeen && !isCode(find, workload, imageName(image))
    })
  // Kubernetes' names are those that other services use; a compose file for one's own machine may have others.
  // So has one of several that run one image: `orders-dev`, beside what is called as the image.
  const order = ({ workload, image }: (typeof ours)[number]): number =>
    2 * rank(workload) + Number(plainName(workloadCalled(workload)) !== plainName(imageName(image)))
  const sorted = [...ours].sort((a, b) => order(a) - order(b))
  const found = new Map<string, Service>()
  const own: Service[] = []
  const isOtherRole = otherRoles(new Map(sorted.map(({ workload, image }) => [workload.name, imageName(image)])))
  for (const { workload, image, maker } of sorted) {
    // Where code is here, its folder tells what a release of a chart is called after.
    const name = workload.ownName === undefined ? workloadCalled(workload) : nameOfWorkload(workload.ownName)
    const keys = [plainName(name), `image:${imageName(image)}`]
    const twin = found.get(`image:${imageName(image)}`)
    if (found.has(plainName(name)) || (twin && !isOtherRole(workload, twin))) continue
    const path = `${workload.at.file}#${workload.name}`
    const service: Service = { name, path, image: imageName(image), known: 'discovered', at: workload.at }
    for (const key of keys) found.set(key, service)
    if (isOfOwner({ workload, maker })) own.push(service)
  }
  const elsewhere = new Set(found.values())
  const running = (among: readonly WorkloadFact[]): Set<Service> =>
    new Set(among.flatMap((workload) => serviceOfWorkload({ services }, workload) ?? []))
  const here = running(workloads)
  const [inCluster, outside] = [true, false].map((is) =>
    running(workloads.filter((each) => isOfKubernetes(each) === is)),
  )
  // Compose runs a whole system of code that is here, and manifests a part of it: they are of another, or of another time.
  const isWhole = here.size > 2 && outside?.size === here.size
  if (isWhole && (inCluster?.size ?? 0) * 3 <= here.size * 2 && ours.some(({ workload }) => isOfKubernetes(workload)))
    return []
  // Where manifests run none of the code that is here, they are for what it needs: databases, and what looks into clusters.
  const isForNeeds = here.size === 0 && ours.every(({ workload }) => isOfKubernetes(workload))
  const system = isForNeeds ? services.length : here.size
  return elsewhere.size > system ? [...elsewhere] : own
}

/** Hosts of code, which put the owner of a repository first. */
const codeHost = /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/([\w.-]+)\//

/**
 * Whether an image is of the owner of this repository, as its modules of Go say who that is, and a manifest tells somebody
 * else its address: a service that has a repository of its own.
 */
function ofOwner(facts: FactIndex): (deployed: { workload: WorkloadFact; maker: string | undefined }) => boolean {
  const owners = new Set(facts.of('package').flatMap(({ name = '' }) => codeHost.exec(name)?.[1]?.toLowerCase() ?? []))
  const told = new Map<string, Set<string | undefined>>()
  for (const { value = '', workload } of owners.size === 0 ? [] : facts.of('env-set')) {
    const host = parseAddress(value)?.host
    if (host !== undefined) told.set(host, (told.get(host) ?? new Set()).add(workload))
  }
  return ({ workload, maker }) =>
    owners.has(maker?.split('/').at(-1)?.toLowerCase() ?? '') &&
    [...(told.get(workload.name) ?? [])].some((other) => other !== workload.name)
}

/** Whether a folder of that name holds code; scripts that a workload's own chart brings along, and what readers are shown, are none. */
function isCode(find: FindNamesake, { at }: WorkloadFact, name: string): boolean {
  const folder = find(name)
  return folder !== undefined && !at.file.startsWith(`${folder}/templates/`) && !isShown(`${folder}/`)
}

const isOfKubernetes = ({ source }: WorkloadFact): boolean => source === 'kubernetes'

const rank = (workload: WorkloadFact): number => Number(!isOfKubernetes(workload))
