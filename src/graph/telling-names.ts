import { posix } from 'node:path'
import type { WorkloadFact } from '../facts/fact.ts'
import { imageName } from '../products/image-name.ts'
import { mainContainer } from './main-container.ts'
import { plainName } from './source-folders.ts'

/** Whether a name says that it is a store or a broker, whatever image it runs from: `orders-db`. */
export const isStoreName = (name: string): boolean => /(?:^|[-_.])(?:db|database|cache|mq|queue|broker)\d*$/i.test(name)

/**
 * What a workload runs, where its own name says besides that it is a deployment or a container, or which: `auth-depl`,
 * `cart-container`, `reviews-v2`.
 */
export const nameOfWorkload = (name: string): string =>
  name.replace(/[-_](?:depl|deploy|deployment|container)$/, '').replace(/(?<=\w)-v\d+(?:-[\w-]+)?$/, '')

/** A name that each workload may have in a namespace of its own, as nothing else is there. */
export const saysNothing = /^(?:app|application|main|server|service|deployment)$/i

/** What people call what a workload runs: as its image, where only the namespace tells one `app` from another. */
export function workloadCalled(workload: WorkloadFact): string {
  const { name, namespace } = workload
  const image = mainContainer(workload)?.image
  return namespace !== undefined && image !== undefined && saysNothing.test(name)
    ? imageName(image)
    : nameOfWorkload(name)
}

/**
 * What a workload of a chart inside of another one is called without the release before it: `events` of `shop-events` in
 * `shop/charts/events/templates`. Undefined where the chart is called otherwise.
 */
export function chartCalled({ name, at }: Pick<WorkloadFact, 'name' | 'at'>): string | undefined {
  const [, chart] = /(?:^|\/)charts\/([^/]+)\/templates\//.exec(at.file) ?? []
  return chart !== undefined && name.endsWith(`-${chart}`) ? chart : undefined
}

/** Whether a file lies in an example, a sample or a tutorial, or at what somebody keeps to look things up in. */
export const isDemonstration = (file: string): boolean =>
  /^references?\//i.test(file) ||
  /(?:^|\/)(?:samples?|examples?|exercises?|tutorials?|experiments?|(?:sample|example)[-_][\w.-]+|[\w.-]+[-_](?:samples?|examples?))\//i.test(
    file,
  )

/** Whether a file lies where things are shown to readers: what is deployed from elsewhere as well is not judged by it. */
export const isShown = (file: string): boolean =>
  isDemonstration(file) ||
  /(?:^|\/)(?:docs?|documentation|docs?-(?:service|site|web|portal|server)|white-?papers?)\//i.test(file)

/** What folders and workloads are called that are no part of a system, and what they have to do with it. */
const tooling: readonly { readonly why: string; readonly named: RegExp }[] = [
  {
    why: 'puts load on others',
    named:
      /^(?:load-?gen(?:erator)?|locust|k6|load-?test(?:s|er|ing)?|[\w.-]+-load-?(?:test(?:s|er)?|gen(?:erator)?))$/i,
  },
  {
    why: 'measures others',
    named: /^(?:bench(?:mark)?s?|benchmarking|[\w.-]+-bench(?:mark)?s?|bench(?:mark)?-[\w.-]+)$/i,
  },
  {
    why: 'tests others, or stands in for one of them',
    named:
      /^(?:e2e|fuzz(?:ing|ers?)?|tests?|__tests__|pytest|jest|vitest|cypress|playwright|newman|fixtures|mocks?|dummy|debug|e2e-[\w.-]+|[\w.-]+[-_](?:tests|e2e)|(?:tests?[-_])?mock[-_]?servers?|local-?tests?|(?:[\w.-]+[-.])?test-?(?:app|host|server)s?|fake[-_][\w.-]+|tests?[-_]mock[-_][\w.-]+)$/i,
  },
  {
    why: 'shows how others are used',
    named:
      /^(?:_?templates?|examples?|exercises?|samples?|tutorials?|experiment(?:s|al)?|playgrounds?|docs?|(?:web-?site|web|user|developer|dev|product)-docs|docs-?(?:site|web-?site)|openapi)$/i,
  },
  {
    why: 'is run by hand',
    // `Shop.InstallCli`, as projects of .NET are called
    named: /^(?:scripts|tools|hack|cli|kubectl-[\w-]+|[\w.-]+-cli|\w+\.(?:[\w.]+\.)?\w*cli)$/i,
  },
  {
    why: 'builds others',
    named:
      /^(?:(?:docs?|code|proto|api|sdk|client|schema|openapi|swagger)-?gen(?:erator)?|github-actions?|circleci|gitlab(?:-ci)?|jenkins|buildkite|dockers?|[\w.-]+-build)$/i,
  },
  {
    why: 'deploys others, or runs beside them in a cluster',
    named: /^(?:deploy(?:s|ments?)?|infra(?:structure)?|k8s|kubernetes|helm|charts|[\w.-]+-operator)$/i,
  },
  {
    why: 'prepares data for others',
    named:
      /^(?:init|seed(?:er|-?data)?|migrat(?:e|ions?|or)|(?:[\w.]+[-_])*migrator(?:-[\w.-]+)?|[\w.-]+[-_](?:init|seed(?:er)?|migrat(?:e|ions?)))$/i,
  },
  // `gateway-api-0.7.1-custom`
  {
    why: 'is a release of somebody else, copied here',
    named: /^[a-z][\w.-]*-v?\d+\.\d+\.\d+(?:-[\w.-]+)?$/i,
  },
  {
    why: 'is hidden',
    named: /^\../,
  },
]

/** What a folder or a workload has to do with a system that it is no part of, as it is called: it puts load on others; undefined for any other name. */
export const toolingReason = (name: string): string | undefined => tooling.find(({ named }) => named.test(name))?.why

/** Whether a folder or a workload is called as what drives a system, watches it or prepares something, and is no part of it. */
export const isTooling = (name: string): boolean => toolingReason(name) !== undefined

const ofAll = /^(?:[\w.]+-)*(?:combined|all-?in-?one|aio|standalone|monolith)$/i

/**
 * Whether the name of a program or an image, or of its folder, says that it holds all others, for who wants to run them as one:
 * `shop-all-in-one`.
 */
export const holdsAllOthers = ({
  name,
  path,
}: {
  readonly name: string
  readonly path?: string | undefined
}): boolean => ofAll.test(name) || ofAll.test(posix.basename(path ?? ''))

/** What people call a service when they are short: `cart-service` and `cartservice` are `cart`. */
export function nameStem(name: string): string {
  const plain = plainName(name)
  return plain.replace(/(?:micro)?(?:service|svc|api|server)$/, '') || plain
}

/** What tells a service from others whose names begin alike: `orders` of `shop.services.orders` and `shop-orders-api`. */
export const ownWord = (name: string): string | undefined =>
  name
    .toLowerCase()
    .match(/[a-z\d]+/g)
    ?.findLast((word) => !/^(?:(?:micro)?services?|svc|api|server)$/.test(word))
