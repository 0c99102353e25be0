import type { Service } from '../../../../graph/graph.ts'
import type { Rule } from '../../../rule.ts'
import { type ImageUser, imageUsers } from '../../docker/image-user.ts'
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

/** As the kubelet decides: its own setting first, then the image's USER; silent where neither can be told. */
function faultOf(
  { layers, podPatches, service }: ServiceContainer,
  userOf: (service: Service) => ImageUser,
): string | undefined {
  // The last word counts: a patch wins over what it patches.
  const settings = [...layers.map(({ security }) => security), ...podPatches]
  const user = settings.map(({ runAsUser }) => runAsUser).findLast((value) => value !== undefined)
  const nonRoot = settings.map(({ runAsNonRoot }) => runAsNonRoot).findLast((value) => value !== undefined)
  if (user === 0) return 'runs as user 0, which is root'
  if (user !== undefined || nonRoot === true) return undefined
  if (userOf(service) !== 'root') return undefined
  return 'runs as root: neither its securityContext nor its image names another user'
}
