import { posix } from 'node:path'
import type { FactIndex } from '../../../../facts/fact-index.ts'
import { isDemonstration } from '../../../../graph/telling-names.ts'
import { imageName, imagePath } from '../../../../products/image-name.ts'
import { isInfrastructureImage } from '../../../../products/infrastructure-image.ts'
import { listed } from '../../../listed.ts'
import type { Rule } from '../../../rule.ts'
import { outsideImages } from '../outside-images.ts'
import { rolesOfImage } from '../roles-of-image.ts'
import { isForDevelopment, isForTests } from '../service-image.ts'
import { servicesBuilt } from '../services-built.ts'
import { spareDockerfiles, unbuiltBelow } from '../spare-dockerfiles.ts'
import { movingPart } from './moving-tag.ts'

/** What people run by hand. */
const tooling = /(?:^|\/)(?:tools?|scripts?|hack|(?:[\w.]+-)*cli|docs?|dev|_?templates?|quick-?starts?)\//i

export const unpinnedBaseImage: Rule = {
  id: 'unpinned-base-image',
  group: 'docker',
  severity: 'error',
  summary: 'An image is built on a base that can change by itself.',
  why: 'The same commit builds another service tomorrow, and nobody can tell what changed.',
  help: 'Name a version in the tag (such as node:24-slim), or the digest, which a bot can keep up to date.',
  fixes: 'Adds the digest that the tag has on this machine, where docker or podman knows it.',
  options: { require: { default: 'tag', oneOf: ['tag', 'digest'] } },
  *check(context) {
    const { facts, graph, options, serviceOf, subjectOf } = context
    const outside = outsideImages(context)
    const builtFor = servicesBuilt({ facts, serviceOf, subjectOf })
    const makers = facts.of('base-image').flatMap(({ at: { file } }) => {
      const service = builtFor.has(file) ? builtFor.get(file) : serviceOf(file)
      return service ? [service.name] : []
    })
    const roles = [...rolesOfImage({ graph }, new Set(makers))]
    const sharing = (name: string): string[] => [
      name,
      ...roles.flatMap(([role, maker]) => (maker === name ? [role] : [])),
    ]
    const isBuiltHere = builtHere(facts)
    const isSpare = spareDockerfiles(facts)
    const isUnbuilt = unbuiltBelow(facts)
    const started = new Set(facts.of('image-start').map(({ at }) => at.file))
    // Deeper down, an image of no service that starts nothing of its own is for building or trying something.
    const isTool = (file: string): boolean =>
      tooling.test(file) || isDemonstration(file) || (file.includes('/') && !started.has(file))
    for (const { at, image, internal, idle } of facts.of('base-image')) {
      const fault =
        internal || idle || filledIn.test(image) || isBuiltHere(image, at.file)
          ? undefined
          : faultOf(image, options.text('require') === 'digest')
      if (fault === undefined || isForTests(at.file) || isForDevelopment(at.file) || isSpare(at.file)) continue
      const holder = serviceOf(at.file)
      // All that no other service holds lies with one at the root.
      const isElsewhere = holder?.path === '.' && at.file.includes('/')
      const lying = isElsewhere ? undefined : holder
      const service = builtFor.has(at.file) ? builtFor.get(at.file) : (lying ?? outside(at.file))
      if (service !== undefined && isDemonstration(at.file) && !isDemonstration(`${service.path}/`)) continue
      if (service === undefined && isTool(at.file) && !isInfrastructureImage(image)) continue
      if (isUnbuilt(at.file)) continue
      const services = service ? sharing(service.name) : []
      const subject =
        services.length === 0 ? 'An image is' : `${listed(services)} ${services.length > 1 ? 'are' : 'is'}`
      yield {
        message: `${subject} built on ${image}, which ${fault}.`,
        at,
        services,
        fix: [{ kind: 'pin-image', at, image }],
      }
    }
  },
}

