import type { Container } from '../../../../facts/fact.ts'
import type { Service } from '../../../../graph/graph.ts'
import type { Rule, RuleContext } from '../../../rule.ts'
import { patched, serviceWorkloads } from '../service-workloads.ts'

export const containerRunsAsRoot: Rule = {
  id: 'container-runs-as-root',
  group: 'kubernetes',
  severity: 'error',
  summary: 'A container that runs as root, or may.',
  why: 'A hole in one service then is a hole in its node, and in every service beside it.',
  help: 'Set securityContext.runAsNonRoot: true, and give the image a numeric USER other than 0.',
  *check(context) {
    for (const entry of serviceWorkloads(context)) {
      const { service, workload } = entry
      for (const container of entry.containers) {
        const fault = faultOf([container, ...patched(entry, container)], service, context)
        if (fault === undefined) continue
        yield {
          message: `${workload.type} ${workload.name}: the container ${container.name} of ${service.name} ${fault}.`,
          at: container.at,
          services: [service.name],
        }
      }
    }
  },
}

/** As the kubelet decides: its own setting first, then the image's USER; silent where neither can be told. */
function faultOf(sources: readonly Container[], service: Service, context: RuleContext): string | undefined {
  // The last word counts: a patch wins over what it patches.
  const user = sources.map(({ security }) => security.runAsUser).findLast((value) => value !== undefined)
  const nonRoot = sources.map(({ security }) => security.runAsNonRoot).findLast((value) => value !== undefined)
  if (user === 0) return 'runs as user 0, which is root'
  if (user !== undefined || nonRoot === true) return undefined
  const image = imageUser(service, context)
  return image === 'root' ? 'runs as root: neither its securityContext nor its image names another user' : undefined
}

function imageUser(service: Service, { facts, serviceOf }: RuleContext): 'root' | 'other' | 'unknown' {
  const isOwn = ({ at }: { at: { file: string } }): boolean => serviceOf(at.file)?.name === service.name
  const bases = facts.of('base-image').filter((fact) => fact.final && isOwn(fact))
  if (bases.length !== 1) return 'unknown'
  const users = facts.of('image-user').filter((fact) => fact.final && isOwn(fact))
  const last = users.at(-1)?.user
  if (last !== undefined) return /^(?:root|0)(?::|$)/.test(last) ? 'root' : last.includes('$') ? 'unknown' : 'other'
  const [base] = bases
  // Images that say so in their name bring a user of their own; an earlier stage decides for those that build on it.
  if (base === undefined || base.internal || /nonroot|rootless|unprivileged/.test(base.image)) return 'unknown'
  return 'root'
}
