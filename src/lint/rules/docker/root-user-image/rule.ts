import type { Rule, RuleContext } from '../../../rule.ts'
import { serviceContainers } from '../../kubernetes/service-workloads.ts'
import { imageUsers } from '../image-user.ts'
import { imageOwners } from '../service-image.ts'

export const rootUserImage: Rule = {
  id: 'root-user-image',
  group: 'docker',
  severity: 'warning',
  summary: 'An image that starts as root.',
  why: 'Wherever no manifest says otherwise, a hole in this service is a hole in its host, and in every service beside it.',
  help: 'End the Dockerfile with a numeric USER other than 0 (such as USER 65532:65532), or take a base without root.',
  *check(context) {
    const ownerOf = imageOwners(context)
    const userOf = imageUsers(context)
    // What a cluster runs, `container-runs-as-root` speaks of.
    const deployed = new Set(serviceContainers(context).map(({ service }) => service))
    const run = new Set(context.facts.of('workload').map((workload) => context.subjectOf(workload)))
    // What manifests run of images that nobody here knows may be this one, under another name.
    const isUnknown = context.graph.services.some(({ image }) => image !== undefined)
    for (const service of context.graph.services) {
      if (userOf(service) !== 'root' || deployed.has(service) || (isUnknown && !run.has(service))) continue
      const isOwn = (file: string): boolean => ownerOf(file)?.name === service.name
      const base = context.facts.of('base-image').find(({ at, final }) => final && isOwn(at.file))
      const user = context.facts.of('image-user').findLast(({ at, final }) => final && isOwn(at.file))
      const at = user?.at ?? base?.at
      if (at === undefined || isOfFunction(context.facts, at.file)) continue
      const reason = user ? `its last USER is ${user.user}` : `nothing after FROM ${base?.image} names another user`
      yield { message: `The image of ${service.name} starts as root: ${reason}.`, at, services: [service.name] }
    }
  },
}

/** What runs as a function of AWS, for whom it runs, the platform says. */
const isOfFunction = (facts: RuleContext['facts'], dockerfile: string): boolean =>
  facts.in(dockerfile).some((fact) => {
    if (fact.kind === 'base-image') return /(?:^|\/)(?:aws-?)?lambda(?:\/|$|:)/.test(fact.image)
    if (fact.kind === 'image-copy') return fact.sources.some((source) => ofFunctions.test(source))
    return (fact.kind === 'image-run' || fact.kind === 'image-start') && ofFunctions.test(fact.command)
  })
const ofFunctions = /\baws-?lambda-(?:rie|ric|adapter|runtime)|\bawslambdaric\b/
