import type { Service } from '../../../../graph/graph.ts'
import { listed } from '../../../listed.ts'
import type { Rule, RuleContext } from '../../../rule.ts'
import { serviceContainers } from '../../kubernetes/service-workloads.ts'
import { type ImageUser, imageUsers } from '../image-user.ts'

/** An image that starts as root. */
type Root = Extract<ImageUser, { is: 'root' }>

export const rootUserImage: Rule = {
  id: 'root-user-image',
  group: 'docker',
  severity: 'warning',
  summary: 'An image that starts as root.',
  why: 'Wherever no manifest says otherwise, a hole in this service is a hole in its host, and in every service beside it.',
  help: 'End the Dockerfile with a numeric USER other than 0 (such as USER 65532:65532), or take a base without root.',
  *check(context) {
    const userOf = imageUsers(context)
    // What a cluster runs, `container-runs-as-root` speaks of.
    const deployed = new Set(serviceContainers(context).map(({ service }) => service))
    const run = new Set(context.facts.of('workload').map((workload) => context.subjectOf(workload)))
    // What manifests run of images that nobody here knows may be this one, under another name.
    const isUnknown = context.graph.services.some(({ image }) => image !== undefined)
    const isGivenUser = givenUser(context)
    const users = new Map<Root['by'], string[]>()
    for (const service of context.graph.services) {
      if (deployed.has(service) || (isUnknown && !run.has(service)) || isGivenUser(service)) continue
      const user = userOf(service)
      if (user.is !== 'root' || isOfFunction(context.facts, user.by.at.file)) continue
      users.set(user.by, [...(users.get(user.by) ?? []), service.name])
    }
    for (const [by, services] of users) {
      const reason =
        by.kind === 'image-user' ? `its last USER is ${by.user}` : `nothing after FROM ${by.image} names another user`
      yield { message: `The image of ${listed(services)} starts as root: ${reason}.`, at: by.at, services }
    }
  },
}

/** Whether all compose files that run a service start it as somebody else than root. */
function givenUser({ facts, subjectOf }: RuleContext): (service: Service) => boolean {
  const known = new Map<Service, boolean>()
  for (const workload of facts.of('workload')) {
    const service = workload.source === 'compose' && !workload.partial ? subjectOf(workload) : undefined
    if (service === undefined) continue
    const isOther = workload.containers.every(({ security }) => security.runAsNonRoot || (security.runAsUser ?? 0) > 0)
    known.set(service, (known.get(service) ?? true) && isOther)
  }
  return (service) => known.get(service) ?? false
}

/** What runs as a function of AWS, for whom it runs, the platform says. */
const isOfFunction = (facts: RuleContext['facts'], dockerfile: string): boolean =>
  facts.in(dockerfile).some((fact) => {
    if (fact.kind === 'base-image') return /(?:^|\/)(?:aws-?)?lambda(?:\/|$|:)/.test(fact.image)
    if (fact.kind === 'image-copy') return fact.sources.some((source) => ofFunctions.test(source))
    return (fact.kind === 'image-run' || fact.kind === 'image-start') && ofFunctions.test(fact.command)
  })
const ofFunctions = /\baws-?lambda-(?:rie|ric|adapter|runtime)|\bawslambdaric\b/
