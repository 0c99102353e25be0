import { posix } from 'node:path'
import { imageBuilds } from '../../../graph/discover/image-builds.ts'
import type { Service } from '../../../graph/graph.ts'
import { imageName } from '../../../products/image-name.ts'
import { isInfrastructureImage } from '../../../products/infrastructure-image.ts'
import type { RuleContext } from '../../rule.ts'

/**
 * Whose image a Dockerfile makes that lies outside of all services (`deploy/orders/Dockerfile`): that of the one workload
 * which compose builds with it, else of the one service whose folder its build names (`go build ./cmd/orders`, `example.com/shop/cmd/orders`),
 * or whose folder is found again in one for images (`docker/shop/orders/Dockerfile` of `shop/orders`), or that alone runs the
 * image which scripts, pipelines or Tilt make with it, or one called after the folder of this one Dockerfile (`acme/orders`). A file that makes the images of several is nobody's.
 */
export function outsideImages({
  facts,
  graph,
  subjectOf,
  serviceOf,
}: RuleContext): (file: string) => Service | undefined {
  const owners = new Map<string, Set<Service>>()
  const add = (file: string, service: Service): void => {
    owners.set(file, (owners.get(file) ?? new Set()).add(service))
  }
  // With one stage alone it most often runs the code as it lies, for who develops it.
  const isStaged = (file: string): boolean => facts.in(file).filter(({ kind }) => kind === 'base-image').length > 1
  for (const workload of facts.of('workload')) {
    const named = workload.build?.dockerfile
    const file = named !== undefined && isStaged(named) ? named : undefined
    const service = file === undefined || serviceOf(file) ? undefined : subjectOf(workload)
    if (file !== undefined && service) add(file, service)
  }
  const built = new Set(owners.keys())
  const byPath = graph.services.filter(({ path }) => path.includes('/') && !path.includes('#'))
  // Where a program begins beside it, the image is that one's, whatever it holds as well.
  const begins = new Set(facts.of('program').map(({ at }) => posix.dirname(at.file)))
  for (const { at, command } of facts.of('image-run')) {
    if (begins.has(posix.dirname(at.file)) || built.has(at.file) || serviceOf(at.file) || !isStaged(at.file)) continue
    const words = new Set(command.split(/[\s"'=]+/).map((word) => word.replace(/^\.\//, '')))
    for (const service of byPath) {
      const isNamed = [...words].some(
        (word) => word === service.path || word.startsWith(`${service.path}/`) || word.endsWith(`/${service.path}`),
      )
      if (isNamed) add(at.file, service)
    }
  }
  const runners = imageRunners({ facts, subjectOf })
  const made = new Map<string, string[]>()
  for (const { image, dockerfile } of imageBuilds(facts)) made.set(dockerfile, [...(made.get(dockerfile) ?? []), image])
  const folders = new Set(facts.of('base-image').map(({ at }) => posix.dirname(at.file)))
  for (const { at, final } of facts.of('base-image')) {
    const folder = posix.dirname(at.file)
    if (!final || owners.has(at.file) || begins.has(folder) || serviceOf(at.file)) continue
    for (const service of graph.services) if (isMirrored(folder, service)) add(at.file, service)
    const name = posix.basename(folder)
    const isOnly = [...folders].filter((each) => posix.basename(each) === name).length === 1
    const named = [...(made.get(at.file) ?? []), ...(isOnly ? [name] : [])]
    const running = owners.has(at.file) ? undefined : named.map((each) => runners.get(each)).find((each) => each)
    for (const service of running ?? []) add(at.file, service)
  }
  return (file) => {
    const [only, ...others] = owners.get(file) ?? []
    return others.length > 0 ? undefined : only
  }
}

/** The services whose only container runs each image of ours, by the name of the image. */
function imageRunners({
  facts,
  subjectOf,
}: Pick<RuleContext, 'facts' | 'subjectOf'>): ReadonlyMap<string, Set<Service>> {
  const runners = new Map<string, Set<Service>>()
  for (const workload of facts.of('workload')) {
    const [main, another] = workload.containers.filter(({ role }) => role === 'main')
    const image = another === undefined ? main?.image : undefined
    const service = image === undefined || workload.partial ? undefined : subjectOf(workload)
    if (image === undefined || service === undefined || isInfrastructureImage(image)) continue
    runners.set(imageName(image), (runners.get(imageName(image)) ?? new Set()).add(service))
  }
  return runners
}

/** A folder inside of one that holds nothing but how images are made: `docker/shop/orders`, `shop/docker/orders`. */
const forImages = /^(?:(.*)\/)?(?:docker(?:files?)?|images?|containers?)\/(.+)$/i

/** Whether a folder is that of a service once more, inside of one for images. */
function isMirrored(folder: string, { path }: Service): boolean {
  const [, above = '', inside] = forImages.exec(folder) ?? []
  return inside !== undefined && (path === inside || path === posix.join(above, inside))
}
