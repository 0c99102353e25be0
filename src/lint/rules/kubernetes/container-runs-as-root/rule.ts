import type { Service } from '../../../../graph/graph.ts'
import type { Rule } from '../../../rule.ts'
import { type ImageUser, imageUsers } from '../../docker/image-user.ts'
import { manifestUser } from '../manifest-user.ts'
import { judgeContainers, type ServiceContainer } from '../service-workloads.ts'

export const containerRunsAsRoot: Rule = {
  id: 'container-runs-as-root',
  group: 'kubernetes',
  severity: 'error',
  summary: 'A container that runs as root, or may.',
  why: 'A hole in one service then is a hole in its node, and in every service beside it.',
  help: 'Set securityContext.runAsNonRoot: true, and give the image a numeric USER other than 0.',
  check(context) {
    const userOf = imageUsers(context)
    return judgeContainers(context, (entry) => {
      const text = faultOf(entry, userOf)
      return text === undefined ? undefined : { text }
    })
  },
}

/** The manifest's own setting first, then the image's USER; silent where neither can be told. */
function faultOf(
  entry: ServiceContainer,
  userOf: (service: Service, isCommanded: boolean) => ImageUser,
): string | undefined {
  const user = manifestUser(entry)
  if (user === 'root') return 'runs as user 0, which is root'
  if (user === 'other' || userOf(entry.service, entry.container.command !== undefined).is !== 'root') return undefined
  return 'runs as root: neither its securityContext nor its image names another user'
}