/** What a build fills in before it builds: `@docker.account@/java-base`, `ARG base=non-existing`. */
const filledIn =
  /@[\w.-]+@|\{\{|^(?:non-?existing|undefined|unset|missing|invalid|required|placeholder|(?:set|change|override|replace)[-_]?me|to-?be-?(?:set|replaced))$/i

/** Whether an image is one of ours, built before: the registry of Docker has none without a namespace but its own. */
function builtHere(facts: FactIndex): (image: string, file: string) => boolean {
  // Several Dockerfiles of one folder may be put together, or told of each other's stages.
  const stages = new Set(
    facts
      .of('base-image')
      .flatMap(({ at, stage }) => (stage === undefined ? [] : [`${posix.dirname(at.file)}\0${stage}`])),
  )
  // `nginx/Dockerfile` on `nginx` is built on somebody else's of that name.
  const folders = facts.of('base-image').flatMap(({ at, image }) => {
    const folder = posix.basename(posix.dirname(at.file))
    return imageName(image) === folder ? [] : [folder]
  })
  const run = facts
    .of('workload')
    .flatMap(({ build, containers }) => (build ? containers.map(({ image }) => image) : []))
  const inScripts = new Set(facts.of('image-build').map(({ image }) => image))
  const ours = new Set([...folders, ...run.flatMap((image) => (image ? [imagePath(image)] : []))])
  // `shop.Dockerfile` makes `shop`, unless it is built on somebody else's of that name; of a registry, only a base says so.
  const named = facts.of('base-image').flatMap(({ at, image }) => {
    const variant = posix.basename(at.file).replace(/[._-]?dockerfile[._-]?/i, '')
    return variant === '' || imageName(image) === variant ? [] : [variant]
  })
  const ofBases = named.filter((variant) => /(?:^|[._-])(?:base|builder?|common|runtime|deps)$/i.test(variant))
  // `acme/shop/shop-buildbase` is what `docker/buildbase/Dockerfile` makes, with what all images of the system begin with.
  const baseFolders = folders.filter((folder) => /(?:base|builder)$/i.test(folder))
  const isOfFolder = (image: string): boolean => {
    const [, system = '', part = ''] = /([\w.-]+)\/([\w.-]+)$/.exec(imagePath(image)) ?? []
    return baseFolders.some((folder) => part === `${system}-${folder}`)
  }
  const isMadeBy = (variants: readonly string[], part: string): boolean =>
    variants.some((variant) => part === variant || part.endsWith(`-${variant}`))
  return (image, file) => {
    const name = imagePath(image)
    // `ghcr.io/shop/shop-base` is what `shop-base/Dockerfile` makes.
    const part = imageName(image)
    return (
      ours.has(name) ||
      (!isInfrastructureImage(image) && stages.has(`${posix.dirname(file)}\0${image}`)) ||
      (name.includes('/') && inScripts.has(imageName(image).toLowerCase())) ||
      // So it is what `Dockerfile-base` and `base.Dockerfile` make.
      isMadeBy(name.includes('/') ? ofBases : named, part) ||
      // `shop/build-base:focal` of `focal-base.Dockerfile`: one of several, which the tag tells apart.
      (part.endsWith('-base') && ofBases.includes(`${/:([\w.-]+)$/.exec(image)?.[1]}-base`)) ||
      (name.includes('/') && folders.includes(imageName(image))) ||
      isOfFolder(image) ||
      (!name.includes('/') && ofStage.test(name))
    )
  }
}

/** What stages are called, and no image of Docker's own registry. */
const ofStage = /_|(?:^|-)(?:base|builder?|development|production|deps|dependencies)(?:-|$)/

/** `[registry[:port]/]name[:tag][@digest]`; silent about one that a build argument decides. */
function faultOf(image: string, needsDigest: boolean): string | undefined {
  if (image === 'scratch' || /\$|\{\{/.test(image) || /@sha\d+:/.test(image)) return undefined
  const [, name = image, tag] = /^(.*?)(?::([^:/@]+))?$/.exec(image) ?? []
  if (tag === undefined) return 'has no tag, and so means whatever is latest'
  const moving = movingPart(name, tag)
  if (moving !== undefined) return `moves from version to version with the tag "${moving}"`
  return needsDigest ? 'is not pinned by digest' : undefined
}
